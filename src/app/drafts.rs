//! The drafts of this device, opened once and shared by the pages that need them: not before, so
//! that a reader's first page waits for no database.

use std::{
    cell::{Cell, RefCell},
    future::Future,
    pin::Pin,
    rc::Rc,
};

use futures_util::future::{FutureExt, Shared};

use super::notes::remove_notes;
use crate::{
    drafting::draft_from,
    formats::{Caps, ReadError, read_plan, write_plan},
    plan::Plan,
    storage::{BasedOn, Checkpoint, DraftId, Drafts, NewDraft, StorageError, persist},
};

type Opening = Shared<Pin<Box<dyn Future<Output = Rc<Drafts>>>>>;

thread_local! {
    static OPENING: RefCell<Option<Opening>> = const { RefCell::new(None) };
    /// The plan that a draft was begun with a moment ago: its first page need not read it again.
    static BEGUN: RefCell<Option<(DraftId, Plan)>> = const { RefCell::new(None) };
}

/// The drafts of this device. The first call opens them; the others wait for the same opening.
pub async fn drafts() -> Drafts {
    let opening = OPENING.with_borrow_mut(|slot| {
        slot.get_or_insert_with(|| {
            let open = async { Rc::new(Drafts::open().await) };
            let open: Pin<Box<dyn Future<Output = Rc<Drafts>>>> = Box::pin(open);
            open.shared()
        })
        .clone()
    });
    Drafts::clone(&*opening.await)
}

/// Keeps a copy of a plan as a new draft. `sha256` is that of its published file, if it is one: the
/// draft then follows it.
///
/// # Errors
/// If the device can't keep it.
pub async fn start_draft(plan: &Plan, sha256: Option<String>) -> Result<DraftId, StorageError> {
    let id = plan.front.id.as_ref().map(ToString::to_string);
    let based_on = id.zip(sha256).map(|(plan, hash)| BasedOn { plan, hash });
    let begun = match &based_on {
        Some(base) => draft_from(plan, &base.hash),
        None => plan.clone(),
    };
    let file = write_plan(&begun);
    let new = NewDraft {
        title: &begun.front.title,
        based_on,
        plan: file.as_bytes(),
    };
    let id = drafts().await.create(new).await?;
    BEGUN.set(Some((id.clone(), begun)));
    Ok(id)
}

/// The plan of a draft's version, which storage has verified.
///
/// # Errors
/// If its bytes are none that this Waymark can read.
pub fn plan_of(id: &DraftId, checkpoint: &Checkpoint) -> Result<Plan, ReadError> {
    match BEGUN.take() {
        Some((begun, plan)) if begun == *id && checkpoint.version.seq == 0 => Ok(plan),
        _ => read_plan(&checkpoint.plan, Caps::FILE),
    }
}

/// Asks the browser, once in this page's life, not to erase drafts by itself. Only now that there is something to
/// keep: browsers judge by that. Nothing waits for the answer, which 'This device' shows.
pub fn ask_to_persist() {
    thread_local! {
        static ASKED: Cell<bool> = const { Cell::new(false) };
    }
    if !ASKED.replace(true) {
        leptos::task::spawn_local(async {
            let _ = persist().await;
        });
    }
}

/// Removes every draft, note, setting and kept file from this device. What is opened afterwards begins
/// anew.
///
/// # Errors
/// If the browser doesn't let go of them.
pub async fn remove_everything() -> Result<(), StorageError> {
    // Each is tried, whatever comes of the other. Notes first: the drafts take all of localStorage along.
    let notes = remove_notes().await;
    let removed = drafts().await.remove_everything().await;
    OPENING.set(None);
    removed.and(notes)
}
