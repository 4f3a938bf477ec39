//! A draft and its pages: opens it from storage as its one writer, or follows the tab that is, and
//! shows at all times how safe the words are.

use std::{rc::Rc, time::Duration};

use leptos::{ev, prelude::*, web_sys};

mod bar;
mod unopened;

use super::plan::{Body, Head};
use crate::{
    app::{
        Desk, Editing, Location, Of, OpenPlan, Origin, Refusal, Safety, View, ask_to_persist,
        before_moving, drafts, taking_up::take_up, use_location,
    },
    components::{Notice, PlainPage, Waiting},
    drafting::Draft,
    storage::{
        DraftId, DraftLock, Entry, ErrorKind, Journal, LockEvent, SaveState, StorageError, pause,
    },
};
use bar::{Bar, Toasts};
use unopened::{CannotOpen, Unopened};

/// What came of opening a draft.
#[derive(Clone)]
enum Opening {
    Waiting,
    Failed(Refusal),
    Untaken(Rc<Unopened>),
    Ready(Rc<Ready>),
}

struct Ready {
    draft: Draft,
    desk: Option<Desk>,
    lock: DraftLock,
    head: u64,
    /// The step of the version it was opened from.
    version: u64,
    problems: Vec<Refusal>,
    /// Why nobody may write it here, this tab or another.
    only_read: Option<Refusal>,
}

/// What the callbacks of storage reach: the draft on the page, and how far a follower has come.
#[derive(Clone, Copy)]
struct Reach {
    editing: StoredValue<Option<Editing>>,
    seen: StoredValue<u64>,
    opening: RwSignal<Opening, LocalStorage>,
    /// How often this tab has tried to become the writer.
    claims: StoredValue<u32>,
    /// Whether another tab asked for the draft while it was being opened here.
    asked: StoredValue<bool>,
    /// Whether the draft on the page is for looking at alone, so that nothing is followed and nothing taken over.
    only_read: StoredValue<bool>,
}

/// As long a page has been hidden before a version is kept of its draft.
const HIDDEN: Duration = Duration::from_secs(1);

/// Opens a draft and shows its pages.
#[component]
pub fn DraftRoot(
    /// Its id.
    id: String,
) -> impl IntoView {
    let opening = RwSignal::new_local(Opening::Waiting);
    let reach = Reach {
        editing: StoredValue::new(None),
        seen: StoredValue::new(0),
        opening,
        claims: StoredValue::new(0),
        asked: StoredValue::new(false),
        only_read: StoredValue::new(false),
    };
    match id.parse::<DraftId>() {
        Ok(id) => leptos::task::spawn_local(async move {
            let lock = claim(&id, reach).await;
            // Of a page that is loaded again the browser may let go of the one before a moment later.
            if !lock.is_writer() {
                pause(150).await;
                lock.try_again().await;
            }
            // What is asked for while it is being opened is given away for good.
            let elsewhere = !lock.is_writer();
            open(id.clone(), lock.clone(), reach).await;
            let follows = |ready: &Ready| ready.desk.is_none() && ready.only_read.is_none();
            match reach.opening.try_get_untracked() {
                Some(Opening::Ready(ready)) if elsewhere && follows(&ready) => {
                    try_to_write(id, lock, reach);
                }
                _ => {}
            }
        }),
        Err(e) => opening.set(Opening::Failed(e.into())),
    }
    move || match opening.get() {
        Opening::Waiting => view! {
            <PlainPage>
                <Waiting what="Opening the draft" />
            </PlainPage>
        }
        .into_any(),
        Opening::Failed(refusal) => view! {
            <PlainPage>
                <Notice title="This draft can’t be opened" refusal>
                    <a class="wm-btn wm-btn--main" href=crate::app::page_href(View::Drafts)>
                        "My drafts"
                    </a>
                </Notice>
            </PlainPage>
        }
        .into_any(),
        Opening::Untaken(unopened) => view! { <CannotOpen unopened reach=reach /> }.into_any(),
        Opening::Ready(ready) => view! { <OpenDraft ready=ready reach=reach /> }.into_any(),
    }
}

async fn claim(id: &DraftId, reach: Reach) -> DraftLock {
    let of = id.clone();
    DraftLock::claim(id, move |event| heard(of.clone(), event, reach)).await
}

/// Opens the draft as its writer, or as a follower if another tab writes.
async fn open(id: DraftId, lock: DraftLock, reach: Reach) {
    reach.asked.set_value(false);
    let drafts = drafts().await;
    let (signal, writer) = (lock.clone(), lock.clone());
    let show = move |state: &SaveState| {
        if let SaveState::Saved(saved) = state {
            signal.changed(saved.seq);
            ask_to_persist();
        }
        if let Some(Some(editing)) = reach.editing.try_get_value() {
            let _ = editing.safety.try_set(Safety::from(state));
        }
    };
    let opened = match take_up(&drafts, &id, move || writer.is_writer(), show).await {
        Ok(taken) => {
            let journal = still_ours(taken.journal, &lock, reach).await;
            if taken.replayed.only_read.is_some() {
                // Another tab may hold a Waymark that can write it.
                lock.release();
            }
            let desk = journal.map(|journal| Desk {
                journal,
                lock: lock.clone(),
            });
            Opening::Ready(Rc::new(Ready {
                draft: taken.replayed.draft,
                desk,
                lock,
                head: taken.head,
                version: taken.version,
                problems: taken.replayed.problems,
                only_read: taken.replayed.only_read,
            }))
        }
        Err(untaken) => {
            lock.release();
            Opening::Untaken(Rc::new(Unopened { untaken, id, lock }))
        }
    };
    show_opened(opened, reach);
}

/// Shows what came of opening, and settles what is heard of other tabs from here on.
fn show_opened(opened: Opening, reach: Reach) {
    if let Opening::Ready(ready) = &opened {
        reach.seen.set_value(ready.head);
        reach.only_read.set_value(ready.only_read.is_some());
    }
    let _ = reach.opening.try_set(opened);
}

/// The journal, unless another tab asked for the draft or took it while it was being opened here: then what was found is
/// kept and the draft let go, as [`heard`] does later on.
async fn still_ours(journal: Option<Journal>, lock: &DraftLock, reach: Reach) -> Option<Journal> {
    let journal = journal?;
    if reach.asked.try_get_value() != Some(true) && lock.is_writer() {
        return Some(journal);
    }
    // Whatever comes of it, what was found is where it was found.
    drop(journal.flush().await);
    lock.release();
    None
}

/// Makes this tab the draft's writer, if `claim` gets it the lock, and opens the draft anew with all that was written
/// elsewhere. Of several claims only the last one opens it.
///
/// # Errors
/// If the claim fails.
async fn become_writer<F: Future<Output = Result<bool, StorageError>>>(
    id: DraftId,
    lock: DraftLock,
    reach: Reach,
    claim: impl FnOnce(Claim) -> F,
) -> Result<(), StorageError> {
    let this = Claim {
        number: reach.claims.get_value() + 1,
        claims: reach.claims,
    };
    reach.claims.set_value(this.number);
    if claim(this).await? && this.is_last() {
        open(id, lock, reach).await;
    }
    Ok(())
}

/// One attempt to become the writer.
#[derive(Clone, Copy)]
struct Claim {
    number: u32,
    claims: StoredValue<u32>,
}

impl Claim {
    /// Whether no other was begun since.
    fn is_last(self) -> bool {
        self.claims.try_get_value() == Some(self.number)
    }

    /// Tries for the lock a few times: a browser may let go of a closed tab's a moment after it shows the next one.
    async fn try_for(self, lock: DraftLock) -> Result<bool, StorageError> {
        for ms in [0, 300, 1_500] {
            pause(ms).await;
            if !self.is_last() {
                break;
            }
            if lock.try_again().await {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Makes this tab the writer if no other is. Nothing to say if it fails: the banner offers to take over.
fn try_to_write(id: DraftId, lock: DraftLock, reach: Reach) {
    leptos::task::spawn_local(async move {
        let claimed = lock.clone();
        let claim = |claim: Claim| claim.try_for(lock);
        drop(become_writer(id, claimed, reach, claim).await);
    });
}

/// Answers what another tab says of this draft.
fn heard(id: DraftId, event: LockEvent, reach: Reach) {
    let Some(Some(editing)) = reach.editing.try_get_value() else {
        if event == LockEvent::Asked {
            let _ = reach.asked.try_set_value(true);
        }
        return;
    };
    if reach.only_read.try_get_value() != Some(false) {
        return;
    }
    match event {
        LockEvent::Asked => {
            let Some(desk) = editing.desk() else { return };
            leptos::task::spawn_local(async move {
                // Whatever comes of it, the words are still in this tab's journal.
                drop(desk.journal.flush().await);
                reach.seen.set_value(desk.journal.head());
                editing.stop_writing();
                desk.lock.release();
            });
        }
        LockEvent::Lost => {
            // What was written here is not to be followed as if another had written it.
            reach.seen.set_value(editing.head());
            editing.stop_writing();
        }
        LockEvent::Changed(to) if !editing.writes.get_untracked() => {
            leptos::task::spawn_local(catch_up(id, to, editing, reach));
        }
        LockEvent::Free if !document().hidden() => {
            if let Some(Opening::Ready(ready)) = reach.opening.try_get_untracked() {
                try_to_write(id, ready.lock.clone(), reach);
            }
        }
        LockEvent::Changed(_) | LockEvent::Free => {}
    }
}

/// Follows what the writer has written since this tab last looked, up to step `to`.
async fn catch_up(id: DraftId, to: u64, editing: Editing, reach: Reach) {
    let Some(seen) = reach.seen.try_get_value() else {
        return;
    };
    let followed = match drafts().await.entries_after(&id, seen).await {
        Ok(entries) => {
            entries
                .into_iter()
                .all(|entry| follow(&entry, editing, reach))
                && reach.seen.try_get_value().is_none_or(|seen| seen >= to)
        }
        Err(e) => e.kind() != ErrorKind::Newer,
    };
    if !followed {
        // What comes after a step that is unknown or gone would be shown on top of something else.
        reach.seen.set_value(u64::MAX);
        editing.say(
            "What is written in the other tab can’t be shown here any more. Reload this page to see it.",
        );
    }
}

/// Shows a step of the writer's. Two messages may ask for the same ones.
fn follow(entry: &Entry, editing: Editing, reach: Reach) -> bool {
    match reach.seen.try_get_value() {
        Some(seen) if entry.seq.checked_sub(1) == Some(seen) => {
            reach.seen.set_value(entry.seq);
            editing.follow(&entry.text)
        }
        Some(seen) => entry.seq <= seen,
        None => true,
    }
}

impl Location {
    /// The draft that the address names.
    fn draft(self) -> Option<DraftId> {
        match self.get_untracked().of {
            Of::Draft(id) => id.parse().ok(),
            _ => None,
        }
    }
}

/// The pages of an open draft.
#[component]
fn OpenDraft(ready: Rc<Ready>, reach: Reach) -> impl IntoView {
    let open = OpenPlan::new(
        std::sync::Arc::new(ready.draft.plan().clone()),
        Origin::Unknown,
    );
    provide_context(open);
    let random = std::array::from_fn(|_| (js_sys::Math::random() * 256.0) as u8);
    let editing = Editing::new(
        open,
        ready.draft.clone(),
        ready.desk.clone(),
        ready.version,
        random,
    );
    editing.writes.set(ready.desk.is_some());
    provide_context(editing);
    reach.editing.set_value(Some(editing));
    let location = use_location();
    let lock = StoredValue::new_local(ready.lock.clone());
    let leaving = StoredValue::new(None::<TimeoutHandle>);
    let turned = window_event_listener_untyped("visibilitychange", move |_| {
        if document().visibility_state() == web_sys::VisibilityState::Hidden {
            // Coming back to the tab later finds a whole version, not only the journal. A page that is left for good
            // would only hold up the next one with it.
            let keep = move || editing.keep_version();
            leaving.set_value(set_timeout_with_handle(keep, HIDDEN).ok());
        } else if !editing.writes.get_untracked() && !reach.only_read.get_value() {
            // The tab that wrote may be gone without a word.
            if let Some(id) = location.draft() {
                try_to_write(id, lock.get_value(), reach);
            }
        }
    });
    let leave = window_event_listener(ev::beforeunload, move |event| {
        if matches!(editing.safety.get_untracked(), Safety::Failed(..)) {
            event.prevent_default();
        }
    });
    before_moving(move || {
        let desk = editing.desk();
        async move {
            match desk {
                Some(desk) => desk.journal.flush().await.is_ok(),
                None => true,
            }
        }
    });
    let keys = window_event_listener(ev::keydown, move |event| {
        let command = event.ctrl_key() || event.meta_key();
        if !command || !location.get_untracked().view.is_for_writing() {
            return;
        }
        match (event.key().to_lowercase().as_str(), event.shift_key()) {
            ("z", false) => editing.undo(),
            ("z", true) | ("y", _) => editing.redo(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || {
        turned.remove();
        if let Some(Some(leaving)) = leaving.try_get_value() {
            leaving.clear();
        }
        leave.remove();
        keys.remove();
        reach.editing.set_value(None);
    });
    let (problems, only_read) = (ready.problems.clone(), ready.only_read.clone());
    view! {
        <Head />
        <section aria-label="This draft">
            <Bar editing=editing lock=lock reach=reach problems=problems only_read=only_read />
            <Toasts editing=editing />
        </section>
        <Body />
    }
}
