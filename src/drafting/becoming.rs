//! Making a plan what it was, or what another edition of it is, as changes that can be undone.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::{
    change::{Change, front_json},
    path::Path,
};
use crate::plan::{Collection, Id, Kind, Plan};

/// The changes that make `plan` say what `other` says, record for record and in its order. The plan's own id stays.
pub fn becoming(plan: &Plan, other: &Plan) -> Vec<Change> {
    let mut changes = details(plan, other);
    // First everything goes that is otherwise or not there: a part may have moved to another record.
    for kind in Kind::ALL.iter().copied() {
        let (mine, theirs) = (texts(plan.collection(kind)), texts(other.collection(kind)));
        let gone = ids(plan.collection(kind)).filter(|id| mine.get(id) != theirs.get(id));
        changes.extend(gone.map(|id| Change::Take {
            at: Path::record(kind, id),
        }));
    }
    for kind in Kind::ALL.iter().copied() {
        changes.extend(order(kind, plan.collection(kind), other.collection(kind)));
    }
    changes
}

/// The plan's own details.
fn details(plan: &Plan, other: &Plan) -> Vec<Change> {
    let (mine, theirs) = (front_json(&plan.front), front_json(&other.front));
    let fields = |value: &Value| -> BTreeSet<String> {
        let fields = value.as_object().into_iter().flatten();
        fields.map(|(name, _)| name.clone()).collect()
    };
    let all: BTreeSet<String> = fields(&mine).union(&fields(&theirs)).cloned().collect();
    all.into_iter()
        .filter(|name| name != "id" && mine.get(name) != theirs.get(name))
        .map(|name| Change::Set {
            at: Path::front(&name),
            to: theirs.get(&name).cloned().unwrap_or_default(),
        })
        .collect()
}

/// Puts what is missing or otherwise where it belongs, and moves what stands elsewhere.
fn order(kind: Kind, mine: &dyn Collection, theirs: &dyn Collection) -> Vec<Change> {
    let (before, after) = (texts(mine), texts(theirs));
    let same = |id: &&Id| before.get(id) == after.get(id);
    let mut now: Vec<&Id> = ids(mine).filter(same).collect();
    let mut changes = Vec::new();
    for (place, id) in ids(theirs).enumerate() {
        match now.iter().position(|there| *there == id) {
            Some(at) if at == place => continue,
            Some(at) => {
                now.remove(at);
                changes.push(Change::Shift {
                    at: Path::record(kind, id),
                    to: place,
                });
            }
            None => {
                let value = theirs.record(place).map(|record| record.json());
                changes.push(Change::Add {
                    list: Path::list(kind),
                    place,
                    value: value.unwrap_or_default(),
                });
            }
        }
        now.insert(place.min(now.len()), id);
    }
    changes
}

fn ids(all: &dyn Collection) -> impl Iterator<Item = &Id> {
    (0..all.len()).filter_map(|at| all.id_at(at))
}

/// What each record says, by its id.
fn texts(all: &dyn Collection) -> HashMap<&Id, Vec<u8>> {
    let text = |at| Some((all.id_at(at)?, all.record(at)?.json_text()));
    (0..all.len()).filter_map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drafting::apply_all;
    use serde_json::json;

    #[test]
    fn a_plan_becomes_another_and_itself_again() {
        let plan = |title: &str, actions: Value, risks: Value| {
            Plan::from_json(json!({"id": "p", "title": title, "actions": actions, "risks": risks}))
                .unwrap()
        };
        let with = |id: &str, milestone: &str| json!({"id": id, "text": id, "milestones": [{"id": milestone, "text": "M"}]});
        let one = plan(
            "One",
            json!([with("a", "m1"), with("b", "m2"), with("c", "m3")]),
            json!([{"id": "r", "text": "Risk"}]),
        );
        // A milestone goes over to another action, one action goes and the order is another.
        let other = plan(
            "Other",
            json!([with("c", "m1"), with("d", "m4"), with("a", "m3")]),
            json!([]),
        );
        for (from, to) in [(&one, &other), (&other, &one), (&one, &one)] {
            let mut now = from.clone();
            let back = apply_all(&mut now, &becoming(from, to)).unwrap();
            assert_eq!(now, *to);
            apply_all(&mut now, &back).unwrap();
            assert_eq!(now, *from);
        }
        assert_eq!(becoming(&one, &one), []);
    }
}
