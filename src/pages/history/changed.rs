//! What changed between two versions of a draft, in words.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::called;
use crate::{
    app::{Held, Refusal, drafts::kept_plan, item_href, use_plan},
    components::{Banner, Select, Tone, Waiting},
    insight::{
        compare::{
            Compared, Comparison, Side, What,
            differences::{Difference, differences},
        },
        rows::{short, some},
    },
    plan::Plan,
    storage::{DraftId, Version},
};

/// As many changes are told.
const TOLD: usize = 80;
/// The most characters of a value.
const VALUE: usize = 160;
/// The choice that stands for the draft as it is now.
const NOW: &str = "now";

/// The changes from another version, or the draft as it is now, to this one or the other way round: the older of the two
/// stands first.
#[component]
pub fn Changed(
    /// The draft.
    id: DraftId,
    /// Its versions, oldest first.
    all: Vec<Version>,
    /// The version.
    seq: u64,
    /// The one before it, if there is one.
    before: Option<u64>,
) -> impl IntoView {
    let open = use_plan();
    let chosen = RwSignal::new(before.map_or(NOW.to_owned(), |seq| seq.to_string()));
    let found = RwSignal::new(None::<Result<Held<Vec<Difference>>, Refusal>>);
    Effect::new(move |_| {
        let other = chosen.get();
        let id = id.to_string();
        found.set(None);
        spawn_local(async move {
            let read = async {
                let (this, _) = kept_plan(id.clone(), Some(seq)).await?;
                let number = other.parse::<u64>().ok();
                let that = match number {
                    Some(number) => kept_plan(id, Some(number)).await?.0,
                    None => open.written_untracked().0,
                };
                Ok(match number.is_some_and(|number| number < seq) {
                    true => between(that, this),
                    false => between(this, that),
                })
            };
            let told = read.await;
            if chosen.try_get_untracked() == Some(other) {
                let _ = found.try_set(Some(told.map(|told| Held(Arc::new(told)))));
            }
        });
    });
    let element = format!("changed-with-{seq}");
    let options = all.iter().rev().filter(|version| version.seq != seq);
    let options = options.map(|version| (version.seq.to_string(), called(version)));
    let now = (NOW.to_owned(), "The draft as it is now".to_owned());
    let options: Vec<(String, String)> = std::iter::once(now).chain(options).collect();
    view! {
        <div class="wm-stack wm-stack--s">
            <Select
                id=element
                label="Compared with"
                chosen
                options=Signal::stored(options)
                choose=move |to| chosen.set(to)
                class="wm-filters__field"
            />
            {move || match found.get() {
                None => view! { <Waiting what="Comparing" /> }.into_any(),
                Some(Err(refusal)) => view! { <Banner tone=Tone::Error refusal /> }.into_any(),
                Some(Ok(Held(found))) => list(&found).into_any(),
            }}
        </div>
    }
}

/// What differs from an older plan to a newer one.
fn between(older: Arc<Plan>, newer: Arc<Plan>) -> Vec<Difference> {
    let newer = Compared::new(newer, "The newer".to_owned());
    let comparison = Comparison::new(newer, Compared::new(older, "The older".to_owned()));
    differences(&comparison, Side::Open)
}

fn list(found: &[Difference]) -> AnyView {
    let count = match found.len() {
        0 => "Nothing is different.".to_owned(),
        n => format!("{}.", some(n, "difference", "differences")),
    };
    let more = found.len().saturating_sub(TOLD);
    let more = (more > 0).then(|| {
        let rest = format!("And {} more.", some(more, "difference", "differences"));
        view! { <p class="wm-sub">{rest}</p> }
    });
    let item = |difference: &Difference| {
        let title = short(&difference.title, VALUE);
        let title = match difference.kind {
            // What was dropped has no page in the draft.
            Some(_) if difference.change.what != What::Dropped => {
                view! { <a href=item_href(&difference.id)>{title}</a> }.into_any()
            }
            _ => view! { <b>{title}</b> }.into_any(),
        };
        view! { <li>{title} ": " {words(difference)}</li> }
    };
    view! {
        <p role="status">{count}</p>
        <ul class="govuk-list govuk-list--bullet">{found.iter().take(TOLD).map(item).collect_view()}</ul>
        {more}
    }
    .into_any()
}

/// A difference in words: 'target from 75% to 80%'.
fn words(difference: &Difference) -> String {
    let change = &difference.change;
    let (before, after) = (short(&change.before, VALUE), short(&change.after, VALUE));
    let part = match change.part.as_str() {
        "" => String::new(),
        part => format!(" of “{}”", short(part, VALUE)),
    };
    match (change.what, before.as_str(), after.as_str()) {
        (What::Added, ..) => "added".to_owned(),
        (What::Dropped, ..) => "taken out".to_owned(),
        (_, "", "") => format!("{}{part} changed", change.label),
        (_, "", after) => format!("{}{part} is now “{after}”", change.label),
        (_, before, "") => format!("{}{part} was “{before}” and is empty now", change.label),
        (_, before, after) => format!(
            "{}{part} changed from “{before}” to “{after}”",
            change.label
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn changes_are_told_in_words_from_the_older_to_the_newer() {
        let plan = |due: &str, extra: bool| {
            let mut actions = vec![json!({"id": "a", "text": "Act", "end": due})];
            if extra {
                actions.push(json!({"id": "b", "text": "More"}));
            }
            Arc::new(Plan::from_json(json!({"id": "p", "title": "P", "actions": actions})).unwrap())
        };
        let found = between(plan("2026-08", false), plan("2026-09", true));
        let told: Vec<String> = found
            .iter()
            .map(|d| format!("{}: {}", d.title, words(d)))
            .collect();
        assert_eq!(
            told,
            [
                "Act: Ends changed from “August 2026” to “September 2026”",
                "More: added"
            ]
        );
    }
}
