//! The risks of a plan: how grave each is now, and how grave it is meant to become.

use leptos::prelude::*;

use crate::{
    app::{item_href, use_plan},
    charts::{
        ChartFigure, Look,
        risk_grid::{self, GridRow, GridWords},
        risks,
    },
    components::{
        Listed, PageTitle,
        figure::Figure,
        listed::{chosen, opening},
        settled,
    },
    insight::{
        risk_grid::{Placed, risk_grid},
        rows,
    },
    plan::{Id, Risk},
};

/// The most characters a risk has beside its mark.
const LABEL: usize = 80;

/// The risks' page.
#[component]
pub fn Risks() -> impl IntoView {
    let open = use_plan();
    let listing = Memo::new(move |_| rows::risks::listing(&open.get(), &open.index()));
    let rows = chosen(listing);
    let drawn = settled(rows);
    let on_item = opening();
    let draw = move |look: Look| {
        let plan = open.get();
        let marks: Vec<_> = drawn.with(|rows| {
            let chosen = rows::sections(&plan.risks, rows).into_iter();
            chosen.map(|(risk, section)| mark(risk, section)).collect()
        });
        risks::figure(&marks, look)
    };
    let grid = move |look: Look| {
        let plan = open.get();
        let mut chosen = drawn.with(|rows| rows::records(&plan.risks, rows));
        // Numbered as they stand in the chart above: the worst first.
        chosen.sort_by_key(|r| std::cmp::Reverse((r.current(), r.target().map(std::cmp::Reverse))));
        grid_of(&chosen, look)
    };
    let has_grid = Memo::new(move |_| {
        let plan = open.get();
        let all: Vec<&Risk> = plan.risks.iter().map(|r| &**r).collect();
        risk_grid(&all).is_some()
    });
    let has_scores = Memo::new(move |_| open.get().risks.iter().any(|r| r.current().is_some()));
    view! {
        <PageTitle
            text="Risks"
            within=Signal::derive(move || open.get().front.title.clone())
            class="wm-title"
        />
        <p>{move || rows::risks::answer(&open.get())}</p>
        <Listed noun="risks" listing=listing rows=rows caption="Risks in full">
            <Show when=move || has_scores.get()>
            <Figure
                draw=Callback::new(draw)
                item_href=Callback::new(|id: Id| item_href(&id))
                on_item=on_item
                source="Where a risk is printed with several scores, the highest counts."
            />
            </Show>
            <Show when=move || has_grid.get()>
                <Figure
                    draw=Callback::new(grid)
                    item_href=Callback::new(|id: Id| item_href(&id))
                    on_item=on_item
                    source="A risk without both figures is in the table below alone."
                />
            </Show>
        </Listed>
    }
}

/// The risks in a grid, numbered in the order given.
fn grid_of(risks: &[&Risk], look: Look) -> ChartFigure {
    let grid = risk_grid(risks).unwrap_or_default();
    let row = |placed: &Placed| {
        let risk = risks.iter().find(|r| r.id == placed.id)?;
        Some(GridRow {
            id: Some(placed.id.clone()),
            label: rows::short(risk.text.as_str(), LABEL),
            place: (placed.down, placed.across),
        })
    };
    let placed: Vec<GridRow> = grid.placed.iter().filter_map(row).collect();
    let words = GridWords {
        down: grid.down.name.to_owned(),
        downs: grid.down.bands,
        across: grid.across.name.to_owned(),
        acrosses: grid.across.bands,
        by_score: grid.by_score,
    };
    risk_grid::figure(&placed, &words, look)
}

fn mark(risk: &Risk, section: &str) -> risks::RiskRow {
    risks::RiskRow {
        id: Some(risk.id.clone()),
        label: rows::short(risk.text.as_str(), LABEL),
        current: risk.current(),
        target: risk.target(),
        section: section.to_owned(),
    }
}
