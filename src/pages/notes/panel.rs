//! The panel on an item's page: one tap marks the item for the meeting, and what is written on it unfolds.

use leptos::prelude::*;

use super::{
    pad::{Pad, field, fields},
    safety::NotSaved,
};
use crate::{
    app::{View, notes_of_this_plan, use_notebook, view_href},
    components::{Saved, Unfold},
    insight::{
        notes::{Note, Part},
        rows::and,
    },
    plan::Id,
};

/// The panel.
#[component]
pub fn ForTheMeeting(
    /// The item.
    id: Id,
) -> impl IntoView {
    let book = use_notebook();
    leptos::task::spawn_local(book.open());
    move || match book.is_open.get() {
        false => view! { <div class="wm-meet"></div> }.into_any(),
        true => view! { <Panel id=id.clone() /> }.into_any(),
    }
}

#[component]
fn Panel(id: Id) -> impl IntoView {
    let book = use_notebook();
    let plan = notes_of_this_plan();
    let pad = Pad::of(Some(id));
    let listed = pad.told(|note| note.listed);
    let summary = pad.told(summary);
    let many = Memo::new(move |_| book.count(&plan.get()));
    // What is folded is made when it is first opened.
    let (opened, open) = signal(false);
    view! {
        <section class="wm-meet" class:is-used=move || !summary.get().is_empty() aria-label="For the meeting">
            <div class="wm-meet__row">
                <button
                    class="wm-btn wm-mark"
                    class:is-on=listed
                    type="button"
                    on:click=move |_| pad.change(|note| note.listed = !note.listed)
                >
                    {move || match listed.get() {
                        true => "Marked for the meeting",
                        false => "Mark for the meeting",
                    }}
                </button>
                {move || {
                    let many = many.get();
                    (many > 0)
                        .then(|| {
                            view! { <a href=view_href(View::Notes)>{format!("My notes ({many})")}</a> }
                        })
                }}
                <Saved safety=book.safety />
            </div>
            <NotSaved />
            <Unfold label="Question, note or request" opened=open>
                <Show when=move || opened.get()>
                    <div class="wm-meet__form">
                        {fields(pad)}
                        <Show when=move || listed.get()>{field(pad, Part::Answer)}</Show>
                        <p class="wm-sub">
                            "Only you see this. It stays on this device, and goes with a link or a file only if you say so."
                        </p>
                    </div>
                </Show>
            </Unfold>
            {move || {
                let summary = summary.get();
                (!summary.is_empty()).then(|| view! { <p class="wm-meet__sum">{summary}</p> })
            }}
        </section>
    }
}

/// What is written on an item, in a few words; nothing where nothing is.
fn summary(note: &Note) -> String {
    let has = |part: Part, what: &'static str| (!note.text(part).trim().is_empty()).then_some(what);
    let parts = [
        has(Part::Question, "a question"),
        has(Part::Note, "a private note"),
        note.asks().then_some("a request for information"),
        has(Part::Answer, "an answer"),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    let done = if note.done { " Dealt with." } else { "" };
    match parts.is_empty() {
        true => done.trim().to_owned(),
        false => format!("You have written {}.{done}", and(&parts)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_says_what_is_written() {
        assert_eq!(summary(&Note::default()), "");
        let mut note = Note {
            question: "Why?".into(),
            asked_of: "The director".into(),
            ..Note::default()
        };
        assert_eq!(
            summary(&note),
            "You have written a question and a request for information."
        );
        note.done = true;
        note.write(Part::Question, " ");
        assert_eq!(
            summary(&note),
            "You have written a request for information. Dealt with."
        );
    }
}
