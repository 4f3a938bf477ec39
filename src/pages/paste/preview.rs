//! What each row will make and what of it could not be read, row by row.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Pasting, columns::tick};
use crate::{
    components::{
        bodies::{AT_ONCE, Bodies},
        tick::tick_box,
    },
    drafting::mapping::{Fate, RowReading},
};

/// The third step.
#[component]
pub fn Preview(pasting: Pasting) -> impl IntoView {
    let only = RwSignal::new(false);
    // The places of the rows that are shown. The heading is no row of these.
    let shown = Memo::new(move |_| {
        let only = only.get();
        pasting.reading.with(|reading| {
            let rows = reading.rows.iter().enumerate();
            let rows =
                rows.filter(|(_, row)| row.fate != Fate::Heading && (!only || row.has_remarks()));
            rows.map(|(at, _)| at).collect::<Vec<usize>>()
        })
    });
    let count = Memo::new(move |_| shown.with(Vec::len));
    let long = Memo::new(move |_| count.get() > AT_ONCE);
    let row = move |place: usize| {
        one(
            pasting,
            Memo::new(move |_| shown.with(|all| all.get(place).copied())),
        )
    };
    view! {
        <section class="wm-stack wm-stack--s" aria-labelledby="paste-preview">
            <h2 id="paste-preview">"3. What each row makes"</h2>
            <p role="status">{move || pasting.reading.with(|reading| reading.told())}</p>
            {tick("paste-only", "Show only rows with remarks", move || only.get(), move |is| only.set(is))}
            {move || {
                (count.get() == 0)
                    .then(|| {
                        let words = match only.get() {
                            true => "No row has a remark.",
                            false => "There are no rows below the headings.",
                        };
                        view! { <p class="wm-empty">{words}</p> }
                    })
            }}
            <div class="wm-table-wrap" role="region" aria-label="The rows and what each makes" tabindex="0">
                <table
                    class="wm-table wm-table--cards wm-preview"
                    class=("wm-table--long", move || long.get())
                    role="table"
                    aria-rowcount=move || long.get().then(|| (count.get() + 1).to_string())
                >
                    <caption>"Untick a row to leave it out"</caption>
                    <thead role="rowgroup">
                        <tr role="row">
                            <th scope="col" role="columnheader">"Row"</th>
                            <th scope="col" role="columnheader">"What it makes"</th>
                            <th scope="col" role="columnheader">"To know"</th>
                        </tr>
                    </thead>
                    <Bodies count columns=3_usize row=Arc::new(row) />
                </table>
            </div>
        </section>
    }
}

/// The row that stands in a place of the table. Its box stays the same while what it says changes, so that it keeps the
/// focus.
fn one(pasting: Pasting, at: Memo<Option<usize>>) -> AnyView {
    let here = Memo::new(move |_| {
        let at = at.get()?;
        pasting
            .reading
            .with(|reading| reading.rows.get(at).cloned())
    });
    let number = Memo::new(move |_| here.with(|row| row.as_ref().map_or(0, |row| row.number)));
    let can_choose =
        Memo::new(move |_| here.with(|row| row.as_ref().is_some_and(|row| row.can_choose)));
    let added = Memo::new(move |_| here.with(|row| row.as_ref().is_some_and(RowReading::is_added)));
    let title = Memo::new(move |_| {
        here.with(|row| row.as_ref().map_or(String::new(), |row| row.title.clone()))
    });
    let name = move || title.with(|title| format!("Row {}: {title}", number.get()));
    let id = Signal::derive(move || format!("paste-row-{}", number.get()));
    let choose = move |add: bool| {
        if let Some(at) = at.get_untracked() {
            pasting.mapping.update(|mapping| {
                mapping.rows.insert(at, add);
            });
        }
    };
    let chosen = move || {
        view! {
            <div class="govuk-checkboxes govuk-checkboxes--small">
                {tick_box(id, name.into_any(), None, added.into(), Callback::new(choose))}
            </div>
        }
    };
    let makes = move || {
        let row = here.get()?;
        let made = pasting.made.get();
        let taken = row.taken.iter().map(|taken| {
            let (label, words) = (taken.label.clone(), taken.words.clone());
            view! { <li><b>{label}": "</b>{words}</li> }
        });
        let taken = (row.is_added() && !row.taken.is_empty())
            .then(|| view! { <ul class="govuk-list">{taken.collect_view()}</ul> });
        Some(view! {
            <p>{row.told(made)}</p>
            {taken}
        })
    };
    let remarks = move || {
        let row = here.get()?;
        let remarks = row
            .remarks
            .iter()
            .map(|remark| view! { <li>{remark.told()}</li> });
        (row.is_added() && !row.remarks.is_empty()).then(
            || view! { <ul class="govuk-list govuk-list--bullet">{remarks.collect_view()}</ul> },
        )
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <Show when=move || can_choose.get() fallback=move || name>
                    {chosen}
                </Show>
            </th>
            <td role="cell" data-label="What it makes">
                <div>{makes}</div>
            </td>
            <td role="cell" data-label="To know">
                {move || remarks().map(|list| view! { <div>{list}</div> })}
            </td>
        </tr>
    }
    .into_any()
}
