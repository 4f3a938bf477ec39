//! What every record of a plan has in common, whatever its kind, and the lists that hold them.

use std::{any::Any, fmt, sync::Arc};

use serde::Serialize;
use serde_json::Value;

use super::{FromJson, Id, Json, Kind, Part, Provenance, Reader, Ref, Relation, Remark, read};

/// A record of one kind, as the rest of the house meets it when the kind doesn't matter.
pub trait AnyRecord: Any + fmt::Debug + Send + Sync {
    /// What kind it is.
    fn kind(&self) -> Kind;
    /// Its permanent id.
    fn id(&self) -> &Id;
    /// What a list calls it.
    fn title(&self) -> String;
    /// Its printed reference, code or number; empty if it has none.
    fn reference(&self) -> &str {
        ""
    }
    /// Shows each record it refers to.
    fn links(&self, see: &mut dyn FnMut(Relation, &Ref));
    /// Shows each part that has an id of its own.
    fn parts<'a>(&'a self, see: &mut dyn FnMut(Part<'a>)) {
        let _ = see;
    }
    /// Where it came from, and what else is printed with it.
    fn provenance(&self) -> Provenance<'_>;
    /// Canonical JSON text of this record alone.
    fn json_text(&self) -> Vec<u8>;
    /// This record as its own type.
    fn as_any(&self) -> &dyn Any;
}

impl dyn AnyRecord {
    /// This record as `T`, if that is what it is.
    pub fn downcast<T: 'static>(&self) -> Option<&T> {
        self.as_any().downcast_ref()
    }

    /// This record as a JSON value. Reading our own text back keeps one serialiser in the wasm
    /// instead of two.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.json_text()).unwrap_or(Value::Null)
    }
}

/// A record type that a [`List`] can hold.
pub trait Record: AnyRecord + Clone + PartialEq + Serialize + FromJson {}

impl<T: AnyRecord + Clone + PartialEq + Serialize + FromJson> Record for T {}

/// The records of one kind in the plan's order, an `Arc` each: a clone copies pointers.
#[derive(Clone, Debug, PartialEq)]
pub struct List<T>(Vec<Arc<T>>);

impl<T> Default for List<T> {
    fn default() -> Self {
        List(Vec::new())
    }
}

impl<T> std::ops::Deref for List<T> {
    type Target = [Arc<T>];

    fn deref(&self) -> &[Arc<T>] {
        &self.0
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        List(iter.into_iter().map(Arc::new).collect())
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
        self.0.len()
    }

    fn record(&self, at: usize) -> Option<Arc<dyn AnyRecord>> {
        self.0.get(at).map(|r| r.clone() as Arc<dyn AnyRecord>)
    }

    fn id_at(&self, at: usize) -> Option<&Id> {
        self.0.get(at).map(|r| r.id())
    }

    fn insert(&mut self, at: usize, record: Json<'_>, reader: &mut Reader) {
        let read = T::read(record, reader);
        if let Some(record) = read.filter(|_| reader.wrong.is_empty()) {
            self.0.insert(at.min(self.0.len()), Arc::new(record));
        }
    }

    fn replace(&mut self, at: usize, record: &Value) -> Result<Value, Vec<Remark>> {
        let record = Arc::new(read::<T>(record)?);
        let understood = (&*record as &dyn AnyRecord).json();
        if let Some(slot) = self.0.get_mut(at) {
            *slot = record;
        }
        Ok(understood)
    }

    fn remove(&mut self, at: usize) {
        if at < self.0.len() {
            self.0.remove(at);
        }
    }

    fn shift(&mut self, from: usize, to: usize) {
        if from < self.0.len() {
            let record = self.0.remove(from);
            self.0.insert(to.min(self.0.len()), record);
        }
    }
}

/// Shows each of a list of references under one relation.
pub(super) fn see_all(see: &mut dyn FnMut(Relation, &Ref), relation: Relation, refs: &[Ref]) {
    for r in refs {
        see(relation, r);
    }
}
