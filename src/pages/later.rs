//! The pages that are fetched when a reader first goes there, and how they are shown meanwhile.

use std::future::Future;

use futures_util::FutureExt;
use leptos::{prelude::*, reactive::computed::ScopedFuture, task::spawn_local};

use super::{
    about, actions, asked, benchmarks, checks, compare, contents, draft, drafts, edit, glossary,
    history, item, many, measures, merge, missing, money, next_year, notes, open_file, paper,
    paste, people, projects, risks, round, search, share, shared_banner, source, this_device,
    thread, timeline,
};
use crate::{
    app::{
        Asks, Notebook, Offline, Opened, Refusal, View,
        later::{Doing, NotFetched, later},
        use_notebook, use_offline,
    },
    components::{
        Banner, Notice, PlainPage, Tone, Waiting,
        abbreviated::{explain_abbreviations, told},
        explained::{Explain, Told},
    },
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

/// A page that changes much of the open plan at once, or shows what was changed.
pub enum Revising {
    /// The versions of the open draft.
    History,
    /// Merging another copy into the open draft.
    Merge,
    /// Merging the open plan, which came with a link, into a draft.
    Into,
    /// Pasting a table into the open draft.
    Paste,
    /// One change in many places of the open draft.
    Many,
    /// Next year's plan, made from the open one.
    NextYear,
    /// A progress round of the open draft.
    Round,
}

/// Where the reader's own notes are shown or written.
pub enum Noting {
    /// The page of notes on the open plan.
    Plan,
    /// The panel on the page of one item.
    Item(Id),
    /// The list for the meeting as a section of a committee paper.
    Paper,
    /// The list of all plans with notes.
    Everywhere,
}

later! {
    in pages after reading_is_here: fn reading(page: Reading) -> AnyView {
        explain_abbreviations();
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
            Reading::Plan(View::Glossary) => view! { <glossary::Glossary /> }.into_any(),
            Reading::Plan(_) => view! { <missing::NoSuchView /> }.into_any(),
            Reading::About(View::Help) => view! { <about::Help /> }.into_any(),
            Reading::About(View::Accessibility) => view! { <about::Accessibility /> }.into_any(),
            Reading::About(View::Privacy) => view! { <about::Privacy /> }.into_any(),
            Reading::About(_) => view! { <missing::NoSuchPage /> }.into_any(),
        }
    }

    in pages after explaining_is_here: fn explaining() -> Told {
        explain_abbreviations();
        told
    }

    in study after study_is_here: fn studying(page: Reading) -> AnyView {
        explain_abbreviations();
        match page {
            Reading::Plan(View::Timeline) => view! { <timeline::Timeline /> }.into_any(),
            Reading::Plan(View::Compare) => view! { <compare::Compare /> }.into_any(),
            Reading::Plan(_) => view! { <paper::CommitteePaper /> }.into_any(),
            _ => view! { <compare::AllPlans /> }.into_any(),
        }
    }

    in search after search_is_here: fn searching(page: Reading) -> AnyView {
        match page {
            Reading::Plan(_) => view! { <search::Search /> }.into_any(),
            _ => view! { <search::Everywhere /> }.into_any(),
        }
    }

    in notes after noting_is_here: fn noting(what: Noting) -> AnyView {
        match what {
            Noting::Plan => view! { <notes::PlanNotes /> }.into_any(),
            Noting::Item(id) => view! { <notes::ForTheMeeting id=id /> }.into_any(),
            Noting::Paper => view! { <notes::NotesOnPaper /> }.into_any(),
            Noting::Everywhere => view! { <notes::AllNotes /> }.into_any(),
        }
    }

    in links after asking_is_here: fn ask(asks: Asks, opened: Callback<Opened>) -> AnyView {
        view! { <asked::Asked asks opened /> }.into_any()
    }

    in links after banner_is_here: fn banner() -> AnyView {
        view! { <shared_banner::SharedBanner /> }.into_any()
    }

    in notes after notes_are_here: fn open_notes(book: Notebook) -> Doing<()> {
        Box::pin(book.open())
    }

    in drafting after writing_is_here: fn writing(page: Writing) -> AnyView {
        match page {
            Writing::Draft(id) => view! { <draft::DraftRoot id=id /> }.into_any(),
            Writing::Editor => view! { <edit::Edit /> }.into_any(),
            Writing::Sharing => view! { <share::Share /> }.into_any(),
            Writing::Desk(View::Drafts) => view! { <drafts::DraftList /> }.into_any(),
            Writing::Desk(View::Open) => view! { <open_file::OpenFile /> }.into_any(),
            Writing::Desk(_) => view! { <this_device::ThisDevice /> }.into_any(),
        }
    }

    in revising after revising_is_here: fn revising(page: Revising) -> AnyView {
        match page {
            Revising::History => view! { <history::History /> }.into_any(),
            Revising::Merge => view! { <merge::MergePage /> }.into_any(),
            Revising::Into => view! { <merge::MergeInto /> }.into_any(),
            Revising::Paste => view! { <paste::PasteTable /> }.into_any(),
            Revising::Many => view! { <many::Many /> }.into_any(),
            Revising::NextYear => view! { <next_year::NextYear /> }.into_any(),
            Revising::Round => view! { <round::ProgressRound /> }.into_any(),
        }
    }
}

/// Asks for what a link needs before it opens, once the form is here.
pub fn asking(asks: Asks, opened: Callback<Opened>) -> AnyView {
    shown(Frame::Page, asking_is_here(), move || ask(asks, opened))
}

/// Says that the open plan came with a link.
pub fn shared_banner() -> AnyView {
    shown(Frame::Panel, banner_is_here(), banner)
}

impl Reading {
    /// Shows the page, once it is here.
    pub fn shown(self) -> AnyView {
        match self {
            Reading::Plan(View::Timeline | View::Compare | View::Paper)
            | Reading::About(View::Compare) => {
                shown(Frame::Page, study_is_here(), || studying(self))
            }
            Reading::Plan(View::Search) | Reading::About(View::Search) => {
                shown(Frame::Page, search_is_here(), || searching(self))
            }
            _ => shown(Frame::Page, reading_is_here(), || reading(self)),
        }
    }
}

impl Noting {
    /// Shows the page or the panel, once it is here.
    pub fn shown(self) -> AnyView {
        let frame = match self {
            Noting::Item(_) => Frame::Panel,
            Noting::Plan | Noting::Paper => Frame::Page,
            Noting::Everywhere => Frame::Whole,
        };
        shown(frame, noting_is_here(), || noting(self))
    }
}

/// Fetches the pages for readers once the app is kept for use offline: they come from what is kept, so the first tap
/// on one of them waits for no network. The reader's notes are counted then, for the tab that leads to them.
pub fn fetch_ahead() {
    let offline = use_offline();
    let book = use_notebook();
    Effect::new(move |_| {
        let now = offline.get();
        if now == Offline::Unknown {
            return;
        }
        spawn_local(async move {
            // If it fails, the page that needs it says so.
            if now == Offline::Ready {
                let _ = reading_is_here().await;
                let _ = search_is_here().await;
                let _ = study_is_here().await;
            }
            read_notes(book).await;
        });
    });
}

/// Explains the abbreviations of the page below, once the app is kept or can't be: its first sight waits for nothing.
pub fn explain_soon() {
    let explain = Explain(RwSignal::new(None));
    provide_context(explain);
    let offline = use_offline();
    let begun = StoredValue::new(false);
    let Some(owner) = Owner::current() else {
        return;
    };
    Effect::new(move |_| {
        if offline.get() == Offline::Unknown || begun.get_value() {
            return;
        }
        begun.set_value(true);
        let owner = owner.clone();
        spawn_local(async move {
            let here = explaining_is_here().await.is_ok();
            if !here || explain.0.is_disposed() {
                return;
            }
            // What is known belongs to the page, and ends with it.
            let made = owner.with(|| ScopedFuture::new_untracked(explaining()));
            if let Ok(told) = made.await {
                let _ = explain.0.try_set(Some(told));
            }
        });
    });
}

/// Reads the notes of this device, if the part that can is here or comes.
pub async fn read_notes(book: Notebook) {
    if let Ok(opening) = open_notes(book).await {
        opening.await;
    }
}

impl Writing {
    /// Shows the page, once it is here.
    pub fn shown(self) -> AnyView {
        shown(Frame::Page, writing_is_here(), || writing(self))
    }
}

impl Revising {
    /// Shows the page, once it is here.
    pub fn shown(self) -> AnyView {
        shown(Frame::Page, revising_is_here(), || revising(self))
    }
}

/// What stands where something is fetched.
#[derive(Clone, Copy)]
enum Frame {
    /// The main part of a page.
    Page,
    /// A page with its own main part.
    Whole,
    /// A panel on a page that can be read without it.
    Panel,
}

impl Frame {
    fn waiting(self) -> AnyView {
        match self {
            Frame::Page => view! { <Waiting what="Opening" /> }.into_any(),
            Frame::Whole => view! {
                <PlainPage>
                    <Waiting what="Opening" />
                </PlainPage>
            }
            .into_any(),
            Frame::Panel => view! { <div class="wm-meet"></div> }.into_any(),
        }
    }

    fn failed(self, refusal: Refusal) -> AnyView {
        const TITLE: &str = "This page could not be fetched";
        match self {
            Frame::Page => view! { <Notice title=TITLE refusal /> }.into_any(),
            Frame::Whole => view! {
                <PlainPage>
                    <Notice title=TITLE refusal />
                </PlainPage>
            }
            .into_any(),
            Frame::Panel => view! { <Banner tone=Tone::Warning refusal /> }.into_any(),
        }
    }
}

/// Shows what a part makes: at once if the part is here, else as soon as it is. Says so if it doesn't
/// come.
fn shown<E: Into<NotFetched>, F: Future<Output = Result<AnyView, NotFetched>>>(
    frame: Frame,
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
        Some(made.unwrap_or_else(|e| frame.failed(e.into())))
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
            None => frame.waiting(),
        }
    })
    .into_any()
}
