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

/// Places and back links of a plan, built once a plan.
#[derive(Debug, Default)]
pub struct Index {
    places: HashMap<Id, Place>,
    back: HashMap<Id, Vec<(Relation, Id)>>,
}

impl Index {
    /// Walks the plan once.
    pub fn new(plan: &Plan) -> Index {
        let mut index = Index::default();
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
        let Index { places, back } = self;
        let place = |part| Place { kind, at, part };
        let mut link = |from: &Id, relation: Relation, to: &Ref| {
            let back = back.entry(to.to.clone()).or_default();
            let link = (relation, from.clone());
            if !back.contains(&link) {
                back.push(link);
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

    /// Where an id is.
    pub fn place(&self, id: &Id) -> Option<&Place> {
        self.places.get(id)
    }

    /// The record with an id, or the record whose part has it.
    pub fn record(&self, plan: &Plan, id: &Id) -> Option<Arc<dyn AnyRecord>> {
        let place = self.places.get(id)?;
        plan.collection(place.kind).record(place.at)
    }

    /// The title of whatever has an id; the id itself if nothing has.
    pub fn title(&self, plan: &Plan, id: &Id) -> String {
        let Some(record) = self.record(plan, id) else {
            return id.to_string();
        };
        let mut title = record.title();
        record.parts(&mut |part| {
            if part.id == id {
                title = part.title.to_owned();
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
