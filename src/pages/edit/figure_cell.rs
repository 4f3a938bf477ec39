//! The field for a measure's figure of one period: what is typed makes the figure where there is none yet.

use leptos::{ev, prelude::*};
use serde_json::Value;

use crate::{
    app::use_editing,
    drafting::{
        Change, Path,
        figures::{Cell, place_of, put},
        typed::{Meant, Reading},
    },
};

fn meant(text: &str) -> Value {
    match Reading::Figure.read(text) {
        Meant::Value(to) | Meant::Words(to, _) => to,
        Meant::Error(_) => Value::Null,
    }
}

/// The field, named by its column and row.
#[component]
pub fn FigureCell(
    /// The measure's list of figures in the plan.
    at: StoredValue<Path>,
    /// What stands there, followed.
    points: Memo<Value>,
    /// Which figure it is.
    cell: Cell,
    /// Told what stood here, once it was changed and left.
    #[prop(optional)]
    left: Option<Callback<String>>,
    /// Takes a pasted text of several cells; without it such a text goes into the field like any other.
    #[prop(optional)]
    block: Option<Callback<String>>,
) -> impl IntoView {
    let editing = use_editing();
    let value = Memo::new(move |_| {
        points.with(|points| {
            let point = points.get(place_of(points, cell)?)?;
            point.get("value").cloned()
        })
    });
    let shown = move || {
        value
            .get()
            .map_or(String::new(), |v| Reading::Figure.show(&v))
    };
    let text = RwSignal::new(untrack(shown));
    // What was typed stays as typed while it means what the plan holds.
    Effect::new(move || {
        let now = shown();
        if Reading::Figure.show(&meant(&text.get_untracked())) != now {
            text.set(now);
        }
    });
    let goes_on = StoredValue::new(false);
    let came = StoredValue::new(String::new());
    let typed = move |now: String| {
        text.set(now.clone());
        let change =
            points.with_untracked(|points| at.with_value(|at| put(at, points, cell, meant(&now))));
        match change {
            Some(Change::Set { at, to }) => editing.type_in(&at, to, goes_on.get_value()),
            Some(change) => editing.change(change),
            None => return,
        }
        goes_on.set_value(true);
    };
    let leave = move || {
        // A cell that undo takes out of the page is left too.
        let (Some(now), Some(before)) = (text.try_get_untracked(), came.try_get_value()) else {
            return;
        };
        let _ = goes_on.try_set_value(false);
        if let Some(left) = left.filter(|_| now != before) {
            left.run(before);
        }
    };
    let pasted = move |event: ev::ClipboardEvent| {
        let Some(block) = block.filter(|_| editing.writes.get_untracked()) else {
            return;
        };
        let text = event.clipboard_data();
        let text = text.and_then(|data| data.get_data("text/plain").ok());
        if let Some(text) = text.filter(|text| text.trim().contains(['\t', '\n'])) {
            event.prevent_default();
            block.run(text);
        }
    };
    view! {
        <input
            class="govuk-input"
            type="text"
            autocomplete="off"
            aria-label=format!("{} {}", cell.kind.shown(), cell.period.shown())
            prop:value=text
            readonly=move || !editing.writes.get()
            on:focus=move |_| came.set_value(text.get_untracked())
            on:input=move |e| typed(event_target_value(&e))
            on:blur=move |_| leave()
            on:paste=pasted
        />
    }
}
