//! What every record of a plan has in common, whatever its kind.

use std::{any::Any, fmt};

use serde::Serialize;
use serde_json::Value;

use super::{FromJson, Id, Kind, Part, Provenance, Ref, Relation};

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

/// A record type that a [`List`](super::List) can hold.
pub trait Record: AnyRecord + Clone + PartialEq + Serialize + FromJson {}

impl<T: AnyRecord + Clone + PartialEq + Serialize + FromJson> Record for T {}

/// Shows each of a list of references under one relation.
pub(super) fn see_all(see: &mut dyn FnMut(Relation, &Ref), relation: Relation, refs: &[Ref]) {
    for r in refs {
        see(relation, r);
    }
}
