//! The reader's list for the meeting as a section of a committee paper: what is marked in its context, and what is
//! written on it.

use leptos::prelude::*;

use super::{came::written, files::agenda};
use crate::{
    app::{notes_of_this_plan, use_notebook, use_plan},
    components::{PageTitle, Waiting, copied::copied_as},
    insight::notes::{answer, entries},
};

const HEADING: &str = "My notes for the meeting";
const PRIVATE: &str = "These notes are private: they are on this paper because you chose them. Read them through before \
                       anyone else gets it.";

/// The section.
#[component]
pub fn NotesOnPaper() -> impl IntoView {
    let open = use_plan();
    let book = use_notebook();
    let key = notes_of_this_plan();
    leptos::task::spawn_local(book.open());
    let notes = Memo::new(move |_| book.of(&key.get()));
    let content = Callback::new(move |()| {
        untrack(|| agenda(open, &notes.get_untracked())).section(HEADING, PRIVATE)
    });
    let list = move || {
        let entries = notes.with(|notes| entries(&open.get(), &open.index(), notes));
        let listed = entries.iter().filter(|entry| entry.note.listed);
        let items = listed.map(|entry| view! { <li class="wm-agenda__item">{written(entry)}</li> });
        view! {
            <p>{notes.with(|notes| answer(notes))}</p>
            <ol class="wm-agenda">{items.collect_view()}</ol>
        }
    };
    view! {
        <PageTitle text=HEADING />
        <p class="wm-sub">{PRIVATE}</p>
        <div class="wm-stack wm-stack--s" data-copied=copied_as(content)>
            {move || match book.is_open.get() {
                false => view! { <Waiting what="Reading your notes" /> }.into_any(),
                true => list().into_any(),
            }}
        </div>
    }
}
