//! The bar of an open draft: undo and redo, how safe the words are, and what went wrong.

use leptos::prelude::*;

use super::{Reach, become_writer, unopened::OnlyRead};
use crate::{
    app::{Editing, Refusal, Safety, View, use_location, view_href},
    components::{Banner, Saved, Toast, Tone, download::download},
    storage::DraftLock,
};

/// Undo, redo, how safe the words are, and what went wrong, if anything did.
#[component]
pub fn Bar(
    editing: Editing,
    lock: StoredValue<DraftLock, LocalStorage>,
    reach: Reach,
    problems: Vec<Refusal>,
    only_read: Option<Refusal>,
) -> impl IntoView {
    let location = use_location();
    let writing = location.part(|a| a.view.is_for_writing());
    let warning = lock.with_value(DraftLock::warning);
    let taking = RwSignal::new(false);
    let follows = only_read.is_none();
    let take_over = move |_| {
        taking.set(true);
        let lock = lock.get_value();
        let Some(id) = location.draft() else { return };
        leptos::task::spawn_local(async move {
            let claimed = lock.clone();
            let take = |_| async move { lock.take_over(4_000).await.map(|()| true) };
            if let Err(e) = become_writer(id, claimed, reach, take).await {
                let toast = crate::app::Toast {
                    text: format!("{e} {}", e.what_to_do()),
                    undo: false,
                };
                let _ = editing.toast.try_set(Some(toast));
            }
            let _ = taking.try_set(false);
        });
    };
    view! {
        <div class="wm-wrap">
            {problems
                .into_iter()
                .map(|refusal| view! { <Banner tone=Tone::Warning refusal /> })
                .collect_view()}
            {warning
                .map(|words| {
                    view! {
                        <div class="wm-banner wm-banner--warn" role="status">
                            <p>{words}</p>
                        </div>
                    }
                })}
            {only_read.map(|refusal| view! { <OnlyRead refusal /> })}
            <Show when=move || follows && !editing.writes.get()>
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
                Safety::Failed(refusal) => Some(view! { <NotSaved editing refusal /> }),
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
                <a class="wm-btn wm-btn--quiet" href=view_href(View::History)>
                    "Versions"
                </a>
                <a class="wm-btn wm-btn--quiet" href=view_href(View::Round)>
                    "Progress round"
                </a>
                <a class="wm-btn wm-btn--quiet" href=view_href(View::Merge)>
                    "Merge a copy"
                </a>
                {follows
                    .then(|| view! { <Saved safety=editing.safety unchanged="Draft, kept on this device" /> })}
            </div>
        </div>
    }
}

/// Says that the words are in this tab alone, and offers to take them out.
#[component]
fn NotSaved(editing: Editing, refusal: Refusal) -> impl IntoView {
    let refusal = Refusal {
        what: format!("Your last words are not saved. {}", refusal.what),
        ..refusal
    };
    let again = move |_| {
        if let Some(desk) = editing.desk() {
            leptos::task::spawn_local(async move {
                drop(desk.journal.flush().await);
            });
        }
    };
    view! {
        <Banner tone=Tone::Error refusal>
            <button
                class="wm-btn wm-btn--main"
                type="button"
                on:click=move |_| download("draft.json", &editing.file())
            >
                "Download now"
            </button>
            <button class="wm-btn" type="button" on:click=again>
                "Try again"
            </button>
        </Banner>
    }
}

/// The notice of what was just done or refused.
#[component]
pub fn Toasts(editing: Editing) -> impl IntoView {
    let close = Callback::new(move |()| editing.toast.set(None));
    let undo = Callback::new(move |()| {
        editing.undo();
        editing.toast.set(None);
    });
    move || {
        let said = editing.toast.get()?;
        Some(view! { <Toast text=said.text undo=said.undo.then_some(undo) close=close /> })
    }
}
