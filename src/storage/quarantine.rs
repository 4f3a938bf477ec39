//! What could not be read is kept here as it was found, so that nothing is ever written over it.

use serde::{Deserialize, Serialize};

use crate::{formats::sha256_hex, plan::tidy};

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

/// A file of what is kept as it is.
#[derive(Serialize)]
struct KeptFile<'a> {
    format: &'static str,
    rows: Vec<InFile<'a>>,
}

#[derive(Serialize)]
struct InFile<'a> {
    what: &'a str,
    why: &'a str,
    described: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hex: Option<String>,
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

    /// A file that holds all of it, to the byte: text as text, and what is none in hexadecimal.
    pub fn file(kept: &[Quarantined]) -> String {
        let rows: Vec<InFile> = kept.iter().map(Quarantined::in_file).collect();
        let file = to_json(&KeptFile {
            format: "waymark-as-kept",
            rows,
        });
        format!("{file}\n")
    }

    fn in_file(&self) -> InFile<'_> {
        let text = std::str::from_utf8(&self.bytes).ok();
        InFile {
            what: &self.what,
            why: &self.why,
            described: &self.described,
            text,
            hex: text.is_none().then(|| {
                self.bytes
                    .iter()
                    .map(|byte| format!("{byte:02x}"))
                    .collect()
            }),
        }
    }

    pub(crate) fn from_row(row: Row) -> Quarantined {
        match serde_json::from_str::<QuarantineMeta>(&row.meta) {
            Ok(meta) => Quarantined {
                what: tidy(&meta.what).into_owned(),
                why: tidy(&meta.why).into_owned(),
                at: meta.at,
                described: meta.described,
                bytes: row.body,
            },
            Err(_) => Quarantined {
                what: tidy(&row.key.name).into_owned(),
                why: String::new(),
                at: 0.0,
                described: row.meta,
                bytes: row.body,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_what_is_kept_holds_every_byte() {
        let kept = |described: &str, bytes: &[u8]| {
            let mut row = Row::of_meta(Key::new(Store::Journal, "k3f9", 7), described);
            row.body = bytes.to_vec();
            Quarantined::new("database", "it is part of the draft", row)
        };
        let file = Quarantined::file(&[
            kept("{\"layout\":2}", "“Words” of a newer\nWaymark".as_bytes()),
            kept("", &[0xff, 0, 0x80]),
        ]);
        let file: serde_json::Value = serde_json::from_str(&file).unwrap();
        assert_eq!(file["rows"][0]["what"], "database journal/k3f9/7");
        assert_eq!(file["rows"][0]["described"], "{\"layout\":2}");
        assert_eq!(file["rows"][0]["text"], "“Words” of a newer\nWaymark");
        assert_eq!(file["rows"][1]["hex"], "ff0080");
        assert_eq!(file["rows"][1].get("text"), None);
    }
}
