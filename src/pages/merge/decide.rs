//! What a person decides: a record with what both changed of it, and the choice for each.

use leptos::prelude::*;

use crate::{
    drafting::merge::{Choices, Clash, Conflict, RecordKey, Side, Version},
    insight::rows::{sentence, short},
};

/// The most characters of a value.
const VALUE: usize = 600;

/// What a record's conflicts are, each with its three values and the choice.
#[component]
pub fn Decide(
    /// They, each with its number.
    conflicts: Vec<(usize, Conflict)>,
    /// Whether a version is known that both began from.
    known: bool,
    /// What is chosen.
    choices: RwSignal<Choices>,
) -> impl IntoView {
    let (key, words) = conflicts
        .first()
        .map(|(_, c)| (c.record.key.clone(), c.record.words.clone()))
        .unwrap_or_default();
    let issues: Vec<_> = conflicts.iter().map(|(_, c)| c.issue.clone()).collect();
    let several = conflicts.len() > 1;
    let whole = {
        let key = key.clone();
        move |side: Side| choices.update(|choices| choices.choose_record(&key, &issues, side))
    };
    let whole = StoredValue::new(whole);
    let each = conflicts
        .into_iter()
        .map(|(number, conflict)| view! { <One number key=key.clone() conflict known choices /> })
        .collect_view();
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <h3>{sentence(&words)}</h3>
            {several
                .then(|| {
                    view! {
                        <div class="wm-acts">
                            <button class="wm-btn" type="button" on:click=move |_| whole.with_value(|whole| whole(Side::Mine))>
                                "All of mine"
                            </button>
                            <button class="wm-btn" type="button" on:click=move |_| whole.with_value(|whole| whole(Side::Theirs))>
                                "All of theirs"
                            </button>
                        </div>
                    }
                })}
            {each}
        </section>
    }
}

/// One conflict.
#[component]
fn One(
    number: usize,
    key: RecordKey,
    conflict: Conflict,
    known: bool,
    choices: RwSignal<Choices>,
) -> impl IntoView {
    let id = format!("merge-{number}");
    let label = match place(&conflict.label, &conflict.part) {
        place if place.is_empty() => "All of it".to_owned(),
        place => sentence(&place),
    };
    let issue = StoredValue::new(conflict.issue.clone());
    let key = StoredValue::new(key);
    let chosen = Memo::new(move |_| {
        choices
            .with(|choices| issue.with_value(|issue| key.with_value(|key| choices.of(key, issue))))
    });
    let choose = move |side: Side| {
        choices.update(|choices| issue.with_value(|issue| choices.choose(issue, side)))
    };
    let radio = |side: Side, name: &'static str, version: &Version, gone: bool| {
        let own = format!("{id}-{name}");
        let group = id.clone();
        let words = match said(version) {
            _ if gone => "Deleted".to_owned(),
            words if words.is_empty() => "Nothing".to_owned(),
            words => words,
        };
        view! {
            <div class="govuk-radios__item">
                <input
                    class="govuk-radios__input"
                    type="radio"
                    id=own.clone()
                    name=group
                    prop:checked=move || chosen.get() == Some(side)
                    on:change=move |_| choose(side)
                />
                <label class="govuk-label govuk-radios__label" for=own>
                    <b>{name}</b>
                    " "
                    {words}
                </label>
            </div>
        }
    };
    let before = said(&conflict.before);
    let gone = |clash: Clash| conflict.clash == clash;
    let mine = radio(
        Side::Mine,
        "Mine:",
        &conflict.mine,
        gone(Clash::DeletedHere) || gone(Clash::OnlyThere),
    );
    let theirs = radio(
        Side::Theirs,
        "Theirs:",
        &conflict.theirs,
        gone(Clash::DeletedThere) || gone(Clash::OnlyHere),
    );
    view! {
        <fieldset class="govuk-fieldset wm-merge">
            <legend class="govuk-fieldset__legend">{label} <span class="wm-sub">" " {clash(conflict.clash, known)}</span></legend>
            {(!before.is_empty()).then(|| view! { <p class="wm-sub">"Before: " {before}</p> })}
            <div class="govuk-radios govuk-radios--small">{mine} {theirs}</div>
        </fieldset>
    }
}

/// How the two sides clash, in words. Who changed what is said only where a version is `known` that both began from.
fn clash(clash: Clash, known: bool) -> &'static str {
    match clash {
        Clash::BothChanged | Clash::BothAdded if !known => "Different in the two",
        Clash::Order if !known => "In another order",
        Clash::Placed if !known => "In another place",
        Clash::BothChanged => "Changed by both",
        Clash::DeletedHere => "You deleted it, they changed it",
        Clash::DeletedThere => "You changed it, they deleted it",
        Clash::BothAdded => "Added by both, differently",
        Clash::Order => "Put in order by both, differently",
        Clash::Placed => "Put into different places",
        Clash::OnlyHere => "Only in yours",
        Clash::OnlyThere => "Only in theirs",
    }
}

/// Where in a record a change is: 'due of milestone “Open”'.
pub fn place(label: &str, part: &str) -> String {
    match (label, part) {
        ("", part) => part.to_owned(),
        (label, "") => label.to_lowercase(),
        (label, part) => format!("{} of {part}", label.to_lowercase()),
    }
}

/// A value as a person reads it, cut where it is very long.
pub fn said(version: &Version) -> String {
    short(&version.words, VALUE)
}
