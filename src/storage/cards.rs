//! Changing the card of a draft from what it is now, whoever else changes it, and making a lost one again.

use super::quarantine::Quarantined;
use super::record::{Card, Checkpoint};
use super::row::{Guard, Read, Row, Write};
use super::{DraftId, Drafts, ErrorKind, StorageError};

/// How often a change of a card is tried again when another tab changed the card in between.
const TRIES: usize = 4;

impl Drafts {
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
        if let Some(card) = row.as_ref().and_then(Card::from_row) {
            return Ok((card, row));
        }
        match self.rebuilt(id).await? {
            Some(card) => Ok((card, row)),
            None => Err(StorageError::new(
                ErrorKind::NotFound,
                format!("there is no draft {id}"),
            )),
        }
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
            based_on: None,
            head: last.seq,
            backed_up: None,
            deleted: None,
            versions,
            lineage: Vec::new(),
        }))
    }
}
