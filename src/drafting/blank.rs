//! Where drafts and new records begin: an empty plan, a copy of another, a blank record.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::plan::{Front, Id, Kind, Plan, PlanStatus, Supersedes};

/// Makes ids for new records of one draft on one device: four letters chosen at random for this
/// draft and device, and a counter, so that two people's drafts never collide when merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdMaker {
    prefix: String,
    next: u64,
}

impl IdMaker {
    /// A maker from four random bytes, going on after the ids of this prefix that `plan` has.
    pub fn new(random: [u8; 4], plan: &Plan) -> IdMaker {
        let letter = |byte: u8| char::from(b'a' + byte % 26);
        let prefix: String = random.into_iter().map(letter).collect();
        let mut next = 1;
        let mut see = |id: &Id| {
            let number = id
                .as_str()
                .strip_prefix(&prefix)
                .and_then(|rest| rest.strip_prefix('-'))
                .and_then(|n| n.parse::<u64>().ok());
            if let Some(n) = number {
                next = next.max(n.saturating_add(1));
            }
        };
        for record in plan.records() {
            see(record.id());
            record.parts(&mut |part| see(part.id));
        }
        IdMaker { prefix, next }
    }

    /// A new id.
    pub fn make(&mut self) -> Id {
        let id = Id::slug(&format!("{}-{}", self.prefix, self.next));
        self.next += 1;
        id
    }
}

/// An empty plan to begin from.
pub fn blank_plan(title: &str) -> Plan {
    Plan {
        front: Arc::new(Front {
            id: Some(Id::slug(title)),
            title: title.to_owned(),
            status: Some(PlanStatus::Draft),
            ..Front::default()
        }),
        ..Plan::default()
    }
}

/// A draft that begins as a copy of a plan and follows it. `hash` is the SHA-256 of its canonical
/// file, in hexadecimal. What says that the plan was transcribed stays with the published one.
pub fn draft_from(plan: &Plan, hash: &str) -> Plan {
    let mut draft = plan.clone();
    let front = Front {
        status: Some(PlanStatus::Draft),
        supersedes: plan.front.id.clone().map(|id| Supersedes {
            id: Some(id),
            hash: hash.to_owned(),
        }),
        document: None,
        ..(*plan.front).clone()
    };
    draft.front = Arc::new(front);
    draft
}

/// A new record of a kind, with only its id, and what it serves if that is known.
pub fn blank_record(kind: Kind, id: &Id) -> Value {
    match kind {
        Kind::Risk => json!({ "id": id, "appearances": [] }),
        _ => json!({ "id": id }),
    }
}

/// The field that a record of a kind is called by.
fn called_by(kind: Kind) -> &'static str {
    match kind {
        Kind::Measure
        | Kind::Benchmark
        | Kind::Survey
        | Kind::Project
        | Kind::Organisation
        | Kind::Team => "name",
        Kind::Post | Kind::Table | Kind::CaseStudy | Kind::Reference => "title",
        Kind::Money | Kind::Statistic => "label",
        Kind::Narrative => "heading",
        Kind::Definition => "term",
        Kind::Abbreviation => "short",
        _ => "text",
    }
}

/// A new record of a kind that is called by some words.
pub fn named_record(kind: Kind, id: &Id, words: &str) -> Value {
    let mut record = blank_record(kind, id);
    if let Some(fields) = record.as_object_mut() {
        fields.insert(called_by(kind).to_owned(), json!(words));
    }
    record
}

/// A new part of a record, with only its id.
pub fn blank_part(id: &Id) -> Value {
    json!({ "id": id })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drafting::{Change, Path, apply};

    #[test]
    fn a_record_of_any_kind_is_called_by_its_words() {
        for &kind in Kind::ALL {
            let mut plan = blank_plan("A plan");
            let id = Id::slug("new");
            let add = Change::Add {
                list: Path::list(kind),
                place: 0,
                value: named_record(kind, &id, "Some words"),
            };
            apply(&mut plan, &add).unwrap();
            let record = plan.collection(kind).record(0).unwrap();
            assert_eq!(record.title(), "Some words", "{kind:?}");
        }
    }
}
