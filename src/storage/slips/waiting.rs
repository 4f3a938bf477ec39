//! What waits to be kept: held in localStorage, written on top of what is known, joined where another tab was first.

use std::collections::BTreeMap;

use super::slip::{Slip, key};
use super::{Inner, Known, SlipEvent};
use crate::storage::row::{Guard, Key, Store, Write};
use crate::storage::{ErrorKind, StorageError};

/// How often a write is tried again when another tab was first.
const TRIES: usize = 8;
impl Inner {
    pub(super) fn next_rev(&self, name: &str) -> u64 {
        let known = self.known.borrow().get(name).map_or(0, |k| k.slip.rev);
        let waiting = self.waiting.borrow().get(name).map_or(0, |slip| slip.rev);
        known.max(waiting).saturating_add(1)
    }

    pub(super) fn wait_for(&self, name: &str, slip: Slip) {
        if let (Some(local), true) = (&self.places.mirror, self.places.rows.is_database()) {
            let key = Key::new(Store::Notes, name, self.tab);
            // Where it is full or blocked the database is all there is, and it alone decides what is 'Saved'.
            if local.put(&slip.to_row(key.clone())).is_ok() {
                let mut held = self.held.borrow_mut();
                held.entry(name.to_owned()).or_default().insert(key);
            }
        }
        self.waiting.borrow_mut().insert(name.to_owned(), slip);
    }

    pub(super) async fn keep_waiting(&self) -> Result<(), StorageError> {
        let mut result = Ok(());
        let mut passed: BTreeMap<String, usize> = BTreeMap::new();
        loop {
            let next = {
                let waiting = self.waiting.borrow();
                let mut open = waiting
                    .iter()
                    .filter(|(name, _)| passed.get(*name).is_none_or(|tries| *tries < TRIES));
                open.next().map(|(name, slip)| (name.clone(), slip.clone()))
            };
            let Some((name, slip)) = next else {
                return result;
            };
            match self.keep(&name, slip).await {
                Ok(()) => drop(passed.remove(&name)),
                Err(error) if error.kind() == ErrorKind::Conflict => {
                    let tries = passed.entry(name.clone()).or_default();
                    *tries += 1;
                    if *tries >= TRIES {
                        result = Err(error);
                    } else if let Err(error) = self.take_theirs(&name).await {
                        // The others don't wait for the one that can't be understood.
                        passed.insert(name, TRIES);
                        result = Err(error);
                    }
                }
                Err(error) => {
                    if error.kind() == ErrorKind::Removed {
                        self.known.borrow_mut().remove(&name);
                    }
                    return Err(error);
                }
            }
        }
    }

    /// Writes a slip on top of what is known to be there.
    async fn keep(&self, name: &str, slip: Slip) -> Result<(), StorageError> {
        let guard = Guard {
            key: key(name),
            meta: self
                .known
                .borrow()
                .get(name)
                .map(|known| known.meta.clone()),
        };
        let row = slip.to_row(key(name));
        let meta = row.meta.clone();
        let rows = &self.places.rows;
        rows.write(&[guard], &[Write::Put(row)]).await?;
        self.kept.set(self.kept.get() + 1);
        let last = self.waiting.borrow().get(name) == Some(&slip);
        self.known
            .borrow_mut()
            .insert(name.to_owned(), Known { slip, meta });
        if last {
            self.waiting.borrow_mut().remove(name);
            self.let_go(name);
            if let Some(hearing) = &*self.hearing.borrow() {
                hearing.say(name);
            }
        }
        Ok(())
    }

    /// Joins what waits with what another tab has written meanwhile.
    async fn take_theirs(&self, name: &str) -> Result<(), StorageError> {
        let Some(row) = self.places.rows.row(key(name)).await? else {
            self.known.borrow_mut().remove(name);
            return Ok(());
        };
        let Some(theirs) = Slip::from_row(&row) else {
            self.known.borrow_mut().remove(name);
            return self.put_aside("it is torn", row).await;
        };
        let ours = self.waiting.borrow().get(name).cloned();
        let Some(ours) = ours else { return Ok(()) };
        let text_of = |known: &Known| known.slip.text.clone();
        let base = self.known.borrow().get(name).map(text_of);
        let text = (self.join)(base.as_deref(), &ours.text, &theirs.text).ok_or_else(|| {
            StorageError::new(ErrorKind::Newer, "what is kept is of another layout")
        })?;
        let joined = Slip {
            rev: ours.rev.max(theirs.rev).saturating_add(1),
            text: text.clone(),
        };
        self.know(name, theirs, row.meta);
        self.wait_for(name, joined);
        if text != ours.text {
            (self.on)(SlipEvent::Changed {
                name: name.to_owned(),
                text,
            });
        }
        Ok(())
    }

    /// Takes out of localStorage what is safe in the database.
    fn let_go(&self, name: &str) {
        let keys = self.held.borrow_mut().remove(name).unwrap_or_default();
        if let Some(local) = &self.places.mirror {
            for key in keys {
                // What stays behind is older than what is kept, and is seen to be.
                let _ = local.delete(&key);
            }
        }
    }
}
