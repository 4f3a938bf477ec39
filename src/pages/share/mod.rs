//! Sharing the open plan: what of it is sent, and the ways there are to send that, the shortest first. Nothing leaves
//! this device but by the reader's own hand.

mod address;
mod file;
mod link;
mod making;
mod page_file;
mod past;
mod programs;
mod qr;
mod saving;
mod taken;
mod what;

use std::sync::Arc;

use leptos::prelude::*;

use super::later::read_notes;
use crate::{
    app::{Held, Of, notes_of_this_plan, use_location, use_notebook, use_plan},
    components::PageTitle,
    drafting::excerpt::{Excerpt, Taken},
    insight::{Index, notes::Note},
};
use address::PublishedLink;
use file::SaveFile;
use link::{CarryingLink, serves_best};
use making::{Made, follow};
use page_file::SavePage;
use programs::OtherPrograms;
use what::What;

/// What the reader has chosen to send, and what that comes to.
#[derive(Clone, Copy)]
struct Sending {
    /// What of the plan.
    excerpt: RwSignal<Excerpt>,
    /// Whether their own notes go along.
    with_notes: RwSignal<bool>,
    /// Their notes on it, as they would be sent.
    notes: Memo<Vec<Arc<Note>>>,
    /// What is left of the plan.
    taken: Memo<Held<Taken>>,
    /// What the link opens with; nothing for no passphrase.
    passphrase: RwSignal<String>,
}

impl Sending {
    fn of_the_open_plan() -> Sending {
        let open = use_plan();
        let book = use_notebook();
        let key = notes_of_this_plan();
        leptos::task::spawn_local(read_notes(book));
        let excerpt = RwSignal::new(Excerpt::default());
        Sending {
            excerpt,
            with_notes: RwSignal::new(false),
            notes: Memo::new(move |_| key.with(|key| to_send(&book.of(key)))),
            taken: Memo::new(move |_| {
                let plan = open.written();
                Held(Arc::new(excerpt.with(|excerpt| excerpt.of(&plan))))
            }),
            passphrase: RwSignal::new(String::new()),
        }
    }

    /// The notes that go along, followed.
    fn along(self) -> Vec<Arc<Note>> {
        if !self.with_notes.get() {
            return Vec::new();
        }
        let notes = self.notes.get();
        if self.excerpt.with(Excerpt::is_whole) {
            return notes;
        }
        // A note names what it is on: what stays behind isn't named.
        let taken = self.taken.get();
        let index = Index::new(&taken.plan);
        let goes = |note: &Arc<Note>| {
            note.item
                .as_ref()
                .is_none_or(|id| index.place(id).is_some())
        };
        notes.into_iter().filter(goes).collect()
    }

    /// Whether the plan goes as it is, followed.
    fn is_whole(self) -> bool {
        self.excerpt.with(Excerpt::is_whole)
            && !self.with_notes.get()
            && self.passphrase.with(|words| words.trim().is_empty())
    }
}

/// Notes as they are sent: without what only matters on this device.
fn to_send(notes: &[Arc<Note>]) -> Vec<Arc<Note>> {
    let kept = notes.iter().filter(|note| !note.is_blank());
    let sent = kept.map(|note| {
        let mut note = Note::clone(note);
        note.plan.clear();
        Arc::new(note)
    });
    sent.collect()
}

/// The ways to send a plan.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The address of the published plan.
    Address,
    /// A link that carries it.
    Link,
    /// A file.
    File,
}

/// The page to share a plan.
#[component]
pub fn Share() -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let sending = Sending::of_the_open_plan();
    let within = Memo::new(move |_| open.get().front.title.clone());
    let published = matches!(location.get_untracked().of, Of::Published(_));
    let made = follow(sending);
    let best = Memo::new(move |_| match made.get() {
        _ if published && sending.is_whole() => Some(Way::Address),
        None => None,
        Some(Ok(Made { verdict, .. })) if verdict.can_be_clicked() => Some(Way::Link),
        Some(_) => Some(Way::File),
    });
    let is_best = move |way: Way| Signal::derive(move || best.get() == Some(way));
    view! {
        <div class="wm-stack wm-stack--m">
            <PageTitle text="Share this plan" within=within class="wm-title" />
            <p>
                "There is no server here that could keep a copy: a link carries what you send inside itself, and a file is a file. "
                "Nothing is sent before you do it."
            </p>
            <What sending />
            {published.then(|| view! { <PublishedLink sending /> })}
            <CarryingLink sending made best=is_best(Way::Link) />
            <section class="wm-card wm-stack wm-stack--s">
                <h2>
                    "A file"
                    {move || is_best(Way::File).get().then(serves_best)}
                </h2>
                <p>
                    "A file has no limit of length. Send it by email or keep it as a copy; it opens in "
                    "Waymark with ‘Open a file or a link’."
                </p>
                <SaveFile sending />
            </section>
            <SavePage sending />
            <OtherPrograms sending />
        </div>
    }
}
