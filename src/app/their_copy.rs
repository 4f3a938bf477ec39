//! A copy that someone else wrote, on its way into a draft: chosen on one page, merged on another.

use std::{cell::RefCell, sync::Arc};

use crate::{insight::notes::Note, plan::Plan};

/// A copy that someone else wrote.
#[derive(Clone, Debug)]
pub struct TheirCopy {
    /// The plan in it.
    pub plan: Arc<Plan>,
    /// The versions it went through, by their hashes.
    pub versions: Vec<String>,
    /// What of the newest of them it is without, because it wasn't sent.
    pub left_out: Vec<String>,
    /// The notes that they let go along.
    pub notes: Vec<Arc<Note>>,
    /// What it is called: the name of its file.
    pub name: String,
}

thread_local! {
    static ON_ITS_WAY: RefCell<Option<(String, TheirCopy)>> = const { RefCell::new(None) };
}

/// Sends a copy on to the draft with this id, whose page to merge takes it.
pub fn send_on(draft: String, copy: TheirCopy) {
    ON_ITS_WAY.set(Some((draft, copy)));
}

/// The copy that was sent on to this draft, if there is one; it is taken once.
pub fn sent_on(draft: &str) -> Option<TheirCopy> {
    ON_ITS_WAY.with_borrow_mut(|way| way.take_if(|(to, _)| to == draft).map(|(_, copy)| copy))
}
