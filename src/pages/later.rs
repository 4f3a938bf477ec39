//! The pages that are fetched when a reader first goes there, and how they are shown meanwhile.

use std::future::Future;

use futures_util::FutureExt;
use leptos::{prelude::*, reactive::computed::ScopedFuture, task::spawn_local};

use super::{
    about, actions, benchmarks, checks, contents, draft, drafts, edit, item, measures, missing,
    money, open_file, people, projects, risks, search, share, source, storage, thread,
};
use crate::{
    app::{
        Offline, View,
        later::{NotFetched, later},
        use_offline,
    },
    components::{Notice, Waiting},
    plan::Id,
};

/// A page for readers.
pub enum Reading {
    /// A page about the open plan.
    Plan(View),
    /// The page of one record of the open plan.
    Item(Id),
    /// A page about Waymark itself.
    About(View),
}

/// A page where something is written, kept or sent.
pub enum Writing {
    /// A page about what is on this device.
    Desk(View),
    /// A draft with all its pages.
    Draft(String),
    /// The editor of the open draft.
    Editor,
    /// The ways to share the open plan.
    Sharing,
}

later! {
    in pages after reading_is_here: fn reading(page: Reading) -> AnyView {
        match page {
            Reading::Item(id) => view! { <item::Item id=id /> }.into_any(),
            Reading::Plan(View::Measures) => view! { <measures::Measures /> }.into_any(),
            Reading::Plan(View::Actions) => view! { <actions::Actions /> }.into_any(),
            Reading::Plan(View::Risks) => view! { <risks::Risks /> }.into_any(),
            Reading::Plan(View::Money) => view! { <money::Money /> }.into_any(),
            Reading::Plan(View::Benchmarks) => view! { <benchmarks::Benchmarks /> }.into_any(),
            Reading::Plan(View::Projects) => view! { <projects::Projects /> }.into_any(),
            Reading::Plan(View::People) => view! { <people::People /> }.into_any(),
            Reading::Plan(View::Thread) => view! { <thread::Thread /> }.into_any(),
            Reading::Plan(View::Checks) => view! { <checks::Checks /> }.into_any(),
            Reading::Plan(View::Contents) => view! { <contents::Contents /> }.into_any(),
            Reading::Plan(View::Source) => view! { <source::Source /> }.into_any(),
            Reading::Plan(View::Search) => view! { <search::Search /> }.into_any(),
            Reading::Plan(_) => view! { <missing::NoSuchView /> }.into_any(),
            Reading::About(View::Help) => view! { <about::Help /> }.into_any(),
            Reading::About(View::Accessibility) => view! { <about::Accessibility /> }.into_any(),
            Reading::About(View::Privacy) => view! { <about::Privacy /> }.into_any(),
            Reading::About(_) => view! { <missing::NoSuchPage /> }.into_any(),
        }
    }

    in drafting after writing_is_here: fn writing(page: Writing) -> AnyView {
        match page {
            Writing::Draft(id) => view! { <draft::DraftRoot id=id /> }.into_any(),
            Writing::Editor => view! { <edit::Edit /> }.into_any(),
            Writing::Sharing => view! { <share::Share /> }.into_any(),
            Writing::Desk(View::Drafts) => view! { <drafts::DraftList /> }.into_any(),
            Writing::Desk(View::Open) => view! { <open_file::OpenFile /> }.into_any(),
            Writing::Desk(_) => view! { <storage::ThisDevice /> }.into_any(),
        }
    }
}

impl Reading {
    /// Shows the page, once it is here.
    pub fn shown(self) -> AnyView {
        shown(reading_is_here(), || reading(self))
    }
}

/// Fetches the pages for readers once the app is kept for use offline: they come from what is kept, so the first tap
/// on one of them waits for no network.
pub fn fetch_ahead() {
    let offline = use_offline();
    Effect::new(move |_| {
        if offline.get() == Offline::Ready {
            spawn_local(async {
                // If it fails, the page that needs it says so.
                let _ = reading_is_here().await;
            });
        }
    });
}

impl Writing {
    /// Shows the page, once it is here.
    pub fn shown(self) -> AnyView {
        shown(writing_is_here(), || writing(self))
    }
}

/// Shows what a part makes: at once if the part is here, else as soon as it is. Says so if it doesn't
/// come.
fn shown<E: Into<NotFetched>, F: Future<Output = Result<AnyView, NotFetched>>>(
    here: impl Future<Output = Result<(), E>> + 'static,
    make: impl FnOnce() -> F + 'static,
) -> AnyView {
    let page = RwSignal::new_local(None::<AnyView>);
    // What the part makes belongs where it is shown, and ends with it; the notice as well.
    let mut made = Box::pin(ScopedFuture::new_untracked(async move {
        let arrived = here.await.map_err(Into::into);
        // The reader may have gone elsewhere meanwhile.
        if page.is_disposed() {
            return None;
        }
        let made = match arrived {
            Ok(()) => make().await,
            Err(e) => Err(e),
        };
        Some(made.unwrap_or_else(|e| {
            view! { <Notice title="This page could not be fetched" refusal=e.into() /> }.into_any()
        }))
    }));
    if let Some(made) = (&mut made).now_or_never() {
        return made.into_any();
    }
    spawn_local(async move {
        let _ = page.try_set(made.await);
    });
    (move || {
        page.track();
        match page.try_update_untracked(Option::take).flatten() {
            Some(page) => page,
            None => view! { <Waiting what="Opening" /> }.into_any(),
        }
    })
    .into_any()
}
