//! Notes as safe as drafts: a slip is a name and a text, whatever it means. Each change is held in localStorage before
//! the call returns and is in IndexedDB a moment later; 'Saved' means the latter, and then the former is let go.
//!
//! Every tab may write. Each slip has a key of its own, and a write happens only on top of what this tab has seen: where
//! another tab was first, both texts are joined by whoever knows what they mean, and that is written. So no tab ever
//! takes away what another has kept.

mod found;
mod slip;
mod waiting;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::hearing::Hearing;
use super::local::Texts;
use super::quarantine::Quarantined;
use super::row::{Base, Key, Read, Store};
use super::rows::Places;
use super::{Place, SaveState, Saved, Standing, StorageError, host, pause};
use slip::{Slip, key};

pub use found::Found;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use slip::text_of;

/// Makes one text of two that were written from the same one (`base`, if it is known): ours, then theirs. `None` where
/// theirs can't be understood, and then it stays as it is.
pub type Join = fn(Option<&str>, &str, &str) -> Option<String>;

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

struct Known {
    slip: Slip,
    meta: String,
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
}
