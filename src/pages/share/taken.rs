//! What is left of a plan once something stays behind, so that whoever sends it can look before.

use leptos::prelude::*;

use super::Sending;
use crate::{
    app::{item_href, use_plan},
    components::Unfold,
    drafting::excerpt::{Excerpt, Named, Taken, names_of},
    insight::rows::{and, sentence, some},
    plan::{Kind, brief},
};

/// The most places that are named for one name.
const PLACES: usize = 5;

/// What stays behind, what is left, and where names still stand.
#[component]
pub fn WhatIsLeft(
    /// What is chosen.
    sending: Sending,
) -> impl IntoView {
    move || {
        let excerpt = sending.excerpt.get();
        (!excerpt.is_whole()).then(|| {
            view! {
                <p>{move || behind(&sending.taken.get())}</p>
                <Unfold label="See what is left">
                    <Left sending />
                </Unfold>
                <Show when=move || sending.excerpt.with(|e| e.nameless)>
                    <StillNamed sending />
                </Show>
            }
        })
    }
}

/// What stays behind, in a sentence.
fn behind(taken: &Taken) -> String {
    let parts = [
        (taken.records, "record", "records"),
        (taken.links, "link to them", "links to them"),
        (taken.names, "name", "names"),
        (taken.remarks, "remark", "remarks"),
    ];
    let parts = parts.into_iter().filter(|(many, ..)| *many > 0);
    let parts: Vec<String> = parts
        .map(|(many, one, more)| some(many, one, more))
        .collect();
    match parts.is_empty() {
        true => "There is nothing of that in this plan: it goes as it is.".to_owned(),
        false => format!("What stays behind: {}.", and(&parts)),
    }
}

/// What is left, kind by kind.
#[component]
fn Left(sending: Sending) -> impl IntoView {
    let kinds = move || {
        let taken = sending.taken.get();
        let kinds = Kind::ALL.iter().filter_map(|kind| {
            let list = taken.plan.collection(*kind);
            let titles = (0..list.len()).filter_map(|at| list.record(at));
            let titles = titles.map(|record| brief(&record.title(), 100));
            (!list.is_empty()).then(|| {
                view! {
                    <h3>{format!("{} ({})", sentence(kind.many()), list.len())}</h3>
                    <ul class="govuk-list govuk-list--bullet">
                        {titles.map(|title| view! { <li>{title}</li> }).collect_view()}
                    </ul>
                }
            })
        });
        kinds.collect_view()
    };
    view! { <div class="wm-scroll wm-stack wm-stack--s" tabindex="0" role="region" aria-label="What is left">{kinds}</div> }
}

/// Names that the fields for them no longer hold and sentences still do.
#[component]
fn StillNamed(sending: Sending) -> impl IntoView {
    let open = use_plan();
    let named = Memo::new(move |_| {
        let whole = Excerpt::default().of(&open.written()).plan;
        names_of(&whole, &sending.taken.get().plan)
    });
    let item = move |named: Named| {
        let more = named.at.len().saturating_sub(PLACES);
        let places = named.at.into_iter().take(PLACES).enumerate();
        let places = places.map(move |(number, at)| {
            let comma = if number == 0 { ": " } else { ", " };
            let place = match at {
                None => view! { <span>"the plan’s own details"</span> }.into_any(),
                Some((kind, id)) => {
                    let title = open.index().title(&open.get(), &id);
                    let title = format!("{} “{}”", kind.one(), brief(&title, 60));
                    view! { <a href=item_href(&id)>{title}</a> }.into_any()
                }
            };
            view! {
                {comma}
                {place}
            }
        });
        view! {
            <li>
                <b>{named.name}</b>
                {places.collect_view()}
                {(more > 0).then(|| format!(" and {more} more"))}
            </li>
        }
    };
    view! {
        <div class="wm-banner wm-banner--warn" role="status">
            {move || match named.with(Vec::len) {
                0 => view! { <p>"None of the names left out stands anywhere else in what is left."</p> }.into_any(),
                _ => view! {
                    <p>
                        <b>"These names still stand in sentences."</b>
                        " Waymark can’t tell what a sentence would be without them: look before you send it."
                    </p>
                    <ul class="govuk-list govuk-list--bullet">
                        {named.get().into_iter().map(item).collect_view()}
                    </ul>
                }
                .into_any(),
            }}
        </div>
    }
}
