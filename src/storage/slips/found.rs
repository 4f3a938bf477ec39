//! What is on this device when a tab opens: kept, held by a tab that ended, or torn and set aside.

use std::collections::BTreeMap;

use super::Inner;
use super::slip::Slip;
use crate::storage::StorageError;
use crate::storage::quarantine::Quarantined;
use crate::storage::row::{Guard, Key, Read, Row, Store, Write};

/// What was found on this device.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Names and texts.
    pub slips: Vec<(String, String)>,
    /// How many rows could not be read and were set aside, byte for byte.
    pub aside: usize,
}

impl Inner {
    pub(super) async fn gather(&self) -> Result<Found, StorageError> {
        let mut found = Found::default();
        let rows = self.places.rows.ask(Read::All(Store::Notes)).await?;
        let mut held: Vec<Row> = Vec::new();
        for row in rows {
            match Slip::from_row(&row) {
                _ if row.key.seq != 0 => held.push(row),
                Some(slip) => {
                    let Row { key, meta, .. } = row;
                    self.know(&key.name, slip, meta);
                }
                None => {
                    // What can't be moved stays where it is, and nothing is written over it.
                    let _ = self.put_aside("it is torn", row).await;
                    found.aside += 1;
                }
            }
        }
        if let (Some(local), true) = (&self.places.mirror, self.places.rows.is_database()) {
            // localStorage that can't be read has nothing that was called saved.
            held.extend(local.read(&Read::All(Store::Notes)).unwrap_or_default());
        }
        for row in held {
            match Slip::from_row(&row) {
                Some(slip) => self.take_up(row.key, slip),
                None => {
                    let key = row.key.clone();
                    let aside = Quarantined::new("localStorage", "it is torn", row);
                    let write = Write::Put(aside.to_row());
                    let moved = self.places.rows.write(&[], &[write]).await;
                    if let (Some(local), Ok(())) = (&self.places.mirror, moved) {
                        let _ = local.delete(&key);
                    }
                    found.aside += 1;
                }
            }
        }
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        for (name, known) in &*self.known.borrow() {
            texts.insert(name.clone(), known.slip.text.clone());
        }
        for (name, slip) in &*self.waiting.borrow() {
            texts.insert(name.clone(), slip.text.clone());
        }
        found.slips = texts.into_iter().collect();
        Ok(found)
    }

    /// What a tab held and didn't live to keep: newer than what is kept, beside it, or older.
    fn take_up(&self, at: Key, slip: Slip) {
        let name = at.name.clone();
        let kept = self.known.borrow().get(&name).map(|k| k.slip.clone());
        let waiting = self.waiting.borrow().get(&name).cloned();
        let other = waiting.or(kept);
        let newer = match other {
            None => Some(slip),
            Some(other) if other.rev < slip.rev => Some(slip),
            Some(other) if other.rev == slip.rev && other.text != slip.text => {
                let text = (self.join)(None, &slip.text, &other.text);
                text.map(|text| Slip {
                    rev: slip.rev.saturating_add(1),
                    text,
                })
            }
            Some(_) => None,
        };
        match newer {
            Some(slip) => {
                self.held
                    .borrow_mut()
                    .entry(name.clone())
                    .or_default()
                    .insert(at);
                self.wait_for(&name, slip);
            }
            None => {
                if let Some(local) = &self.places.mirror {
                    let _ = local.delete(&at);
                }
            }
        }
    }

    /// Moves what can't be read out of the way, in one go: it is set aside or where it was, never nowhere.
    pub(super) async fn put_aside(&self, why: &str, row: Row) -> Result<(), StorageError> {
        let guard = Guard {
            key: row.key.clone(),
            meta: Some(row.meta.clone()),
        };
        let key = row.key.clone();
        let aside = Quarantined::new("database", why, row);
        let writes = [Write::Put(aside.to_row()), Write::Delete(key)];
        self.places.rows.write(&[guard], &writes).await
    }
}
