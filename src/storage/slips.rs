//! Notes as safe as drafts: a slip is a name and a text, whatever it means. Each change is held in localStorage before
//! the call returns and is in IndexedDB a moment later; 'Saved' means the latter, and then the former is let go.
//!
//! Every tab may write. Each slip has a key of its own, and a write happens only on top of what this tab has seen: where
//! another tab was first, both texts are joined by whoever knows what they mean, and that is written. So no tab ever
//! takes away what another has kept.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::hearing::Hearing;
use super::local::Texts;
use super::quarantine::Quarantined;
use super::record::{entry_sum, to_json};
use super::row::{Base, Guard, Key, Read, Row, Store, Write};
use super::rows::Places;
use super::{ErrorKind, Place, SaveState, Saved, Standing, StorageError, host, pause};

/// Makes one text of two that were written from the same one (`base`, if it is known): ours, then theirs. `None` where
/// theirs can't be understood, and then it stays as it is.
pub type Join = fn(Option<&str>, &str, &str) -> Option<String>;

/// How often a write is tried again when another tab was first.
const TRIES: usize = 8;
/// The channel between the tabs, which call out the name of a slip; nothing at all when all were removed.
const CHANNEL: &str = "waymark-notes";

/// What whoever shows the slips is told.
#[derive(Clone, Debug, PartialEq)]
pub enum SlipEvent {
    /// How far saving is.
    State(SaveState),
    /// A slip has another text now, because of another tab.
    Changed {
        /// Which slip.
        name: String,
        /// What it says.
        text: String,
    },
    /// All of them were removed from this device.
    Removed,
}

/// What was found on this device.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Names and texts.
    pub slips: Vec<(String, String)>,
    /// How many rows could not be read and were set aside, byte for byte.
    pub aside: usize,
}

/// The slips on this device, for one tab. Clones are the same.
#[derive(Clone)]
pub struct Slips {
    inner: Rc<Inner>,
}

struct Inner {
    places: Places,
    /// Tells what this tab holds in localStorage from what another does.
    tab: u64,
    join: Join,
    on: Box<dyn Fn(SlipEvent)>,
    /// What the main place has, as far as this tab knows.
    known: RefCell<BTreeMap<String, Known>>,
    /// What has still to be kept there.
    waiting: RefCell<BTreeMap<String, Slip>>,
    /// Where in localStorage each is held meanwhile.
    held: RefCell<BTreeMap<String, BTreeSet<Key>>>,
    running: Cell<bool>,
    kept: Cell<u64>,
    hearing: RefCell<Option<Hearing>>,
}

/// A text, and how often it was changed before.
#[derive(Clone, Debug, PartialEq)]
struct Slip {
    rev: u64,
    text: String,
}

struct Known {
    slip: Slip,
    meta: String,
}

#[derive(Serialize, Deserialize)]
struct SlipMeta {
    rev: u64,
    sum: String,
}

impl Slip {
    fn to_row(&self, key: Key) -> Row {
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
    fn from_row(row: &Row) -> Option<Slip> {
        let meta: SlipMeta = serde_json::from_str(&row.meta).ok()?;
        let text = std::str::from_utf8(&row.body).ok()?;
        (entry_sum(&row.key, text) == meta.sum).then(|| Slip {
            rev: meta.rev,
            text: text.to_owned(),
        })
    }
}

/// Where it stands in localStorage that slips were ever kept on this device.
const KEPT: &str = "waymark/notes-kept";

/// Whether slips may be on this device. Where there never were any, no database need be opened to look for them.
pub fn slips_were_kept() -> bool {
    match Texts::probe().and_then(|texts| texts.get(KEPT)) {
        Ok(mark) => mark.is_some(),
        Err(_) => true,
    }
}

/// Where a slip is kept.
fn key(name: &str) -> Key {
    Key::new(Store::Notes, name, 0)
}

impl Slips {
    /// Opens the slips of this device. It never fails: what is wrong is told through `on`.
    pub async fn open(join: Join, on: impl Fn(SlipEvent) + 'static) -> (Slips, Found) {
        let slips = Slips::at(Places::open(Base::NOTES).await, join, on);
        let found = slips.gather().await;
        slips.listen();
        (slips, found)
    }

    pub(crate) fn at(places: Places, join: Join, on: impl Fn(SlipEvent) + 'static) -> Slips {
        let inner = Inner {
            places,
            tab: host::number(),
            join,
            on: Box::new(on),
            known: RefCell::default(),
            waiting: RefCell::default(),
            held: RefCell::default(),
            running: Cell::new(false),
            kept: Cell::new(0),
            hearing: RefCell::default(),
        };
        Slips {
            inner: Rc::new(inner),
        }
    }

    /// What this browser lets us keep.
    pub fn standing(&self) -> Standing {
        self.inner.places.standing.clone()
    }

    /// Gives a slip a text. It is held when this returns, and kept when `on` is told so.
    pub fn put(&self, name: &str, text: &str) {
        // If it can't be marked, nothing can be kept in localStorage, and then they are always looked for.
        let _ = Texts::Browser.set(KEPT, "1");
        let rev = self.inner.next_rev(name);
        let slip = Slip {
            rev,
            text: text.to_owned(),
        };
        self.inner.wait_for(name, slip);
        self.keep_on();
    }

    /// Tries again to keep what could not be kept.
    pub fn keep_on(&self) {
        let waiting = self.inner.waiting.borrow().len();
        if waiting > 0 && !self.inner.running.get() {
            self.inner.tell(SaveState::Saving { waiting });
            let slips = self.clone();
            host::spawn(async move { slips.keep_all().await });
        }
    }

    /// Takes all slips away from this device, in all tabs.
    pub async fn remove_everything(&self) -> Result<(), StorageError> {
        let inner = &self.inner;
        inner.waiting.borrow_mut().clear();
        // What is under way is finished first, or it would come back.
        while inner.running.get() {
            pause(20).await;
        }
        inner.forget();
        let main = match inner.places.rows.is_database() {
            true => inner.places.rows.clear().await,
            false => Ok(()),
        };
        let local = inner.clear_local();
        if let Some(hearing) = &*inner.hearing.borrow() {
            hearing.say("");
        }
        (inner.on)(SlipEvent::Removed);
        main.and(local)
    }

    /// All that was ever set aside because it could not be read.
    pub async fn quarantined(&self) -> Result<Vec<Quarantined>, StorageError> {
        let rows = &self.inner.places.rows;
        let rows = rows.ask(Read::All(Store::Quarantine)).await?;
        Ok(rows.into_iter().map(Quarantined::from_row).collect())
    }

    /// Sets a slip aside whose text nobody understands.
    pub async fn set_aside(&self, name: &str, why: &str) -> Result<(), StorageError> {
        let row = self.inner.places.rows.row(key(name)).await?;
        if let Some(row) = row {
            self.inner.put_aside(why, row).await?;
            self.inner.known.borrow_mut().remove(name);
        }
        Ok(())
    }

    /// What is kept, and what was held when a tab ended before it was kept: that is kept now.
    pub(crate) async fn gather(&self) -> Found {
        match self.inner.gather().await {
            Ok(found) => {
                self.keep_on();
                found
            }
            Err(error) => {
                self.inner.tell(SaveState::Failed { error, unsaved: 0 });
                Found::default()
            }
        }
    }

    async fn keep_all(&self) {
        let inner = &self.inner;
        if inner.running.replace(true) {
            return;
        }
        let done = inner.keep_waiting().await;
        inner.running.set(false);
        let unsaved = inner.waiting.borrow().len();
        let state = match (done, inner.volatile()) {
            (Err(error), _) => SaveState::Failed { error, unsaved },
            (Ok(()), Some(error)) => SaveState::Failed {
                error,
                unsaved: inner.known.borrow().len(),
            },
            (Ok(()), None) => SaveState::Saved(Saved {
                seq: inner.kept.get(),
                at: host::now(),
                place: match inner.places.standing.database {
                    None => Place::Database,
                    Some(_) => Place::LocalOnly,
                },
            }),
        };
        inner.tell(state);
    }

    fn listen(&self) {
        let weak = Rc::downgrade(&self.inner);
        let hearing = Hearing::on(CHANNEL, move |name| {
            let Some(inner) = weak.upgrade() else { return };
            if name.is_empty() {
                inner.waiting.borrow_mut().clear();
                inner.forget();
                (inner.on)(SlipEvent::Removed);
            } else {
                host::spawn(async move { inner.look_again(name).await });
            }
        });
        *self.inner.hearing.borrow_mut() = hearing;
    }
}

impl Inner {
    fn tell(&self, state: SaveState) {
        (self.on)(SlipEvent::State(state));
    }

    /// Why nothing outlives this page, if it doesn't.
    fn volatile(&self) -> Option<StorageError> {
        let standing = &self.places.standing;
        match standing.keeps_drafts() {
            true => None,
            false => standing.database.clone(),
        }
    }

    fn next_rev(&self, name: &str) -> u64 {
        let known = self.known.borrow().get(name).map_or(0, |k| k.slip.rev);
        let waiting = self.waiting.borrow().get(name).map_or(0, |slip| slip.rev);
        known.max(waiting).saturating_add(1)
    }

    fn wait_for(&self, name: &str, slip: Slip) {
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

    async fn keep_waiting(&self) -> Result<(), StorageError> {
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

    /// Reads a slip again that another tab has changed.
    async fn look_again(&self, name: String) {
        // A message that can't be followed up is made good by the next write, which looks first.
        let Ok(Some(row)) = self.places.rows.row(key(&name)).await else {
            return;
        };
        if self.waiting.borrow().contains_key(&name) {
            return;
        }
        if let Some(slip) = Slip::from_row(&row) {
            let text = slip.text.clone();
            self.know(&name, slip, row.meta);
            (self.on)(SlipEvent::Changed { name, text });
        }
    }

    fn know(&self, name: &str, slip: Slip, meta: String) {
        let mut known = self.known.borrow_mut();
        known.insert(name.to_owned(), Known { slip, meta });
    }

    fn forget(&self) {
        self.known.borrow_mut().clear();
        self.held.borrow_mut().clear();
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

    fn clear_local(&self) -> Result<(), StorageError> {
        if let Some(local) = &self.places.mirror {
            for key in local.keys()? {
                if key.store == Store::Notes {
                    local.delete(&key)?;
                }
            }
        }
        Ok(())
    }

    async fn gather(&self) -> Result<Found, StorageError> {
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
    async fn put_aside(&self, why: &str, row: Row) -> Result<(), StorageError> {
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
