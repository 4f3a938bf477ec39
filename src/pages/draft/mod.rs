//! A draft and its pages: opens it from storage as its one writer, or follows the tab that is, and
//! shows at all times how safe the words are.

use std::rc::Rc;

use leptos::{ev, prelude::*, web_sys};

use super::plan::Frame;
use crate::{
    app::{Desk, Editing, OpenPlan, Safety, View, drafts, use_location},
    components::{Notice, PlainPage, Waiting, download::download},
    drafting::{Draft, Entry},
    formats::{Caps, read_plan},
    storage::{DraftId, DraftLock, Loaded, LockEvent, SaveState, StorageError},
};

/// What came of opening a draft.
#[derive(Clone)]
enum Opening {
    Waiting,
    Failed(String, String),
    Ready(Rc<Ready>),
}

struct Ready {
    draft: Draft,
    desk: Option<Desk>,
    lock: DraftLock,
    head: u64,
    problems: Vec<(String, String)>,
}

/// What the callbacks of storage reach: the draft on the page, and how far a follower has come.
#[derive(Clone, Copy)]
struct Reach {
    editing: StoredValue<Option<Editing>>,
    seen: StoredValue<u64>,
    opening: RwSignal<Opening, LocalStorage>,
}

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
    };
    match id.parse::<DraftId>() {
        Ok(id) => leptos::task::spawn_local(async move {
            let lock = claim(&id, reach).await;
            open(id, lock, reach).await;
        }),
        Err(e) => opening.set(failed(&e)),
    }
    move || match opening.get() {
        Opening::Waiting => view! {
            <PlainPage>
                <Waiting what="Opening the draft" />
            </PlainPage>
        }
        .into_any(),
        Opening::Failed(what, what_to_do) => view! {
            <PlainPage>
                <Notice
                    title="This draft can’t be opened".to_owned()
                    what=what
                    what_to_do=what_to_do
                >
                    <a class="wm-btn wm-btn--main" href=crate::app::page_href(View::Drafts)>
                        "My drafts"
                    </a>
                </Notice>
            </PlainPage>
        }
        .into_any(),
        Opening::Ready(ready) => view! { <OpenDraft ready=ready reach=reach /> }.into_any(),
    }
}

fn failed(e: &StorageError) -> Opening {
    Opening::Failed(e.to_string(), e.what_to_do().to_owned())
}

async fn claim(id: &DraftId, reach: Reach) -> DraftLock {
    let of = id.clone();
    DraftLock::claim(id, move |event| heard(of.clone(), event, reach)).await
}

/// Opens the draft as its writer, or as a follower if another tab writes.
async fn open(id: DraftId, lock: DraftLock, reach: Reach) {
    let drafts = drafts().await;
    let result = if lock.is_writer() {
        let signal = lock.clone();
        let show = move |state: &SaveState| {
            if let SaveState::Saved(saved) = state {
                signal.changed(saved.seq);
            }
            if let Some(Some(editing)) = reach.editing.try_get_value() {
                let _ = editing.safety.try_set(Safety::from(state));
            }
        };
        drafts.write(&id, show).await.map(|(journal, loaded)| {
            let desk = Desk {
                journal,
                lock: lock.clone(),
            };
            (Some(desk), loaded)
        })
    } else {
        drafts.load(&id).await.map(|loaded| (None, loaded))
    };
    let opened = match result {
        Ok((desk, loaded)) => replay(desk, &loaded, lock),
        Err(e) => failed(&e),
    };
    if let Opening::Ready(ready) = &opened {
        reach.seen.set_value(ready.head);
    }
    let _ = reach.opening.try_set(opened);
}

/// The newest version and the steps after it.
fn replay(desk: Option<Desk>, loaded: &Loaded, lock: DraftLock) -> Opening {
    let plan = match read_plan(&loaded.checkpoint.plan, Caps::FILE) {
        Ok(plan) => plan,
        Err(e) => return Opening::Failed(e.to_string(), e.what_to_do().to_owned()),
    };
    let mut draft = Draft::from_checkpoint(plan, &loaded.checkpoint.history);
    let mut problems: Vec<(String, String)> = loaded
        .problems
        .iter()
        .map(|p| (p.to_string(), p.what_to_do().to_owned()))
        .collect();
    for kept in &loaded.entries {
        let entry = serde_json::from_str::<serde_json::Value>(&kept.text)
            .and_then(<Entry as serde::Deserialize>::deserialize);
        let taken = match entry {
            Ok(entry) => draft.replay(entry).map_err(|e| e.to_string()),
            Err(e) => Err(e.to_string()),
        };
        if let Err(why) = taken {
            problems.push((
                format!("Step {} could not be taken up again: {why}", kept.seq),
                "It is kept as it is. Check the last thing you wrote, and write it again if it is missing."
                    .to_owned(),
            ));
        }
    }
    Opening::Ready(Rc::new(Ready {
        draft,
        desk,
        lock,
        head: loaded.head(),
        problems,
    }))
}

/// Answers what another tab says of this draft.
fn heard(id: DraftId, event: LockEvent, reach: Reach) {
    let Some(Some(editing)) = reach.editing.try_get_value() else {
        return;
    };
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
        LockEvent::Lost => editing.stop_writing(),
        LockEvent::Changed(_) if !editing.writes.get_untracked() => {
            leptos::task::spawn_local(async move {
                let Some(seen) = reach.seen.try_get_value() else {
                    return;
                };
                if let Ok(entries) = drafts().await.entries_after(&id, seen).await {
                    for entry in entries {
                        // Two messages may ask for the same entries.
                        if reach
                            .seen
                            .try_get_value()
                            .is_some_and(|seen| entry.seq > seen)
                        {
                            reach.seen.set_value(entry.seq);
                            editing.follow(&entry.text);
                        }
                    }
                }
            });
        }
        LockEvent::Changed(_) | LockEvent::Free => {}
    }
}

/// The pages of an open draft.
#[component]
fn OpenDraft(ready: Rc<Ready>, reach: Reach) -> impl IntoView {
    let open = OpenPlan::new(std::sync::Arc::new(ready.draft.plan().clone()), None);
    provide_context(open);
    let random = std::array::from_fn(|_| (js_sys::Math::random() * 256.0) as u8);
    let editing = Editing::new(open, ready.draft.clone(), ready.desk.clone(), random);
    editing.writes.set(ready.desk.is_some());
    provide_context(editing);
    reach.editing.set_value(Some(editing));
    // Coming back to the tab later finds a whole version, not only the journal.
    let hidden = window_event_listener_untyped("visibilitychange", move |_| {
        if document().visibility_state() == web_sys::VisibilityState::Hidden {
            editing.keep_version(None);
        }
    });
    let leave = window_event_listener(ev::beforeunload, move |event| {
        if matches!(editing.safety.get_untracked(), Safety::Failed(..)) {
            event.prevent_default();
        }
    });
    let location = use_location();
    let keys = window_event_listener(ev::keydown, move |event| {
        let command = event.ctrl_key() || event.meta_key();
        if !command || location.get_untracked().view != View::Edit {
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
        hidden.remove();
        leave.remove();
        keys.remove();
        reach.editing.set_value(None);
    });
    let lock = StoredValue::new_local(ready.lock.clone());
    let problems = ready.problems.clone();
    view! {
        <Frame>
            <section aria-label="This draft">
                <Bar editing=editing lock=lock reach=reach problems=problems />
                <Toasts editing=editing />
            </section>
        </Frame>
    }
}

/// Undo, redo, how safe the words are, and what went wrong, if anything did.
#[component]
fn Bar(
    editing: Editing,
    lock: StoredValue<DraftLock, LocalStorage>,
    reach: Reach,
    problems: Vec<(String, String)>,
) -> impl IntoView {
    let location = use_location();
    let writing = location.part(|a| a.view == View::Edit);
    let warning = lock.with_value(DraftLock::warning);
    let taking = RwSignal::new(false);
    let take_over = move |_| {
        taking.set(true);
        let lock = lock.get_value();
        let Ok(id) = location_draft(location).parse::<DraftId>() else {
            return;
        };
        leptos::task::spawn_local(async move {
            match lock.take_over(4_000).await {
                Ok(()) => open(id, lock, reach).await,
                Err(e) => {
                    let toast = crate::app::Toast {
                        text: format!("{e} {}", e.what_to_do()),
                        undo: false,
                    };
                    let _ = editing.toast.try_set(Some(toast));
                    let _ = taking.try_set(false);
                }
            }
        });
    };
    view! {
        <div class="wm-wrap">
            {problems
                .into_iter()
                .map(|(what, what_to_do)| {
                    view! {
                        <div class="wm-banner wm-banner--warn" role="status">
                            <p>
                                <b>{what}</b>
                                " "
                                {what_to_do}
                            </p>
                        </div>
                    }
                })
                .collect_view()}
            {warning
                .map(|words| {
                    view! {
                        <div class="wm-banner wm-banner--warn" role="status">
                            <p>{words}</p>
                        </div>
                    }
                })}
            <Show when=move || !editing.writes.get()>
                <div class="wm-banner wm-banner--info" role="status">
                    <p>
                        <b>"This draft is being written in another tab."</b>
                        " What is written there shows here."
                    </p>
                    <div class="wm-banner__acts">
                        <button
                            class="wm-btn"
                            type="button"
                            disabled=move || taking.get()
                            on:click=take_over
                        >
                            {move || if taking.get() { "Taking over…" } else { "Write here instead" }}
                        </button>
                    </div>
                </div>
            </Show>
            {move || match editing.safety.get() {
                Safety::Failed(what, what_to_do) => Some(view! { <NotSaved editing what what_to_do /> }),
                _ => None,
            }}
        </div>
        <div class="wm-toolbar" role="toolbar" aria-label="Draft">
            <div class="wm-wrap">
                <Show when=move || writing.get()>
                    <button
                        class="wm-btn wm-btn--quiet"
                        type="button"
                        disabled=move || editing.undoes().is_none() || !editing.writes.get()
                        title=move || editing.undoes().map(|name| format!("Undo: {name}"))
                        on:click=move |_| editing.undo()
                    >
                        "Undo"
                    </button>
                    <button
                        class="wm-btn wm-btn--quiet"
                        type="button"
                        disabled=move || editing.redoes().is_none() || !editing.writes.get()
                        title=move || editing.redoes().map(|name| format!("Redo: {name}"))
                        on:click=move |_| editing.redo()
                    >
                        "Redo"
                    </button>
                </Show>
                <Saved editing=editing />
            </div>
        </div>
    }
}

fn location_draft(location: crate::app::Location) -> String {
    match location.get_untracked().of {
        crate::app::Of::Draft(id) => id,
        _ => String::new(),
    }
}

/// How safe the words are.
#[component]
fn Saved(editing: Editing) -> impl IntoView {
    let shown = move || match editing.safety.get() {
        Safety::Unchanged => ("wm-save wm-save--saved", "Draft, kept on this device"),
        Safety::Saving => ("wm-save wm-save--saving", "Saving…"),
        Safety::Saved(None) => ("wm-save wm-save--saved", "Saved on this device"),
        Safety::Saved(Some(but)) => ("wm-save wm-save--saving", but),
        Safety::Failed(..) => ("wm-save wm-save--unsaved", "Not saved"),
    };
    view! {
        <p class=move || shown().0 role="status">
            {move || shown().1}
        </p>
    }
}

/// Says that the words are in this tab alone, and offers to take them out.
#[component]
fn NotSaved(editing: Editing, what: String, what_to_do: &'static str) -> impl IntoView {
    view! {
        <div class="wm-banner wm-banner--error" role="alert">
            <p>
                <b>"Your last words are not saved. "</b>
                {what}
                " "
                {what_to_do}
            </p>
            <div class="wm-banner__acts">
                <button
                    class="wm-btn wm-btn--main"
                    type="button"
                    on:click=move |_| download("draft.json", &editing.file().0)
                >
                    "Download now"
                </button>
                <button
                    class="wm-btn"
                    type="button"
                    on:click=move |_| {
                        if let Some(desk) = editing.desk() {
                            leptos::task::spawn_local(async move {
                                drop(desk.journal.flush().await);
                            });
                        }
                    }
                >
                    "Try again"
                </button>
            </div>
        </div>
    }
}

/// The notice of what was just done or refused.
#[component]
fn Toasts(editing: Editing) -> impl IntoView {
    move || {
        let toast = editing.toast.get()?;
        Some(view! {
            <div class="wm-toast" role="status">
                <p>{toast.text}</p>
                {toast
                    .undo
                    .then(|| {
                        view! {
                            <button
                                class="wm-btn"
                                type="button"
                                on:click=move |_| {
                                    editing.undo();
                                    editing.toast.set(None);
                                }
                            >
                                "Undo"
                            </button>
                        }
                    })}
                <button
                    class="wm-btn wm-btn--icon"
                    type="button"
                    aria-label="Close"
                    on:click=move |_| editing.toast.set(None)
                >
                    "×"
                </button>
            </div>
        })
    }
}
