//! One slip as a row: its text, how often it was changed before, and the sum that tells a torn one.

use serde::{Deserialize, Serialize};

use crate::storage::record::{entry_sum, to_json};
use crate::storage::row::{Key, Row, Store};

/// A text, and how often it was changed before.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slip {
    pub rev: u64,
    pub text: String,
}

#[derive(Serialize, Deserialize)]
struct SlipMeta {
    rev: u64,
    sum: String,
}

impl Slip {
    pub fn to_row(&self, key: Key) -> Row {
        let meta = to_json(&SlipMeta {
            rev: self.rev,
            sum: entry_sum(&key, &self.text),
        });
        Row {
            key,
            meta,
            body: self.text.clone().into_bytes(),
        }
    }

    /// `None` when the row is torn, changed, or belongs elsewhere.
    pub fn from_row(row: &Row) -> Option<Slip> {
        let meta: SlipMeta = serde_json::from_str(&row.meta).ok()?;
        let text = std::str::from_utf8(&row.body).ok()?;
        (entry_sum(&row.key, text) == meta.sum).then(|| Slip {
            rev: meta.rev,
            text: text.to_owned(),
        })
    }
}

/// The text of a row, if it is a slip that is whole.
#[cfg(not(target_arch = "wasm32"))]
pub(in crate::storage) fn text_of(row: &Row) -> Option<String> {
    Slip::from_row(row).map(|slip| slip.text)
}

/// Where a slip is kept.
pub(super) fn key(name: &str) -> Key {
    Key::new(Store::Notes, name, 0)
}
