//! The actions of a plan: whose they are, who carries how many, and how their milestones stand.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{Held, View, item_href, use_plan, view_href},
    charts::{
        ChartFigure, Look,
        tally::{self, TallyRow, TallyWords},
    },
    components::{
        Listed, PageTitle,
        figure::Figure,
        listed::{chosen, opening},
        settled,
    },
    insight::{
        rows::{
            self,
            actions::{Dated, Share},
        },
        timeline::has_dates,
    },
    plan::Id,
};

/// As many owners are drawn; the rest are in the table.
const DRAWN: usize = 20;

/// The actions' page.
#[component]
pub fn Actions() -> impl IntoView {
    let open = use_plan();
    let all = Memo::new(move |_| {
        let start = open.as_at_start();
        Held(Arc::new(rows::actions::listing(
            &open.get(),
            &open.index(),
            start,
        )))
    });
    // Rows are compared by whoever made them: what comes here is new.
    let dated = Memo::new_with_compare(
        move |before: Option<&Dated>| {
            rows::actions::at(
                &all.get().0,
                &open.get(),
                &open.index(),
                open.as_at(),
                before,
            )
        },
        |_, _| true,
    );
    let listing = Memo::new_with_compare(
        move |_| dated.with(|dated| dated.listing.clone()),
        |_, _| true,
    );
    let rows = chosen(listing);
    let drawn = settled(rows);
    let on_item = opening();
    let draw = move |look: Look| carried(&drawn.with(|rows| rows::actions::shares(rows)), look);
    let has_owners =
        Memo::new(move |_| open.get().actions.iter().any(|a| !a.responsible.is_empty()));
    let timed = Memo::new(move |_| has_dates(&open.get()));
    view! {
        <PageTitle
            text="Actions"
            within=Signal::derive(move || open.get().front.title.clone())
            class="wm-title"
        />
        <p>{move || rows::actions::answer(&open.get(), open.as_at())}</p>
        <Show when=move || timed.get()>
            <p>
                <a href=view_href(View::Timeline)>"See when they run and what falls due on the timeline"</a>
            </p>
        </Show>
        <Listed noun="actions" listing=listing rows=rows caption="Actions in full">
            <Show when=move || has_owners.get()>
                <Figure
                    draw=Callback::new(draw)
                    item_href=Callback::new(|id: Id| item_href(&id))
                    on_item=on_item
                    source="An action with several owners counts for each of them."
                />
            </Show>
        </Listed>
    }
}

/// Who carries how many actions.
fn carried(shares: &[Share], look: Look) -> ChartFigure {
    let row = |share: &Share| TallyRow {
        id: share.id.clone(),
        label: share.name.clone(),
        amount: share.actions as f64,
        value: share.actions.to_string(),
        ..TallyRow::default()
    };
    let all: Vec<TallyRow> = shares.iter().map(row).collect();
    let words = TallyWords {
        headline: rows::actions::finding(shares),
        subtitle: "Actions by who is responsible for them".to_owned(),
        caption: "Who is responsible for how many actions".to_owned(),
        what: "Owner".to_owned(),
        amount: "Actions".to_owned(),
        beside: Vec::new(),
        drawn: DRAWN,
    };
    tally::figure(&all, &words, look)
}
