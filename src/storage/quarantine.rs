//! What could not be read is kept here as it was found, so that nothing is ever written over it.

use serde::{Deserialize, Serialize};

use crate::formats::sha256_hex;

use super::host;
use super::record::to_json;
use super::row::{Key, Row, Store};

/// Something that could not be read and was set aside as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Quarantined {
    /// What it was, as `localStorage journal/k3f9/17`.
    pub what: String,
    /// Why it was set aside.
    pub why: String,
    /// Milliseconds since 1970.
    pub at: f64,
    /// What stood beside the bytes to describe them.
    pub described: String,
    /// The bytes as they were found.
    pub bytes: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct QuarantineMeta {
    what: String,
    why: String,
    at: f64,
    described: String,
}

impl Quarantined {
    pub(crate) fn new(place: &str, why: &str, row: Row) -> Quarantined {
        let Key { store, name, seq } = row.key;
        Quarantined {
            what: format!("{place} {}/{name}/{seq}", store.name()),
            why: why.to_owned(),
            at: host::now(),
            described: row.meta,
            bytes: row.body,
        }
    }

    /// The same thing set aside twice is one row; two things from the same place are two.
    pub(crate) fn to_row(&self) -> Row {
        let sum = sha256_hex(&[self.described.as_bytes(), &self.bytes].concat());
        let name = format!("{} {}", self.what, sum.get(..8).unwrap_or_default());
        Row {
            key: Key::new(Store::Quarantine, name, 0),
            meta: to_json(&QuarantineMeta {
                what: self.what.clone(),
                why: self.why.clone(),
                at: self.at,
                described: self.described.clone(),
            }),
            body: self.bytes.clone(),
        }
    }

    pub(crate) fn from_row(row: Row) -> Quarantined {
        match serde_json::from_str::<QuarantineMeta>(&row.meta) {
            Ok(meta) => Quarantined {
                what: meta.what,
                why: meta.why,
                at: meta.at,
                described: meta.described,
                bytes: row.body,
            },
            Err(_) => Quarantined {
                what: row.key.name,
                why: String::new(),
                at: 0.0,
                described: row.meta,
                bytes: row.body,
            },
        }
    }
}
