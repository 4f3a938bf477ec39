//! Where a note is written: the note on one item of the open plan, and the fields it is written in.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{Notebook, OpenPlan, notes_of_this_plan, use_notebook, use_plan},
    insight::{
        notes::{Note, Part},
        what_is,
    },
    plan::Id,
};

/// The note on one item of the open plan, or on the plan as a whole.
#[derive(Clone, Copy)]
pub struct Pad {
    book: Notebook,
    open: OpenPlan,
    plan: Memo<String>,
    item: StoredValue<Option<Id>>,
    note: Memo<Arc<Note>>,
}

impl Pad {
    /// The pad of an item; none for the plan as a whole.
    pub fn of(item: Option<Id>) -> Pad {
        let book = use_notebook();
        let plan = notes_of_this_plan();
        let item = StoredValue::new(item);
        Pad {
            book,
            open: use_plan(),
            plan,
            item,
            note: Memo::new(move |_| plan.with(|plan| book.note(plan, item.get_value().as_ref()))),
        }
    }

    /// The note as it is now.
    pub fn note_now(self) -> Arc<Note> {
        self.note.get_untracked()
    }

    /// A part of the note, followed; changes only when it does.
    pub fn words(self, part: Part) -> Memo<String> {
        Memo::new(move |_| self.note.with(|note| note.text(part).to_owned()))
    }

    /// Something of the note, followed; changes only when it does.
    pub fn told<T: PartialEq + Send + Sync + 'static>(self, tell: fn(&Note) -> T) -> Memo<T> {
        Memo::new(move |_| self.note.with(|note| tell(note)))
    }

    /// Changes the note, and remembers what its item is called.
    pub fn change(self, change: impl FnOnce(&mut Note)) {
        let item = self.item.get_value();
        let plan = self.open.get_untracked();
        let index = untrack(|| self.open.index());
        self.book
            .change(&self.plan.get_untracked(), item.as_ref(), |note| {
                if let Some(id) = item.as_ref().filter(|id| index.place(id).is_some()) {
                    note.what = what_is(&plan, &index, id);
                    note.title = index.title(&plan, id);
                }
                note.plan.clone_from(&plan.front.title);
                change(note);
            });
    }

    /// Writes a part. What is to be asked or was asked for goes on the list by itself.
    pub fn write(self, part: Part, words: &str) {
        self.change(|note| {
            let first = note.is_blank() && part != Part::Note;
            note.write(part, words);
            note.listed |= first && !note.is_blank();
        });
    }

    /// The name of a field's element.
    pub fn field_id(self, part: Part) -> String {
        let item = self.item.get_value();
        let item = item.as_ref().map_or("whole-plan", Id::as_str);
        format!("my-{}-{item}", part.key())
    }
}

/// The fields of a note, but what was answered.
pub fn fields(pad: Pad) -> AnyView {
    view! {
        {field(pad, Part::Question)}
        {field(pad, Part::Note)}
        {field(pad, Part::Asked)}
        <div class="wm-meet__who">
            {field(pad, Part::AskedOf)} {field(pad, Part::AskedBy)}
        </div>
    }
    .into_any()
}

/// One field of a note: what is typed is kept letter by letter.
pub fn field(pad: Pad, part: Part) -> AnyView {
    let id = pad.field_id(part);
    let words = pad.words(part);
    let typed = move |words: String| pad.write(part, &words);
    let input = match part {
        Part::AskedOf => view! {
            <input
                class="govuk-input"
                id=id.clone()
                prop:value=words
                on:input=move |event| typed(event_target_value(&event))
            />
        }
        .into_any(),
        Part::AskedBy => view! {
            <input
                class="govuk-input"
                id=id.clone()
                type="date"
                prop:value=words
                on:input=move |event| typed(event_target_value(&event))
            />
        }
        .into_any(),
        _ => view! {
            <textarea
                class="govuk-textarea"
                id=id.clone()
                rows="2"
                prop:value=words
                on:input=move |event| typed(event_target_value(&event))
            ></textarea>
        }
        .into_any(),
    };
    view! {
        <div class="govuk-form-group">
            <label class="govuk-label" for=id>
                {part.label()}
            </label>
            {input}
        </div>
    }
    .into_any()
}
