//! The people a plan names, and where their names still stand once the fields for them are empty: in sentences, which no
//! rule can clear. Whoever sends an excerpt has to read those.

use std::collections::BTreeMap;

use serde_json::Value;

use super::NAMES;
use crate::{
    drafting::{change::front_json, typed::Reading},
    insight::names::people,
    plan::{Id, Kind, Plan, Printed},
};

/// A name that stands somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// The records that say it; none for the plan's own details.
    pub at: Vec<Option<(Kind, Id)>>,
}

/// The people that the fields for names hold, each once.
fn people_of(plan: &Plan) -> Vec<String> {
    let mut found = Vec::new();
    let mut see = |cell: &str| {
        let cell = Printed::from(cell.to_owned());
        for name in people(Some(&cell)) {
            // One word is as often 'Vacant' as a name.
            if name.contains(' ') && !found.iter().any(|known| known == name) {
                found.push(name.to_owned());
            }
        }
    };
    for (kind, field) in NAMES {
        match kind {
            None => values(field, &front_json(&plan.front), &mut see),
            Some(kind) => {
                let list = plan.collection(kind);
                let records = (0..list.len()).filter_map(|at| list.record(at));
                records.for_each(|record| values(field, &record.json(), &mut see));
            }
        }
    }
    found
}

/// What stands in the fields of a name.
fn values(field: &str, value: &Value, see: &mut dyn FnMut(&str)) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                match (name == field, inner) {
                    (true, Value::Array(items)) => {
                        items.iter().filter_map(Value::as_str).for_each(&mut *see);
                    }
                    (true, cell) => see(&Reading::Cell.show(cell)),
                    (false, inner) => values(field, inner, see),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| values(field, item, see)),
        _ => {}
    }
}

/// Where the people that `plan` names still stand in what is left of it.
pub fn names_of(plan: &Plan, left: &Plan) -> Vec<Named> {
    let people = people_of(plan);
    let mut found: BTreeMap<usize, Vec<Option<(Kind, Id)>>> = BTreeMap::new();
    let mut look = |text: &str, at: Option<(Kind, Id)>| {
        for (number, name) in people.iter().enumerate() {
            if text.contains(name.as_str()) {
                found.entry(number).or_default().push(at.clone());
            }
        }
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap_or_default();
    look(&front_json(&left.front).to_string(), None);
    for record in left.records() {
        look(
            &text(record.json_text()),
            Some((record.kind(), record.id().clone())),
        );
    }
    let told = found.into_iter().filter_map(|(number, at)| {
        let name = people.get(number)?.clone();
        Some(Named { name, at })
    });
    told.collect()
}
