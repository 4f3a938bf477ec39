//! Changing the card of a draft from what it is now, whoever else changes it, and making a lost one again.

use crate::plan::tidy;

use super::load::{floor, thin};
use super::quarantine::Quarantined;
use super::record::{Card, Checkpoint, Entry};
use super::row::{Guard, Read, Row, Write};
use super::{DraftId, Drafts, ErrorKind, StorageError, Version};

/// How often a change of a card is tried again when another tab changed the card in between.
const TRIES: usize = 4;
/// As many hashes of versions that are gone stay known.
const LINEAGE: usize = 150;
/// How many versions without a name stay when a device is tidied up: one to fall back on.
const TIDY: usize = 2;

impl Card {
    /// Leaves of the versions without a name the newest, as many as there is room for; what that takes out of the
    /// database.
    pub(super) fn thin(&mut self, room: usize) -> Vec<Write> {
        let (kept, dropped) = thin(std::mem::take(&mut self.versions), room);
        let gone = |one: &Version| Write::Delete(Checkpoint::key(&self.id, one.seq));
        let mut writes: Vec<Write> = dropped.iter().map(gone).collect();
        writes.push(Write::DeleteThrough(Entry::key(
            &self.id,
            floor(&kept, room),
        )));
        self.versions = kept;
        // What is thinned is still known by its hash to whoever compares copies.
        let known = dropped.into_iter().rev().map(|one| one.sha256);
        self.lineage.splice(0..0, known);
        self.lineage.truncate(LINEAGE);
        writes
    }
}

impl Drafts {
    /// Makes room: of a draft's versions without a name only the newest two stay. Versions with a name and every word
    /// of the draft stay as they are. Gives how many versions went.
    ///
    /// # Errors
    /// If storage can't be read or written.
    pub async fn tidy(&self, id: &DraftId) -> Result<usize, StorageError> {
        self.change(id, None, |card| {
            let before = card.versions.len();
            let writes = card.thin(TIDY);
            Ok((before - card.versions.len(), writes))
        })
        .await
    }

    /// Changes a card together with other rows, from what the card is now. `change` is called again when another tab
    /// changed the card in between.
    pub(crate) async fn change<T>(
        &self,
        id: &DraftId,
        guard: Option<Guard>,
        change: impl Fn(&mut Card) -> Result<(T, Vec<Write>), StorageError>,
    ) -> Result<T, StorageError> {
        let mut tries = 0;
        loop {
            tries += 1;
            let (mut card, row) = self.card_now(id).await?;
            let (done, mut writes) = change(&mut card)?;
            let mut guards: Vec<Guard> = guard.clone().into_iter().collect();
            guards.push(Guard {
                key: Card::key(id),
                meta: row.as_ref().map(|row| row.meta.clone()),
            });
            if let Some(row) = row.filter(|row| Card::from_row(row).is_none()) {
                let aside = Quarantined::new("database", "it is not a card", row);
                writes.push(Write::Put(aside.to_row()));
            }
            writes.push(Write::Put(card.to_row()));
            match self.rows().write(&guards, &writes).await {
                Ok(()) => return Ok(done),
                Err(error) if error.kind() == ErrorKind::Conflict && tries < TRIES => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The card and the row it was read from. A card that is lost or damaged is made again from the versions.
    pub(super) async fn card_now(&self, id: &DraftId) -> Result<(Card, Option<Row>), StorageError> {
        let row = self.rows().row(Card::key(id)).await?;
        if row.as_ref().is_some_and(Row::is_newer) {
            return Err(StorageError::newer(format!("the card of {id}")));
        }
        if let Some(card) = row.as_ref().and_then(Card::from_row) {
            return Ok((card, row));
        }
        match self.rebuilt(id).await? {
            Some(card) => Ok((card, row)),
            None => Err(self.absent(id)),
        }
    }

    /// Why a draft isn't there: it isn't on this device, or nobody can tell because the database doesn't open.
    pub(super) fn absent(&self, id: &DraftId) -> StorageError {
        self.standing().database.unwrap_or_else(|| {
            StorageError::new(ErrorKind::NotFound, format!("there is no draft {id}"))
        })
    }

    /// A card of a later layout as far as the list can show it. It is never written.
    pub(super) async fn newer_card(&self, row: &Row) -> Result<Option<Card>, StorageError> {
        let Ok(id) = row.key.name.parse::<DraftId>() else {
            return Ok(None);
        };
        let said: serde_json::Value = serde_json::from_str(&row.meta).unwrap_or_default();
        let number = |name: &str| said.get(name).and_then(serde_json::Value::as_f64);
        let title = said.get("title").and_then(serde_json::Value::as_str);
        let known = self.rebuilt(&id).await?;
        let updated = number("updated").or(known.as_ref().map(|card| card.updated));
        Ok(Some(Card {
            id,
            title: tidy(title.unwrap_or("A draft of a newer Waymark")).into_owned(),
            created: number("created").unwrap_or_default(),
            updated: updated.unwrap_or_default(),
            order: number("order"),
            based_on: None,
            head: known.as_ref().map_or(0, |card| card.head),
            backed_up: None,
            deleted: number("deleted"),
            versions: known.map(|card| card.versions).unwrap_or_default(),
            lineage: Vec::new(),
            left_out: Vec::new(),
        }))
    }

    /// What the draft that was changed last is listed by; nought when there is none.
    pub(super) async fn latest(&self) -> f64 {
        // A list that can't be read has no order to keep.
        let list = self.list().await.unwrap_or_default();
        list.first().map_or(0.0, Card::order)
    }

    pub(super) async fn rebuilt(&self, id: &DraftId) -> Result<Option<Card>, StorageError> {
        let rows = self.rows().ask(Read::From(Checkpoint::key(id, 0))).await?;
        let versions: Vec<_> = rows.iter().filter_map(Checkpoint::version_of).collect();
        let (Some(first), Some(last)) = (versions.first(), versions.last()) else {
            return Ok(None);
        };
        Ok(Some(Card {
            id: id.clone(),
            title: "Recovered draft".to_owned(),
            created: first.at,
            updated: last.at,
            order: None,
            based_on: None,
            head: last.seq,
            backed_up: None,
            deleted: None,
            versions,
            lineage: Vec::new(),
            left_out: Vec::new(),
        }))
    }
}
