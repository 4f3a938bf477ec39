//! Choosing what of the plan is sent.

use leptos::prelude::*;

use super::{Sending, taken::WhatIsLeft};
use crate::{
    app::use_plan,
    components::{Unfold, tick::tick_box},
    drafting::excerpt::Excerpt,
    formats::agenda::said,
    insight::{
        notes::{Part, entries},
        rows::{sentence, some},
    },
    plan::Kind,
};

/// What goes along and what stays behind, with what is left then.
#[component]
pub fn What(
    /// What is chosen.
    sending: Sending,
) -> impl IntoView {
    let open = use_plan();
    let kinds = Memo::new(move |_| {
        let plan = open.written();
        let all = Kind::ALL
            .iter()
            .map(|kind| (*kind, plan.collection(*kind).len()));
        all.filter(|(_, many)| *many > 0).collect::<Vec<_>>()
    });
    let kind_box = move |(kind, many): (Kind, usize)| {
        tick_box(
            format!("send-{}", kind.key()),
            format!("{} ({many})", sentence(kind.many())).into_any(),
            None,
            Signal::derive(move || sending.excerpt.with(|e| !e.without.contains(&kind))),
            Callback::new(move |on| {
                sending.excerpt.update(|excerpt| match on {
                    true => drop(excerpt.without.remove(&kind)),
                    false => drop(excerpt.without.insert(kind)),
                });
            }),
        )
    };
    let all = move |on: bool| {
        sending.excerpt.update(|excerpt| {
            excerpt.without.clear();
            if !on {
                excerpt
                    .without
                    .extend(kinds.get_untracked().into_iter().map(|(kind, _)| kind));
            }
        });
    };
    let leaves = move |id: &'static str,
                       label: &'static str,
                       hint: &'static str,
                       of: fn(&mut Excerpt) -> &mut bool| {
        tick_box(
            id.to_owned(),
            label.into_any(),
            Some(hint.into_any()),
            Signal::derive(move || sending.excerpt.with(|e| *of(&mut e.clone()))),
            Callback::new(move |on| sending.excerpt.update(|e| *of(e) = on)),
        )
    };
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <h2>"What you send"</h2>
            <p role="status">{move || told(sending)}</p>
            <Unfold label="Choose the parts of the plan">
                <fieldset class="govuk-fieldset wm-stack wm-stack--s">
                    <legend class="govuk-visually-hidden">"Parts of the plan"</legend>
                    <div class="wm-acts">
                        <button class="wm-btn" type="button" on:click=move |_| all(true)>
                            "All of them"
                        </button>
                        <button class="wm-btn" type="button" on:click=move |_| all(false)>
                            "None of them"
                        </button>
                    </div>
                    <div class="govuk-checkboxes govuk-checkboxes--small wm-ticks">
                        {move || kinds.get().into_iter().map(kind_box).collect_view()}
                    </div>
                </fieldset>
            </Unfold>
            <div class="govuk-checkboxes govuk-checkboxes--small">
                {leaves(
                    "send-nameless",
                    "Leave out the names of people",
                    "Who holds a post or a role, who leads a team, who wrote the plan",
                    |e| &mut e.nameless,
                )}
                {leaves(
                    "send-bare",
                    "Leave out internal remarks",
                    "Notes on single records, and why something was changed",
                    |e| &mut e.bare,
                )}
                <Show when=move || !sending.notes.with(Vec::is_empty)>
                    {tick_box(
                        "with-notes".to_owned(),
                        (move || format!("Include my notes ({})", sending.notes.with(Vec::len))).into_any(),
                        Some("Nobody gets your own questions and notes unless you tick this".into_any()),
                        sending.with_notes.into(),
                        Callback::new(move |on| sending.with_notes.set(on)),
                    )}
                </Show>
            </div>
            <WhatIsLeft sending />
            <Show when=move || sending.with_notes.get()>
                <Unfold label="See the notes that go along">
                    <MyNotes sending />
                </Unfold>
            </Show>
        </section>
    }
}

/// What is sent, in a sentence.
fn told(sending: Sending) -> String {
    let taken = sending.taken.get();
    let excerpt = sending.excerpt.get();
    let what = match taken.records {
        0 => "All parts of the plan",
        _ => "Some parts of the plan",
    };
    let without = [
        (excerpt.nameless, "names of people"),
        (excerpt.bare, "internal remarks"),
    ];
    let without: Vec<&str> = without
        .iter()
        .filter(|(is, _)| *is)
        .map(|(_, what)| *what)
        .collect();
    let without = match without.as_slice() {
        [] => String::new(),
        without => format!(", without {}", without.join(" and ")),
    };
    let along = match sending.along().len() {
        0 => String::new(),
        many => format!(", with {} of yours", some(many, "note", "notes")),
    };
    let records = some(taken.plan.count(), "record", "records");
    format!("{what}, {records}{without}{along}.")
}

/// The notes that would go along.
#[component]
fn MyNotes(sending: Sending) -> impl IntoView {
    let open = use_plan();
    let shown = move || {
        let (plan, index) = (open.get(), open.index());
        let shown = sending.notes.with(|notes| entries(&plan, &index, notes));
        let shown = shown.into_iter().map(|entry| {
            let words = Part::ALL.into_iter().filter_map(|part| {
                let words = said(part, entry.note.text(part));
                (!words.is_empty())
                    .then(|| view! { <small>{format!("{}: {words}", part.label())}</small> })
            });
            view! {
                <li>
                    <b>{format!("{}: {}", entry.what, entry.title)}</b>
                    {words.collect_view()}
                </li>
            }
        });
        shown.collect_view()
    };
    view! { <ul class="wm-links wm-links--told">{shown}</ul> }
}
