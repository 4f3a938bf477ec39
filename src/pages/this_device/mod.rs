//! What is kept on this device: whether the app works offline, how much room it takes, whether the
//! browser may clear it, and how to remove everything.

mod aside;
mod drafts;
mod install;
mod offline;

use leptos::prelude::*;

use super::later::read_notes;
use crate::{
    app::{Refusal, View, drafts as kept_drafts, page_href, remove_everything, use_notebook},
    components::{Banner, PageTitle, PlainPage, Tone},
    insight::rows::some,
    storage::{Persist, estimate, persist, persisted},
};

/// The page about this device.
#[component]
pub fn ThisDevice() -> impl IntoView {
    let room = RwSignal::new(None);
    let kept = RwSignal::new(None::<Persist>);
    let notice = RwSignal::new(None);
    let measure = move || {
        leptos::task::spawn_local(async move {
            let _ = room.try_set(estimate().await);
        });
    };
    measure();
    leptos::task::spawn_local(async move {
        let _ = kept.try_set(Some(persisted().await));
        let standing = kept_drafts().await.standing();
        let _ = notice.try_set(Refusal::of_standing(&standing));
    });
    let ask = move |_| {
        leptos::task::spawn_local(async move {
            let _ = kept.try_set(Some(persist().await));
        });
    };
    view! {
        <PlainPage>
            <div class="wm-stack wm-stack--m">
                <PageTitle text="This device" class="wm-title" />
                <offline::KeptOffline />
                <install::Install />
                <section class="wm-card wm-stack wm-stack--s">
                    <h2>"How safe drafts are here"</h2>
                    {move || notice.get().map(|refusal| view! { <Banner tone=Tone::Warning refusal /> })}
                    <p>
                        {move || match kept.get() {
                            Some(Persist::Granted) => {
                                "The browser has promised not to clear drafts by itself."
                            }
                            Some(Persist::Refused) => {
                                "The browser may clear drafts when the device runs short of room. Save files of them."
                            }
                            Some(Persist::Unsupported) => {
                                "This browser doesn’t say whether it keeps drafts for good. Save files of them."
                            }
                            None => "Asking the browser…",
                        }}
                    </p>
                    <Show when=move || kept.get() == Some(Persist::Refused)>
                        <button class="wm-btn" type="button" on:click=ask>
                            "Ask the browser to keep them"
                        </button>
                    </Show>
                    {Refusal::of_forgetting().map(|refusal| view! { <Banner tone=Tone::Warning refusal /> })}
                    <p>
                        {move || {
                            room.get()
                                .map(|room| {
                                    format!(
                                        "Plans, drafts and the app take {} of the {} that the browser allows.",
                                        room_shown(room.usage),
                                        room_shown(room.quota),
                                    )
                                })
                        }}
                    </p>
                    <p>
                        <a href=page_href(View::Drafts)>"My drafts"</a>
                    </p>
                </section>
                <drafts::KeptDrafts tidied=Callback::new(move |()| measure()) />
                <aside::SetAside />
                <KeptNotes />
                <RemoveAll />
            </div>
        </PlainPage>
    }
}

/// Bytes as people read them. Whole gigabytes are near enough for what is never reached.
fn room_shown(bytes: f64) -> String {
    match bytes / 1_048_576.0 {
        mb if mb >= 1_024.0 => format!("{:.0} GB", mb / 1_024.0),
        mb if mb >= 0.1 => format!("{mb:.1} MB"),
        mb => format!("{:.0} KB", (mb * 1_024.0).max(1.0)),
    }
}

/// What the reader has noted, and where.
#[component]
fn KeptNotes() -> impl IntoView {
    let book = use_notebook();
    leptos::task::spawn_local(read_notes(book));
    let told = move || {
        let all = book.all();
        let notes: usize = all.iter().map(|(_, notes)| notes.len()).sum();
        match (book.is_open.get(), notes) {
            (false, _) => "Reading your notes…".to_owned(),
            (true, 0) => "You have no notes on this device.".to_owned(),
            (true, n) => format!(
                "You have {} on {}. They are kept like drafts, and nowhere else: save a file of those you need.",
                some(n, "note", "notes"),
                some(all.len(), "plan", "plans")
            ),
        }
    };
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <h2>"Your notes"</h2>
            <p role="status">{told}</p>
            <p>
                <a href=page_href(View::Notes)>"My notes on all plans"</a>
            </p>
        </section>
    }
}

/// Removes everything, after asking twice.
#[component]
fn RemoveAll() -> impl IntoView {
    let sure = RwSignal::new(false);
    let done = RwSignal::new(None::<String>);
    let remove = move |_| {
        leptos::task::spawn_local(async move {
            let said = match remove_everything().await {
                Ok(()) => "Everything was removed from this device.".to_owned(),
                Err(e) => format!("{e} {}", e.what_to_do()),
            };
            let _ = done.try_set(Some(said));
            let _ = sure.try_set(false);
        });
    };
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <h2>"Remove everything from this device"</h2>
            <p>
                "Use this on a shared tablet. It removes all drafts, notes, settings and kept plans. Drafts and notes "
                "can’t be brought back unless you saved them as files."
            </p>
            {move || {
                if sure.get() {
                    view! {
                        <div class="wm-cluster">
                            <button class="wm-btn wm-btn--danger" type="button" on:click=remove>
                                "Yes, remove everything"
                            </button>
                            <button class="wm-btn" type="button" on:click=move |_| sure.set(false)>
                                "Keep it"
                            </button>
                        </div>
                    }
                        .into_any()
                } else {
                    view! {
                        <button class="wm-btn wm-btn--danger" type="button" on:click=move |_| sure.set(true)>
                            "Remove everything"
                        </button>
                    }
                        .into_any()
                }
            }}
            <p role="status">{done}</p>
        </section>
    }
}
