//! The actions of a plan: whose they are, when they run, and how their milestones stand.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{item_href, use_location, use_plan},
    charts::{
        Look,
        milestones::{self, Lane, MilestoneRow},
    },
    components::{
        Listed, PageTitle,
        figure::Figure,
        listed::{chosen, opening},
    },
    insight::rows::{self, actions::shown_milestones},
    plan::{Action, Date, Day, Id, Plan, Printed},
};

/// The most characters an action has beside its lane.
const LABEL: usize = 70;

/// The actions' page.
#[component]
pub fn Actions() -> impl IntoView {
    let open = use_plan();
    let state = use_location().setting("state");
    let listing =
        Memo::new(move |_| rows::actions::listing(&open.get(), &open.index(), open.as_at()));
    let rows = chosen(listing);
    let on_item = opening();
    let draw = move |look: Look| {
        let (plan, as_at) = (open.get(), open.as_at());
        let chosen = rows.with(|rows| rows::records(&plan.actions, rows));
        let lanes: Vec<Lane> = chosen.iter().map(|a| lane(a)).collect();
        let state = state.get();
        let marks: Vec<MilestoneRow> = chosen
            .iter()
            .flat_map(|a| marks(&plan, a, as_at, &state))
            .collect();
        milestones::figure(&lanes, &marks, Some(as_at), look)
    };
    // Without a milestone and without a span there is no time to draw.
    let has_dates = Memo::new(move |_| {
        let plan = open.get();
        let dated = |a: &Arc<Action>| !a.milestones.is_empty() || lane(a).span.is_some();
        plan.actions.iter().any(dated)
    });
    view! {
        <PageTitle
            text="Actions"
            within=Signal::derive(move || open.get().front.title.clone())
            class="wm-title"
        />
        <p>{move || rows::actions::answer(&open.get(), open.as_at())}</p>
        <Listed noun="actions" listing=listing rows=rows caption="Actions in full">
            <Show when=move || has_dates.get()>
            <Figure
                draw=Callback::new(draw)
                item_href=Callback::new(|id: Id| item_href(&id))
                on_item=on_item
                source="A month is past when its last day is."
            />
            </Show>
        </Listed>
    }
}

fn value(printed: &Option<Printed<Date>>) -> Option<Date> {
    printed.as_ref()?.value().copied()
}

fn lane(a: &Action) -> Lane {
    let label = match a.reference.as_str() {
        "" => a.text.as_str().to_owned(),
        reference => format!("{reference} {}", a.text.as_str()),
    };
    let ends = value(&a.start).zip(value(&a.end));
    Lane {
        key: a.id.to_string(),
        id: Some(a.id.clone()),
        label: rows::short(&label, LABEL),
        span: ends.map(|(start, end)| (start.first_day(), end.last_day())),
    }
}

fn marks(plan: &Plan, a: &Action, as_at: Day, state: &str) -> Vec<MilestoneRow> {
    shown_milestones(plan, a, as_at, state)
        .map(|(m, state)| MilestoneRow {
            id: Some(m.id.clone()),
            lane: a.id.to_string(),
            label: m.text.as_str().to_owned(),
            when: value(&m.due).map(|d| (d.first_day(), d.last_day())),
            words: m
                .due
                .as_ref()
                .map_or(String::new(), |d| d.shown(|d| d.shown())),
            state,
        })
        .collect()
}
