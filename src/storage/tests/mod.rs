//! The keeping of drafts over a fake that can be emptied, torn and told to fail.

mod clock;
mod damage;
mod keeping;
mod newer;
mod opening;
mod refusal;
mod slips;

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::local::{LocalRows, Memory, Texts};
use super::rows::Rows;
use super::*;

/// Natively nothing has to be waited for.
pub(super) fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("memory made us wait"),
    }
}

/// A device: its two places outlive the pages that use them.
pub(super) struct Device {
    pub(super) database: Rc<RefCell<Memory>>,
    pub(super) local: Rc<RefCell<Memory>>,
}

impl Device {
    pub(super) fn new() -> Device {
        Device {
            database: Rc::default(),
            local: Rc::default(),
        }
    }

    /// A page that opens. Its main place counts as the database.
    pub(super) fn page(&self) -> Drafts {
        let rows = |memory: &Rc<RefCell<Memory>>| LocalRows::new(Texts::Memory(memory.clone()));
        let database = Rows::FakeDatabase(rows(&self.database));
        Drafts::on(database, Some(rows(&self.local)), Standing::default())
    }

    pub(super) fn keys(&self, place: &Rc<RefCell<Memory>>, store: &str) -> Vec<String> {
        let prefix = format!("waymark/{store}/");
        let memory = place.borrow();
        let keys = memory
            .texts
            .keys()
            .filter_map(|key| key.strip_prefix(&prefix));
        keys.map(str::to_owned).collect()
    }
}

/// All that a place holds, to the byte.
pub(super) fn all_of(place: &Rc<RefCell<Memory>>) -> std::collections::BTreeMap<String, String> {
    place.borrow().texts.clone()
}

pub(super) fn full() -> Option<StorageError> {
    Some(StorageError::new(ErrorKind::Full, "QuotaExceededError"))
}

pub(super) fn begun(device: &Device) -> DraftId {
    now(device.page().create(NewDraft {
        title: "Next year",
        based_on: None,
        plan: b"{plan 0}",
        came: None,
    }))
    .unwrap()
}

pub(super) fn write(device: &Device, id: &DraftId) -> (Journal, Loaded) {
    now(device.page().write(id, |_| {})).unwrap()
}

pub(super) fn texts(loaded: &Loaded) -> Vec<&str> {
    loaded
        .entries
        .iter()
        .map(|entry| entry.text.as_str())
        .collect()
}
