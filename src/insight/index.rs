//! Where each record and part of a plan is, and what refers to it.

use std::{collections::HashMap, sync::Arc};

use crate::plan::{AnyRecord, Id, Kind, Plan, Ref, Relation};

/// Where an id is found: in a record of a kind, and in which part of it if it is a part's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The kind of the record.
    pub kind: Kind,
    /// Its place among the records of that kind.
    pub at: usize,
    /// For a part: what it is, in one word.
    pub part: Option<&'static str>,
}

/// Places and back links of a plan. What is typed into it mostly changes neither: then the index of the plan before
/// still holds ([`Index::holds`]).
#[derive(Debug, Default)]
pub struct Index {
    of: Plan,
    places: HashMap<Id, Place>,
    back: HashMap<Id, Vec<(Relation, Id)>>,
}

impl Index {
    /// Walks the plan once.
    pub fn new(plan: &Plan) -> Index {
        // Room for as many parts as records: growing takes as long as filling.
        let room = 2 * plan.count();
        let mut index = Index {
            of: plan.clone(),
            places: HashMap::with_capacity(room),
            back: HashMap::new(),
        };
        for &kind in Kind::ALL {
            let collection = plan.collection(kind);
            for at in 0..collection.len() {
                if let Some(record) = collection.record(at) {
                    index.see(&*record, kind, at);
                }
            }
        }
        index
    }

    fn see(&mut self, record: &dyn AnyRecord, kind: Kind, at: usize) {
        let Index { places, back, .. } = self;
        let place = |part| Place { kind, at, part };
        let mut link = |from: &Id, relation: Relation, to: &Ref| {
            let back = back.entry(to.to.clone()).or_default();
            // Those of one record or part are put one behind the other.
            let own = back.iter().rev().take_while(|(_, other)| other == from);
            if !own.into_iter().any(|(same, _)| *same == relation) {
                back.push((relation, from.clone()));
            }
        };
        places.insert(record.id().clone(), place(None));
        record.links(&mut |relation, to| link(record.id(), relation, to));
        record.parts(&mut |part| {
            places.insert(part.id.clone(), place(Some(part.noun)));
            for (relation, to) in part.links() {
                link(part.id, relation, to);
            }
        });
    }

    /// Whether it is true of another state of its plan too: each record and part stands where it stood and refers to
    /// what it referred to. Costs what has changed since.
    pub fn holds(&self, plan: &Plan) -> bool {
        Kind::ALL.iter().all(|&kind| {
            let (before, now) = (self.of.collection(kind), plan.collection(kind));
            if before.address() == now.address() {
                return true;
            }
            let alike = |at| match (before.record(at), now.record(at)) {
                (Some(before), Some(now)) => {
                    Arc::as_ptr(&before).addr() == Arc::as_ptr(&now).addr()
                        || stands(&*before) == stands(&*now)
                }
                _ => false,
            };
            before.len() == now.len() && (0..now.len()).all(alike)
        })
    }

    /// Where an id is.
    pub fn place(&self, id: &Id) -> Option<&Place> {
        self.places.get(id)
    }

    /// The record with an id, or the record whose part has it.
    pub fn record(&self, plan: &Plan, id: &Id) -> Option<Arc<dyn AnyRecord>> {
        let place = self.places.get(id)?;
        plan.collection(place.kind).record(place.at)
    }

    /// The title of whatever has an id, or what it is where it has none yet; the id itself if nothing has it.
    pub fn title(&self, plan: &Plan, id: &Id) -> String {
        let Some(record) = self.record(plan, id) else {
            return id.to_string();
        };
        let mut title = named(&*record);
        record.parts(&mut |part| {
            if part.id == id {
                title = match part.title.trim() {
                    "" => format!("Unnamed {}", part.noun),
                    title => title.to_owned(),
                };
            }
        });
        title
    }

    /// What refers to an id, in the plan's order.
    pub fn links_to(&self, id: &Id) -> &[(Relation, Id)] {
        self.back.get(id).map_or(&[], Vec::as_slice)
    }

    /// What refers to an id in one way.
    pub fn linked<'a>(&'a self, id: &Id, relation: Relation) -> impl Iterator<Item = &'a Id> + 'a {
        self.links_to(id)
            .iter()
            .filter(move |(r, _)| *r == relation)
            .map(|(_, from)| from)
    }
}

/// A record's title; of one that is still being written its reference, or what it is.
pub fn named(record: &dyn AnyRecord) -> String {
    match (record.title().trim(), record.reference()) {
        ("", "") => format!("Unnamed {}", record.kind().one()),
        ("", reference) => reference.to_owned(),
        (title, _) => title.to_owned(),
    }
}

/// What an index knows of a record or part: its id, what it is, and what it refers to.
type Stand = (Id, &'static str, Vec<(Relation, Id)>);

/// What an index knows of a record and its parts.
fn stands(record: &dyn AnyRecord) -> Vec<Stand> {
    let mut links = Vec::new();
    record.links(&mut |relation, to| links.push((relation, to.to.clone())));
    let mut all = vec![(record.id().clone(), "", links)];
    record.parts(&mut |part| {
        let links = part.links().map(|(relation, to)| (relation, to.to.clone()));
        all.push((part.id.clone(), part.noun, links.collect()));
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn plan(actions: Value) -> Plan {
        let priorities = json!([{ "id": "p1" }]);
        Plan::from_json(json!({ "title": "A plan", "priorities": priorities, "actions": actions }))
            .unwrap()
    }

    #[test]
    fn an_index_holds_until_something_moves_or_links_elsewhere() {
        let (first, second) = (
            json!({ "id": "a1", "serves": ["p1"], "milestones": [{ "id": "m1" }] }),
            json!({ "id": "a2" }),
        );
        let index = Index::new(&plan(json!([first, second])));
        let with = |name: &str, value: Value| {
            let mut first = first.clone();
            first[name] = value;
            first
        };
        let worded = json!([{ "id": "m1", "text": "Then" }]);
        for same in [
            with("text", json!("Act")),
            with("milestones", worded),
            first.clone(),
        ] {
            assert!(index.holds(&plan(json!([same, second]))));
        }
        for other in [
            json!([with("serves", json!([])), second]),
            json!([with("milestones", json!([])), second]),
            json!([with("id", json!("a3")), second]),
            json!([second, first]),
            json!([first]),
        ] {
            assert!(!index.holds(&plan(other)));
        }
    }
}
