//! What is on its way into a draft: chosen on one page, taken in on another.

use std::{cell::RefCell, sync::Arc};

use crate::{
    formats::{
        Place, Unread,
        foreign::{Copied, Table},
    },
    insight::notes::Note,
    plan::Plan,
};

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
    /// What of its file could not be read.
    pub unread: Vec<Unread>,
}

impl TheirCopy {
    /// The copy in a file of this name.
    pub fn of_file(copied: Copied, name: String) -> TheirCopy {
        let Copied {
            file, mut unread, ..
        } = copied;
        // What a newer Waymark wrote is in no copy that this one can read.
        unread.extend(file.unknown.into_iter().map(|unknown| {
            let what = format!("{}; it was left out", unknown.what);
            Unread::at(Place::part(unknown.place), what)
        }));
        TheirCopy {
            plan: Arc::new(file.plan),
            versions: file.versions,
            left_out: file.left_out,
            notes: file.notes.into_iter().map(Arc::new).collect(),
            name,
            unread,
        }
    }
}

/// What is taken in.
#[derive(Clone, Debug)]
pub enum Sent {
    /// A copy, to be merged.
    Copy(TheirCopy),
    /// Tables, of which a person says what they are, and what of their file could not be read.
    Tables(Vec<Table>, Vec<Unread>),
}

thread_local! {
    static ON_ITS_WAY: RefCell<Option<(String, Sent)>> = const { RefCell::new(None) };
}

/// Sends something on to the draft with this id, whose page takes it.
pub fn send_on(draft: String, sent: Sent) {
    ON_ITS_WAY.set(Some((draft, sent)));
}

/// The copy that was sent on to this draft, if there is one; it is taken once.
pub fn copy_sent_on(draft: &str) -> Option<TheirCopy> {
    match taken(draft, |sent| matches!(sent, Sent::Copy(_)))? {
        Sent::Copy(copy) => Some(copy),
        Sent::Tables(..) => None,
    }
}

/// The tables that were sent on to this draft, if there are any; they are taken once.
pub fn tables_sent_on(draft: &str) -> Option<(Vec<Table>, Vec<Unread>)> {
    match taken(draft, |sent| matches!(sent, Sent::Tables(..)))? {
        Sent::Tables(tables, unread) => Some((tables, unread)),
        Sent::Copy(_) => None,
    }
}

fn taken(draft: &str, is: impl Fn(&Sent) -> bool) -> Option<Sent> {
    ON_ITS_WAY.with_borrow_mut(|way| {
        let way = way.take_if(|(to, sent)| to == draft && is(sent));
        way.map(|(_, sent)| sent)
    })
}
