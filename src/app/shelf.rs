//! The shelf: the published plans that this copy of Waymark carries, from `plans/index.json`. A
//! council publishes a plan by adding a file and an entry there.

use std::{collections::HashMap, fmt, sync::Arc};

use leptos::prelude::*;
use serde_json::Value;

use super::fetch::{FetchError, fetch_bytes};
use crate::{
    formats::{Caps, ReadError, read_plan},
    plan::{FromJson, Id, Json, Plan, Reader, read},
    storage::digest,
};

/// One plan of the shelf.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The plan's id.
    pub id: Id,
    /// Its file, beside the index.
    pub file: String,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// Its title.
    pub title: String,
    /// Whose plan it is.
    pub organisation: String,
    /// The period it covers, as in a plan file.
    pub period: String,
    /// Its edition as printed, where the plan has one.
    pub edition: String,
    /// A newer edition has taken its place; old links still open it.
    pub superseded: bool,
}

/// A newer Waymark's shelf may say more of a plan: what this one doesn't know is passed over.
impl FromJson for Entry {
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Entry> {
        let mut fields = reader.fields(value)?;
        Some(Entry {
            id: fields.require("id")?,
            file: fields.require("file")?,
            sha256: fields.require("sha256")?,
            title: fields.take("title"),
            organisation: fields.take("organisation"),
            period: fields.take("period"),
            edition: fields.take("edition"),
            superseded: fields.take("superseded"),
        })
    }
}

/// Why a published plan can't be shown.
#[derive(Clone, Debug, PartialEq)]
pub enum ShelfError {
    /// The shelf has no such plan.
    NoSuchPlan,
    /// A file could not be got.
    Fetch(FetchError),
    /// The index is not one.
    BadIndex,
    /// The plan file is not the one the index lists.
    Changed,
    /// The plan file can't be read.
    Read(ReadError),
}

impl fmt::Display for ShelfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ShelfError::NoSuchPlan => {
                f.write_str("There is no published plan with this name here.")
            }
            ShelfError::Fetch(e) => e.fmt(f),
            ShelfError::BadIndex => f.write_str("The list of published plans can’t be read."),
            ShelfError::Changed => {
                f.write_str("The plan’s file has changed since it was listed, so it isn’t shown.")
            }
            ShelfError::Read(e) => e.fmt(f),
        }
    }
}

impl ShelfError {
    /// What a person can do about it.
    pub fn what_to_do(&self) -> &'static str {
        match self {
            ShelfError::NoSuchPlan => "Check the link, or choose a plan from the list.",
            ShelfError::Fetch(_) => "Connect to the network and try again.",
            ShelfError::BadIndex | ShelfError::Changed => {
                "Try again in a minute. If it goes on, tell whoever looks after this site."
            }
            ShelfError::Read(e) => e.what_to_do(),
        }
    }
}

/// A published plan with the hash of its file.
#[derive(Clone, Debug)]
pub struct Published {
    /// The plan.
    pub plan: Arc<Plan>,
    /// SHA-256 of its file, in hexadecimal.
    pub sha256: String,
}

/// The shelf, shared by the pages. Each file is read once.
#[derive(Clone, Copy)]
pub struct Shelf {
    entries: RwSignal<Option<Result<Vec<Entry>, ShelfError>>>,
    read: StoredValue<HashMap<Id, Published>>,
}

/// The shelf, from any component.
pub fn use_shelf() -> Shelf {
    expect_context::<Shelf>()
}

impl Shelf {
    /// An empty shelf; [`Shelf::load`] fills it.
    pub fn empty() -> Shelf {
        Shelf {
            entries: RwSignal::new(None),
            read: StoredValue::new(HashMap::new()),
        }
    }

    /// Its entries; `None` while they are on their way.
    pub fn entries(self) -> Option<Result<Vec<Entry>, ShelfError>> {
        self.entries.get()
    }

    /// Gets the index, unless it is there already.
    pub async fn load(self) -> Result<Vec<Entry>, ShelfError> {
        if let Some(Ok(entries)) = self.entries.get_untracked() {
            return Ok(entries);
        }
        let entries = read_index().await;
        self.entries.set(Some(entries.clone()));
        entries
    }

    /// Gets the file of the first entry that is wanted, byte for byte as it was listed.
    pub async fn file(
        self,
        wanted: impl Fn(&Entry) -> bool,
    ) -> Result<(Entry, Vec<u8>), ShelfError> {
        let entries = self.load().await?;
        let entry = entries.into_iter().find(wanted);
        let entry = entry.ok_or(ShelfError::NoSuchPlan)?;
        let bytes = fetch_bytes(&format!("plans/{}", entry.file))
            .await
            .map_err(ShelfError::Fetch)?;
        match digest(&bytes).await == entry.sha256 {
            true => Ok((entry, bytes)),
            false => Err(ShelfError::Changed),
        }
    }

    /// Gets a plan.
    pub async fn plan(self, id: &Id) -> Result<Published, ShelfError> {
        if let Some(known) = self.read.with_value(|read| read.get(id).cloned()) {
            return Ok(known);
        }
        let (entry, bytes) = self.file(|entry| entry.id == *id).await?;
        let plan = read_plan(&bytes, Caps::FILE).map_err(ShelfError::Read)?;
        let published = Published {
            plan: Arc::new(plan),
            sha256: entry.sha256,
        };
        self.read
            .update_value(|read| drop(read.insert(id.clone(), published.clone())));
        Ok(published)
    }
}

async fn read_index() -> Result<Vec<Entry>, ShelfError> {
    let bytes = fetch_bytes("plans/index.json")
        .await
        .map_err(ShelfError::Fetch)?;
    let mut index: Value = serde_json::from_slice(&bytes).map_err(|_| ShelfError::BadIndex)?;
    if index.get("format").and_then(Value::as_str) != Some("waymark-shelf") {
        return Err(ShelfError::BadIndex);
    }
    let Some(Value::Array(plans)) = index.get_mut("plans").map(Value::take) else {
        return Err(ShelfError::BadIndex);
    };
    // An entry that can't be read doesn't hide the others.
    let plain = |file: &str| {
        !file.is_empty()
            && file
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
    };
    Ok(plans
        .into_iter()
        .filter_map(|entry| read::<Entry>(&entry).ok())
        .filter(|entry| plain(&entry.file))
        .collect())
}
