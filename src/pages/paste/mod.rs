//! Pasting a table from Excel or Word into the open draft: what its rows are, which column is what, and what each row
//! will make, seen before anything is made; all of it is added as one step.

mod columns;
mod preview;
mod source;

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{Refusal, tables_sent_on, use_editing, use_location, use_plan},
    components::{Banner, NotRead, PageTitle, Tone, settled},
    drafting::{
        Change, Command,
        mapping::{Made, Mapping, TableReading, guess, read_rows},
    },
    formats::{
        Unread,
        foreign::Table,
        pasted::{Grid, NotATable, read_table},
    },
    plan::{Id, Kind},
};
use columns::Columns;
use preview::Preview;
use source::Source;

/// A table of a file, with its text as the field holds it: each letter typed there is held against it.
#[derive(Clone)]
struct Sheet {
    name: String,
    text: String,
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Pasting {
    /// What the rows are.
    made: Memo<Made>,
    /// The table as text.
    text: RwSignal<String>,
    /// The table, if the text is one; nothing while there is no text.
    grid: Memo<Option<Result<Arc<Grid>, NotATable>>>,
    /// How its columns are read.
    mapping: RwSignal<Mapping>,
    /// What becomes of each row.
    reading: Memo<Arc<TableReading>>,
    /// The sheets of a file that was chosen, the one in the text among them.
    file: RwSignal<Vec<Sheet>>,
    /// What of that file could not be read.
    unread: RwSignal<Vec<Unread>>,
}

impl Pasting {
    /// The rows of the table; none while there is none.
    fn rows(self) -> Option<Arc<Grid>> {
        self.grid.get().and_then(Result::ok)
    }

    /// Takes the tables of a file, the first to begin with.
    fn take(self, tables: Vec<Table>, unread: Vec<Unread>) {
        let sheets = tables.into_iter().map(|table| Sheet {
            text: table.grid.text(),
            name: table.name,
        });
        let sheets: Vec<Sheet> = sheets.collect();
        let text = sheets
            .first()
            .map_or(String::new(), |sheet| sheet.text.clone());
        let _ = self.unread.try_set(unread);
        let _ = self.file.try_set(sheets);
        let _ = self.text.try_set(text);
    }
}

/// The page.
#[component]
pub fn PasteTable() -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let made = location.part(|a| {
        a.get("of")
            .and_then(Made::from_key)
            .unwrap_or(Made::Actions)
    });
    let action = location.part(|a| a.get("action").and_then(Id::parse));
    let text = RwSignal::new(String::new());
    // What is typed is painted first.
    let rested = settled(Memo::new(move |_| text.get()));
    let grid = Memo::new(move |_| {
        rested.with(|text| (!text.trim().is_empty()).then(|| read_table(text).map(Arc::new)))
    });
    let begun = move || {
        let rows = grid.get().and_then(Result::ok);
        let rows = rows.as_ref().map_or(&[][..], |grid| &grid.rows);
        Mapping {
            action: action.get(),
            ..guess(&open.written_untracked(), rows, made.get())
        }
    };
    let mapping = RwSignal::new(untrack(begun));
    Effect::new(move |_| mapping.set(begun()));
    let reading = Memo::new(move |_| {
        let rows = grid.get().and_then(Result::ok);
        let rows = rows.as_ref().map_or(&[][..], |grid| &grid.rows);
        Arc::new(mapping.with(|mapping| read_rows(&open.written(), rows, mapping)))
    });
    let pasting = Pasting {
        made,
        text,
        grid,
        mapping,
        reading,
        file: RwSignal::new(Vec::new()),
        unread: RwSignal::new(Vec::new()),
    };
    let draft = use_editing().draft_id();
    if let Some((tables, unread)) = draft.and_then(|id| tables_sent_on(id.as_str())) {
        pasting.take(tables, unread);
    }
    let has_rows = Memo::new(move |_| pasting.rows().is_some());
    view! {
        <div class="wm-stack wm-stack--m">
            <PageTitle
                text="Paste a table"
                within=Signal::derive(move || open.get().front.title.clone())
                class="wm-title"
            />
            <p>
                "A table from Excel, Word or a file becomes actions, measures, money lines or milestones. You see what each row "
                "will make before anything is added, and one ‘Undo’ takes all of it back."
            </p>
            <Source pasting />
            {move || view! { <NotRead id="table" what="of the file" unread=pasting.unread.get() /> }}
            {move || {
                let wrong = grid.get()?.err()?;
                let refusal = Refusal::new(&wrong.to_string(), wrong.what_to_do());
                Some(view! { <Banner tone=Tone::Error refusal /> })
            }}
            <Show when=move || has_rows.get()>
                <Columns pasting />
                <Preview pasting />
                <Add pasting />
            </Show>
        </div>
    }
}

/// Adds what is made, and goes to it.
#[component]
fn Add(pasting: Pasting) -> impl IntoView {
    let editing = use_editing();
    let location = use_location();
    let refused = RwSignal::new(None::<Refusal>);
    let count = Memo::new(move |_| pasting.reading.with(|reading| reading.count()));
    let add = move |_| {
        let command = pasting
            .reading
            .with_untracked(|reading| reading.command(&mut || editing.new_id()));
        let Some(command) = command else { return };
        let first = first_of(&command);
        let kind = pasting.made.get_untracked().kind();
        // The table stays on the page where the plan can't take it.
        if let Err(e) = editing.take_in(command) {
            refused.set(Some(Refusal::new(
                &format!("The table could not be added. {e}"),
                "Nothing was changed. Leave out the rows one after the other to find the one that doesn’t fit.",
            )));
            return;
        }
        location.go(super::edit::form_of(kind, first.as_ref()));
    };
    let label = move || {
        let made = pasting.made.get();
        match count.get() {
            0 => format!("Add {}", made.many()),
            1 => format!("Add 1 {}", made.one()),
            n => format!("Add {n} {}", made.many()),
        }
    };
    view! {
        <div class="wm-card wm-stack wm-stack--s">
            {move || refused.get().map(|refusal| view! { <Banner tone=Tone::Error refusal /> })}
            <p>{move || pasting.reading.with(|reading| reading.told())}</p>
            <div class="wm-acts">
                <button
                    class="wm-btn wm-btn--main"
                    type="button"
                    disabled=move || count.get() == 0 || !editing.writes.get()
                    on:click=add
                >
                    {label}
                </button>
                <a
                    class="wm-btn"
                    href=move || super::edit::form_of(pasting.made.get().kind(), None).href()
                >
                    "Leave it"
                </a>
            </div>
        </div>
    }
}

/// The record where the first of what is added can be seen.
fn first_of(command: &Command) -> Option<Id> {
    let Some(Change::Add { list, value, .. }) = command.changes.first() else {
        return None;
    };
    match list.record_id() {
        Some((_, action)) => Some(action.clone()),
        None => value.get("id")?.as_str().and_then(Id::parse),
    }
}

/// The address of this page for the rows of a kind; none for a kind that isn't pasted.
pub fn paste_of(kind: Kind) -> Option<crate::app::Address> {
    let made = match kind {
        Kind::Action => Made::Actions,
        Kind::Measure => Made::Measures,
        Kind::Money => Made::Money,
        _ => return None,
    };
    Some(address(made))
}

/// The address of this page for the milestones of an action.
pub fn paste_milestones(action: &Id) -> crate::app::Address {
    address(Made::Milestones).set("action", action.as_str())
}

fn address(made: Made) -> crate::app::Address {
    let here = use_location().get_untracked();
    here.to_view(crate::app::View::Paste).set("of", made.key())
}
