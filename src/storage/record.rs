//! What the rows mean: ids, journal entries, checkpoints and cards of the catalogue, and how
//! each is written so that damage shows.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{
    formats::sha256_hex,
    plan::{tidied, tidy},
};

use super::digest::digest;
use super::row::{Key, Row, Store};
use super::{ErrorKind, StorageError, host};

/// A draft's id: 1 to 64 of a to z, 0 to 9 and '-'. Storage makes them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftId(String);

impl DraftId {
    pub(crate) fn random() -> DraftId {
        DraftId(host::letters())
    }

    /// The id as it stands in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DraftId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for DraftId {
    type Err = StorageError;

    fn from_str(text: &str) -> Result<Self, StorageError> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if (1..=64).contains(&text.len()) && text.bytes().all(plain) {
            Ok(DraftId(text.to_owned()))
        } else {
            Err(StorageError::new(ErrorKind::NotFound, "not a draft's id"))
        }
    }
}

/// What a draft was begun from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BasedOn {
    /// The plan's id.
    pub plan: String,
    /// SHA-256 of the plan's bytes, in hex.
    pub hash: String,
}

/// When a draft was last downloaded as a file, and how far it was then.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Backup {
    /// The last command in the file.
    pub seq: u64,
    /// Milliseconds since 1970.
    pub at: f64,
}

/// A version in a draft's history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// The last command in it.
    pub seq: u64,
    /// Milliseconds since 1970.
    pub at: f64,
    /// How many bytes the plan has.
    pub len: u64,
    /// SHA-256 of the plan's bytes, in hex.
    pub sha256: String,
    /// SHA-256 of the version before, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// The name someone gave it; a named version is never thinned.
    #[serde(
        default,
        deserialize_with = "tidied_name",
        skip_serializing_if = "Option::is_none"
    )]
    pub name: Option<String>,
}

/// One draft of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// The draft's id.
    pub id: DraftId,
    /// Its title in the list.
    #[serde(deserialize_with = "tidied")]
    pub title: String,
    /// Milliseconds since 1970.
    pub created: f64,
    /// Milliseconds since 1970, for showing only.
    pub updated: f64,
    /// What it is listed by instead, where the clock had been set back behind a change before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<f64>,
    /// What it was begun from, unless from blank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub based_on: Option<BasedOn>,
    /// Sequence of the last command kept; 0 when there is none yet.
    pub head: u64,
    /// The last backup to a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backed_up: Option<Backup>,
    /// Since when it is in the bin; it can still be restored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted: Option<f64>,
    /// Its versions, oldest first.
    pub versions: Vec<Version>,
    /// The versions that what it was begun from went through, by their hashes, the newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lineage: Vec<String>,
    /// What of the newest of those it was begun without, by the names that a plan file has for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
}

impl Card {
    pub(crate) fn key(id: &DraftId) -> Key {
        Key::new(Store::Drafts, id.as_str(), 0)
    }

    pub(crate) fn to_row(&self) -> Row {
        Row::of_meta(Card::key(&self.id), to_json(self))
    }

    pub(crate) fn from_row(row: &Row) -> Option<Card> {
        let card: Card = serde_json::from_str(&row.meta).ok()?;
        (card.id.as_str() == row.key.name).then_some(card)
    }

    /// The hashes of all versions it went through, as far as they are known, the newest first.
    pub fn hashes(&self) -> Vec<String> {
        let own = self.versions.iter().rev().map(|version| &version.sha256);
        own.chain(&self.lineage).cloned().collect()
    }

    /// The greater, the later it was changed, whatever the clock said.
    pub fn order(&self) -> f64 {
        self.order.unwrap_or(self.updated)
    }

    /// The version at a sequence.
    pub fn version(&self, seq: u64) -> Option<&Version> {
        self.versions.iter().find(|version| version.seq == seq)
    }
}

/// One journal entry: a command as drafting wrote it, whatever it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its place in the draft; the first is 1.
    pub seq: u64,
    /// Milliseconds since 1970, for showing only.
    pub at: f64,
    /// What its draft is listed by instead, where the clock had been set back behind a change before it.
    pub order: Option<f64>,
    /// The command in JSON.
    pub text: String,
}

#[derive(Serialize, Deserialize)]
struct EntryMeta {
    at: f64,
    sum: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    order: Option<f64>,
}

impl Entry {
    pub(crate) fn key(id: &DraftId, seq: u64) -> Key {
        Key::new(Store::Journal, id.as_str(), seq)
    }

    pub(crate) fn to_row(&self, id: &DraftId) -> Row {
        let key = Entry::key(id, self.seq);
        let meta = to_json(&EntryMeta {
            at: self.at,
            sum: entry_sum(&key, &self.text),
            order: self.order,
        });
        Row {
            key,
            meta,
            body: self.text.clone().into_bytes(),
        }
    }

    /// `None` when the row is torn, changed, or belongs elsewhere.
    pub(crate) fn from_row(row: &Row) -> Option<Entry> {
        let meta: EntryMeta = serde_json::from_str(&row.meta).ok()?;
        let text = std::str::from_utf8(&row.body).ok()?;
        (entry_sum(&row.key, text) == meta.sum).then(|| Entry {
            seq: row.key.seq,
            at: meta.at,
            order: meta.order,
            text: text.to_owned(),
        })
    }
}

/// Takes in the draft and the sequence, so that a row under the wrong key is seen. 64 bits are enough against
/// accidents, and localStorage is small.
pub(super) fn entry_sum(key: &Key, text: &str) -> String {
    let mut sum = sha256_hex(format!("{}\n{}\n{text}", key.name, key.seq).as_bytes());
    sum.truncate(16);
    sum
}

/// A whole plan as it stood after a command, with the commands that can be undone from there.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    /// Which version it is.
    pub version: Version,
    /// The plan's bytes.
    pub plan: Vec<u8>,
    /// The last commands with their inverses, as drafting wrote them; empty when that part was damaged.
    pub history: String,
    pub(crate) history_damaged: bool,
}

#[derive(Serialize, Deserialize)]
struct CheckpointMeta {
    version: Version,
    history_sha256: String,
}

impl Checkpoint {
    pub(crate) fn key(id: &DraftId, seq: u64) -> Key {
        Key::new(Store::Checkpoints, id.as_str(), seq)
    }

    /// A version of these bytes, whose SHA-256 is given, dated now.
    pub(crate) fn new(
        seq: u64,
        parent: Option<String>,
        name: Option<String>,
        plan: &[u8],
        sha256: String,
        history: &str,
    ) -> Checkpoint {
        Checkpoint {
            version: Version {
                seq,
                at: host::now(),
                len: plan.len() as u64,
                sha256,
                parent,
                name,
            },
            plan: plan.to_vec(),
            history: history.to_owned(),
            history_damaged: false,
        }
    }

    /// The description alone, for making a lost card again.
    pub(crate) fn version_of(row: &Row) -> Option<Version> {
        let meta: CheckpointMeta = serde_json::from_str(&row.meta).ok()?;
        (meta.version.seq == row.key.seq).then_some(meta.version)
    }

    pub(crate) fn to_row(&self, id: &DraftId) -> Row {
        let meta = CheckpointMeta {
            version: self.version.clone(),
            history_sha256: sha256_hex(self.history.as_bytes()),
        };
        let mut body = self.plan.clone();
        body.extend_from_slice(self.history.as_bytes());
        Row {
            key: Checkpoint::key(id, self.version.seq),
            meta: to_json(&meta),
            body,
        }
    }

    /// The checkpoint, or why it is not one and its row as it was. A damaged history costs the undo steps, not the
    /// plan.
    pub(crate) async fn from_row(mut row: Row) -> Result<Checkpoint, (String, Row)> {
        let (version, history) = match Checkpoint::verify(&row).await {
            Ok(sound) => sound,
            Err(why) => return Err((why, row)),
        };
        row.body.truncate(version.len as usize);
        Ok(Checkpoint {
            plan: row.body,
            history_damaged: history.is_none(),
            history: history.unwrap_or_default(),
            version,
        })
    }

    /// The version in a row whose plan is whole, and its history if that is.
    async fn verify(row: &Row) -> Result<(Version, Option<String>), String> {
        let meta: CheckpointMeta =
            serde_json::from_str(&row.meta).map_err(|error| format!("its description: {error}"))?;
        let version = meta.version;
        if version.seq != row.key.seq {
            return Err(format!("it is version {}", version.seq));
        }
        let plan = usize::try_from(version.len)
            .ok()
            .and_then(|len| row.body.get(..len))
            .ok_or_else(|| format!("{} of {} bytes are left", row.body.len(), version.len))?;
        if digest(plan).await != version.sha256 {
            return Err("its bytes have changed".to_owned());
        }
        let history = row.body.get(plan.len()..).unwrap_or_default();
        let history = std::str::from_utf8(history)
            .ok()
            .filter(|text| sha256_hex(text.as_bytes()) == meta.history_sha256);
        Ok((version, history.map(str::to_owned)))
    }
}

/// Where it stands who writes a draft.
pub(crate) fn writer_key(id: &DraftId) -> Key {
    Key::new(Store::Settings, format!("writer/{id}"), 0)
}

/// Plain structs of strings and numbers always have a JSON form; an empty text would be seen as damage on reading.
pub(crate) fn to_json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn tidied_name<'de, D: serde::Deserializer<'de>>(text: D) -> Result<Option<String>, D::Error> {
    let name = Option::<String>::deserialize(text)?;
    Ok(name.map(|name| tidy(&name).into_owned()))
}

impl Serialize for DraftId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for DraftId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
