//! What of a file could not be read, or what of a plan is not in a file: each with its place, before anything is changed.

use leptos::prelude::*;

use super::{Unfold, download::save};
use crate::{formats::Unread, insight::rows::some};

/// Places that are listed on the page; a file of all of them can be saved.
const LISTED: usize = 100;

/// The list, folded where it is long; nothing where everything was read.
#[component]
pub fn NotRead(
    /// What tells it from other lists on its page.
    id: &'static str,
    /// What it is part of, as the end of 'of their file'.
    what: &'static str,
    /// The list.
    unread: Vec<Unread>,
    /// Whether it is of what was written rather than of what was read.
    #[prop(optional)]
    written: bool,
) -> impl IntoView {
    if unread.is_empty() {
        return ().into_any();
    }
    let many = some(unread.len(), "place", "places");
    let verb = match (written, unread.len()) {
        (true, _) => "not in the file as it stands in the plan",
        (false, 1) => "not read, or not as it stands there",
        (false, _) => "not read, or not as they stand there",
    };
    let label = format!("{many} {what}: {verb}");
    let rows = unread.iter().take(LISTED).map(|one| {
        view! {
            <tr class="govuk-table__row">
                <td class="govuk-table__cell">{one.place.to_string()}</td>
                <td class="govuk-table__cell">{one.what.clone()}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let more = unread.len().saturating_sub(LISTED);
    let all = StoredValue::new(unread);
    let keep = move |_| {
        let lines = all.with_value(|all| {
            let line = |one: &Unread| format!("{}: {}\r\n", one.place, one.what);
            all.iter().map(line).collect::<String>()
        });
        save("not-read.txt", &lines.into(), "text/plain");
    };
    view! {
        <div class="wm-banner wm-banner--warn" role="status">
            <Unfold label=label name=format!("not-read-{id}")>
                <div class="wm-scroll" tabindex="0" role="region" aria-label="Each place">
                    <table class="govuk-table wm-not-read">
                        <thead>
                            <tr>
                                <th class="govuk-table__header" scope="col">
                                    "Where"
                                </th>
                                <th class="govuk-table__header" scope="col">
                                    "What"
                                </th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {(more > 0)
                    .then(|| view! { <p>{format!("And {} more.", some(more, "place", "places"))}</p> })}
                <button class="wm-btn" type="button" on:click=keep>
                    "Save the list"
                </button>
            </Unfold>
        </div>
    }
    .into_any()
}
