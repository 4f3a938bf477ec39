//! Links of a merged plan that lead to what one side deleted: never dropped in silence.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{
    Side, doubles,
    records::{Touched, Versions},
    words::Names,
};
use crate::plan::{AnyRecord, Id, Kind, Plan, Ref, Relation};

/// A link of the merged plan that leads nowhere, because one side deleted what it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostLink {
    /// The record that has the link, or has the part that has it.
    pub from: (Kind, Id),
    /// That record in words.
    pub from_words: String,
    /// What the link means: 'Works towards'.
    pub relation: Relation,
    /// What it led to.
    pub to: Id,
    /// What that was called.
    pub to_words: String,
    /// Who deleted it.
    pub deleted_by: Side,
}

/// The links that the merge leaves without an end.
pub(super) fn lost(
    versions: &Versions,
    touched: &[Touched],
    records: &[Option<Value>],
    plan: &Plan,
) -> Vec<LostLink> {
    let mut left = Vec::new();
    records
        .iter()
        .flatten()
        .for_each(|record| doubles::places("", record, &mut left));
    let left: HashSet<&str> = left.into_iter().map(|(id, _)| id).collect();
    let mut gone: HashMap<Id, Side> = HashMap::new();
    // What mine has, theirs has deleted.
    for (side, deleted_by) in [(Side::Mine, Side::Theirs), (Side::Theirs, Side::Mine)] {
        for one in touched {
            let seen = match side {
                Side::Mine => &one.mine,
                Side::Theirs => &one.theirs,
            };
            let Some(seen) = seen else { continue };
            let mut see = |id: &Id| {
                if !left.contains(id.as_str()) {
                    gone.entry(id.clone()).or_insert(deleted_by);
                }
            };
            see(seen.record.id());
            seen.record.parts(&mut |part| see(part.id));
        }
    }
    if gone.is_empty() {
        return Vec::new();
    }
    let names = Names::of([&versions.mine, &versions.theirs], touched);
    let old: HashMap<&Id, &Touched> = touched.iter().map(|one| (&one.id, one)).collect();
    let mut lost = Vec::new();
    for record in plan.records() {
        links(&*record, &mut |relation, to| {
            let Some(deleted_by) = gone.get(&to.to) else {
                return;
            };
            // It was lost in mine before.
            let mine = old
                .get(record.id())
                .map_or(Some(&record), |one| one.mine.as_ref().map(|m| &m.record));
            let had = mine.is_some_and(|mine| {
                let mut had = false;
                links(&**mine, &mut |_, r| had |= r.to == to.to);
                had
            });
            if *deleted_by == Side::Mine && had {
                return;
            }
            lost.push(LostLink {
                from: (record.kind(), record.id().clone()),
                from_words: names.record(record.kind(), record.id()),
                relation,
                to: to.to.clone(),
                to_words: names.name(to.to.as_str()),
                deleted_by: *deleted_by,
            });
        });
    }
    lost
}

fn links(record: &dyn AnyRecord, see: &mut dyn FnMut(Relation, &Ref)) {
    record.links(see);
    record.parts(&mut |part| part.links().for_each(|(relation, to)| see(relation, to)));
}
