//! A draft that this Waymark can't take up, or not all of: what happened, the way to a newer Waymark, all that is kept of
//! it as a file, and what of it can be looked at. Nothing here writes to the draft.

use std::rc::Rc;

use leptos::prelude::*;

use super::{Opening, Reach, Ready, show_opened};
use crate::{
    app::{
        Origin, Refusal, View, drafts,
        later::start_draft,
        page_href,
        taking_up::{Older, Untaken, on_from_here},
        use_location, use_plan,
    },
    components::{Banner, Notice, PlainPage, Tone, download::download},
    drafting::Draft,
    plan::Plan,
    storage::{DraftId, DraftLock, Quarantined},
};

/// A draft that can't be opened, and who it is.
pub struct Unopened {
    /// Why not, and what there is of it.
    pub untaken: Untaken,
    /// Its id.
    pub id: DraftId,
    /// This tab's part in it, which is to write nothing.
    pub lock: DraftLock,
}

/// The page of a draft that can't be opened.
#[component]
pub fn CannotOpen(unopened: Rc<Unopened>, reach: Reach) -> impl IntoView {
    let untaken = &unopened.untaken;
    let (refusal, remains, older) = (
        untaken.refusal.clone(),
        untaken.remains,
        untaken.older.clone(),
    );
    let id = unopened.id.clone();
    let drafts = match remains {
        true => "wm-btn",
        false => "wm-btn wm-btn--main",
    };
    let lock = StoredValue::new_local(unopened.lock.clone());
    let look = older.map(|older| {
        let name = format!("Look at an older version: {}", older.name);
        let look = move |_| show_opened(looked_at(lock.get_value(), &older), reach);
        view! {
            <button class="wm-btn" type="button" on:click=look>
                {name}
            </button>
        }
    });
    view! {
        <PlainPage>
            <Notice title="This draft can’t be opened" refusal>
                {remains.then(|| view! { <Reload /> <TakeAlong id /> })}
                {look}
                <a class=drafts href=page_href(View::Drafts)>
                    "My drafts"
                </a>
            </Notice>
        </PlainPage>
    }
}

/// An older version in the place of a draft that can't be opened, to be read.
fn looked_at(lock: DraftLock, older: &Older) -> Opening {
    let refusal = Refusal::new(
        &format!(
            "This is an older version of the draft ({}), and can’t be changed. What was written since is kept, but a newer Waymark is needed to read it.",
            older.name
        ),
        &on_from_here(),
    );
    Opening::Ready(Rc::new(Ready {
        draft: Draft::new(Plan::clone(&older.plan)),
        desk: None,
        lock,
        head: older.seq,
        version: older.seq,
        problems: Vec::new(),
        only_read: Some(refusal),
    }))
}

/// Says that a draft is only to be read here, and how one can go on.
#[component]
pub fn OnlyRead(refusal: Refusal) -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let failed = RwSignal::new(None::<Refusal>);
    let copy = move |_| {
        let plan = open.written_untracked().0;
        leptos::task::spawn_local(async move {
            // Which versions it has in common with the draft can't be told for certain: a merge will ask.
            match start_draft(plan, Origin::Unknown).await {
                Ok(editor) => location.go(editor),
                Err(refusal) => {
                    let _ = failed.try_set(Some(refusal));
                }
            }
        });
    };
    view! {
        {move || failed.get().map(|refusal| view! { <Banner tone=Tone::Error refusal /> })}
        <Banner tone=Tone::Warning refusal>
            <Reload />
            {location.draft().map(|id| view! { <TakeAlong id /> })}
            <button class="wm-btn" type="button" on:click=copy>
                "Go on in a copy"
            </button>
        </Banner>
    }
}

/// Loads the page anew, which brings the newest Waymark there is.
#[component]
fn Reload() -> impl IntoView {
    let reload = move |_| drop(window().location().reload());
    view! {
        <button class="wm-btn wm-btn--main" type="button" on:click=reload>
            "Reload the page"
        </button>
    }
}

/// All that is kept of a draft as a file, whether it can be read or not.
#[component]
fn TakeAlong(id: DraftId) -> impl IntoView {
    let failed = RwSignal::new(String::new());
    let take = move |_| {
        let id = id.clone();
        leptos::task::spawn_local(async move {
            match drafts().await.remains(&id).await {
                Ok(remains) => download(
                    &format!("draft-{id}-as-kept.json"),
                    &Quarantined::file(&remains),
                ),
                Err(e) => {
                    let _ = failed.try_set(format!("{e} {}", e.what_to_do()));
                }
            }
        });
    };
    view! {
        <button class="wm-btn" type="button" on:click=take>
            "Download what is kept"
        </button>
        <p role="status">{failed}</p>
    }
}
