//! The changes that make the merged plan of mine: first what goes, then what is different, then what
//! comes, then the order. So no id is ever in two places on the way, there or back.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::Value;

use super::{
    order,
    records::{Pass, Touched},
};
use crate::{
    drafting::{Change, Path, change::front_json},
    plan::{Id, Kind, Plan},
};

pub(super) fn steps(mine: &Plan, touched: &[Touched], pass: &Pass) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut sets = Vec::new();
    set(
        &Path::own_details(),
        &front_json(&mine.front),
        &pass.front,
        &mut sets,
    );
    let mut coming: HashMap<(Kind, &str), &Value> = HashMap::new();
    let mut going: HashSet<(Kind, &str)> = HashSet::new();
    for (one, merged) in touched.iter().zip(&pass.records) {
        match (&one.mine, merged) {
            (Some(mine), Some(merged)) => {
                set(
                    &Path::record(one.kind, &one.id),
                    mine.json(),
                    merged,
                    &mut sets,
                );
            }
            (Some(_), None) => {
                going.insert((one.kind, one.id.as_str()));
                changes.push(Change::Take {
                    at: Path::record(one.kind, &one.id),
                });
            }
            (None, Some(merged)) => {
                coming.insert((one.kind, one.id.as_str()), merged);
            }
            (None, None) => {}
        }
    }
    changes.append(&mut sets);
    for (kind, order) in &pass.orders {
        let list = mine.collection(*kind);
        let left: Vec<&str> = (0..list.len())
            .filter_map(|at| list.id_at(at))
            .map(Id::as_str)
            .filter(|id| !going.contains(&(*kind, *id)))
            .collect();
        let order: Vec<&str> = order.iter().map(Id::as_str).collect();
        for put in order::way(&left, &order) {
            let Some(id) = order.get(put.number) else {
                continue;
            };
            if let (true, Some(value)) = (put.new, coming.get(&(*kind, *id))) {
                changes.push(Change::Add {
                    list: Path::list(*kind),
                    place: put.at,
                    value: (*value).clone(),
                });
            } else if let (false, Some(id)) = (put.new, Id::parse(id)) {
                changes.push(Change::Shift {
                    at: Path::record(*kind, &id),
                    to: put.at,
                });
            }
        }
    }
    changes
}

/// The fields that are different.
fn set(at: &Path, before: &Value, after: &Value, changes: &mut Vec<Change>) {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else {
        return;
    };
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for name in names {
        let to = after.get(name);
        if to != before.get(name) {
            changes.push(Change::Set {
                at: at.clone().field(name),
                to: to.cloned().unwrap_or_default(),
            });
        }
    }
}
