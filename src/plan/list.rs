//! The records of one kind: shared with the plans before and after it until they differ, and found by their ids.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use serde_json::Value;

use super::{AnyRecord, Id, Json, Reader, Record, Remark, read};

/// The records of one kind in the plan's order. A clone copies a pointer; the first change of a clone copies a pointer
/// a record.
#[derive(Clone, Debug)]
pub struct List<T> {
    records: Arc<Vec<Arc<T>>>,
    seen: Seen,
}

impl<T> List<T> {
    fn of(records: Vec<Arc<T>>) -> List<T> {
        List {
            records: Arc::new(records),
            seen: Seen::default(),
        }
    }

    fn records_mut(&mut self) -> &mut Vec<Arc<T>> {
        Arc::make_mut(&mut self.records)
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        List::of(Vec::new())
    }
}

impl<T: PartialEq> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.records, &other.records) || self.records == other.records
    }
}

impl<T> std::ops::Deref for List<T> {
    type Target = [Arc<T>];

    fn deref(&self) -> &[Arc<T>] {
        &self.records
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        List::of(iter.into_iter().map(Arc::new).collect())
    }
}

/// A list of records whose kind doesn't matter: what commands, search and merge work on.
pub trait Collection {
    /// How many records it holds.
    fn len(&self) -> usize;
    /// Whether it holds none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The record at a place.
    fn record(&self, at: usize) -> Option<Arc<dyn AnyRecord>>;
    /// The id of the record at a place.
    fn id_at(&self, at: usize) -> Option<&Id>;
    /// The place of the record with an id.
    fn place(&self, id: &Id) -> Option<usize>;
    /// Tells whether another list is the very same one. It holds for as long as both are there.
    fn address(&self) -> usize;
    /// Puts a record, given as JSON, before the one at a place; at the end if there is none. Once the
    /// reader has been told of anything wrong, nothing more is put.
    fn insert(&mut self, at: usize, record: Json<'_>, reader: &mut Reader);
    /// Puts a record, given as JSON, in the place of another; gives it back as it was understood.
    ///
    /// # Errors
    /// All that is wrong with it.
    fn replace(&mut self, at: usize, record: &Value) -> Result<Value, Vec<Remark>>;
    /// Takes a record out.
    fn remove(&mut self, at: usize);
    /// Moves a record to another place.
    fn shift(&mut self, from: usize, to: usize);
}

impl<T: Record> Collection for List<T> {
    fn len(&self) -> usize {
        self.records.len()
    }

    fn record(&self, at: usize) -> Option<Arc<dyn AnyRecord>> {
        self.records
            .get(at)
            .map(|r| r.clone() as Arc<dyn AnyRecord>)
    }

    fn id_at(&self, at: usize) -> Option<&Id> {
        self.records.get(at).map(|r| r.id())
    }

    fn place(&self, id: &Id) -> Option<usize> {
        self.seen.place(self, id)
    }

    fn address(&self) -> usize {
        Arc::as_ptr(&self.records).addr()
    }

    fn insert(&mut self, at: usize, record: Json<'_>, reader: &mut Reader) {
        let read = T::read(record, reader);
        if let Some(record) = read.filter(|_| reader.wrong.is_empty()) {
            let at = at.min(self.records.len());
            self.seen.moved(Some(record.id()));
            self.records_mut().insert(at, Arc::new(record));
        }
    }

    fn replace(&mut self, at: usize, record: &Value) -> Result<Value, Vec<Remark>> {
        let record = Arc::new(read::<T>(record)?);
        let understood = (&*record as &dyn AnyRecord).json();
        if self.id_at(at).is_some_and(|id| id != record.id()) {
            self.seen.moved(Some(record.id()));
        }
        if let Some(slot) = self.records_mut().get_mut(at) {
            *slot = record;
        }
        Ok(understood)
    }

    fn remove(&mut self, at: usize) {
        if at < self.records.len() {
            self.records_mut().remove(at);
            self.seen.moved(None);
        }
    }

    fn shift(&mut self, from: usize, to: usize) {
        if from < self.records.len() {
            let records = self.records_mut();
            let record = records.remove(from);
            let to = to.min(records.len());
            records.insert(to, record);
            self.seen.moved(None);
        }
    }
}

/// Shorter lists are looked through.
const SHORT: usize = 32;
/// After so many records put in, taken out or moved, all places are noted anew.
const MOVES: usize = 32;

/// Where each record was when all were last noted, and which came since. It is never believed: the record there is asked
/// for its id, and as others have moved it by a few places, its neighbours are. So one step in a long plan costs no look
/// through it.
#[derive(Clone, Debug, Default)]
struct Seen {
    places: Arc<OnceLock<HashMap<Id, usize>>>,
    moves: usize,
    came: Vec<Id>,
}

impl Seen {
    fn place(&self, list: &dyn Collection, id: &Id) -> Option<usize> {
        let is_at = |at: &usize| list.id_at(*at) == Some(id);
        let len = list.len();
        if len < SHORT {
            return (0..len).find(is_at);
        }
        let note = || {
            (0..len)
                .filter_map(|at| Some((list.id_at(at)?.clone(), at)))
                .collect()
        };
        let was = self.places.get_or_init(note).get(id).copied();
        let near = was.and_then(|was| {
            let from = was.saturating_sub(self.moves);
            (from..=was + self.moves).find(is_at)
        });
        // What came since, or went far; the last ones first, where most new records are.
        let elsewhere = self.moves > 0 && (was.is_some() || self.came.contains(id));
        near.or_else(|| elsewhere.then(|| (0..len).rev().find(is_at))?)
    }

    /// A record was put in, which is `new` then, taken out or moved.
    fn moved(&mut self, new: Option<&Id>) {
        if self.places.get().is_some() && self.moves < MOVES {
            self.moves += 1;
            self.came.extend(new.cloned());
        } else if self.places.get().is_some() || Arc::strong_count(&self.places) > 1 {
            // What another copy of the list notes from now on is where its own records are.
            *self = Seen::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Action;
    use serde_json::json;

    fn actions(many: usize) -> List<Action> {
        let mut list = List::default();
        (0..many).for_each(|n| put(&mut list, usize::MAX, &format!("a{n}")));
        list
    }

    fn put(list: &mut List<Action>, at: usize, id: &str) {
        let mut reader = Reader::default();
        list.insert(at, Json::from(&json!({ "id": id })), &mut reader);
        assert!(reader.wrong.is_empty());
    }

    fn places_hold(list: &List<Action>) {
        for (at, record) in list.iter().enumerate() {
            assert_eq!(list.place(&record.id), Some(at));
        }
        assert_eq!(list.place(&Id::parse("gone").unwrap()), None);
    }

    #[test]
    fn a_record_is_found_wherever_it_has_moved_to() {
        for many in [3, 200] {
            let mut list = actions(many);
            places_hold(&list);
            for n in 0..3 * MOVES {
                match n % 4 {
                    0 => put(&mut list, n, &format!("b{n}")),
                    1 => list.shift(0, usize::MAX),
                    2 => list.remove(1),
                    _ => list.shift(list.len() - 1, n % 3),
                }
                places_hold(&list);
            }
        }
    }

    #[test]
    fn a_change_of_a_copy_leaves_the_first_as_it_was() {
        let first = actions(100);
        let mut copy = first.clone();
        assert_eq!(first, copy);
        copy.remove(50);
        put(&mut copy, 0, "new");
        // Noted after the two have parted.
        places_hold(&first);
        places_hold(&copy);
        assert_ne!(first, copy);
        assert!(Arc::ptr_eq(&first[0], &copy[1]));
    }
}
