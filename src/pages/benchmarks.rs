//! How the council compares with others: where it leads, where it trails, and by how much.

use leptos::prelude::*;

use crate::{
    app::{item_href, use_plan},
    charts::{
        Look,
        ranks::{self, Rank, RankRow, RankWords},
    },
    components::{
        Listed, PageTitle,
        figure::Figure,
        listed::{chosen, opening},
    },
    insight::rows::{self, benchmarks::widest},
    plan::{Benchmark, Comparison, Id, Plan},
};

/// The most characters a benchmark has beside its marks.
const LABEL: usize = 80;

/// The benchmarks' page.
#[component]
pub fn Benchmarks() -> impl IntoView {
    let open = use_plan();
    let listing = Memo::new(move |_| rows::benchmarks::listing(&open.get()));
    let rows = chosen(listing);
    let on_item = opening();
    let draw = move |look: Look| {
        let plan = open.get();
        let chosen = rows.with(|rows| rows::records(&plan.benchmarks, rows));
        let marks: Vec<RankRow> = chosen.iter().map(|b| mark(b)).collect();
        ranks::figure(&marks, &words(&plan), look)
    };
    let has_ranks = Memo::new(move |_| {
        open.get()
            .benchmarks
            .iter()
            .any(|b| rank(widest(b)).is_some())
    });
    view! {
        <PageTitle
            text="Benchmarks"
            within=Signal::derive(move || open.get().front.title.clone())
            class="wm-title"
        />
        <p>{move || rows::benchmarks::answer(&open.get())}</p>
        <Listed noun="benchmarks" listing=listing rows=rows caption="Benchmarks in full">
            <Show when=move || has_ranks.get()>
                <Figure
                    draw=Callback::new(draw)
                    item_href=Callback::new(|id: Id| item_href(&id))
                    on_item=on_item
                    source="Ranks are as printed: first is the best."
                />
            </Show>
        </Listed>
    }
}

fn rank(c: Option<&Comparison>) -> Option<Rank> {
    let c = c?;
    Some(Rank {
        rank: c.rank?,
        of: c.of?,
    })
}

/// The comparison with a smaller group than the widest.
fn narrower(b: &Benchmark) -> Option<&Comparison> {
    let widest = widest(b)?;
    b.comparisons
        .iter()
        .find(|c| c.rank.is_some() && c.with != widest.with)
}

fn mark(b: &Benchmark) -> RankRow {
    RankRow {
        id: Some(b.id.clone()),
        label: rows::short(b.name.as_str(), LABEL),
        among_all: rank(widest(b)),
        among_few: rank(narrower(b)),
    }
}

/// Whom the ranks are among.
fn words(plan: &Plan) -> RankWords {
    let ranked = || plan.benchmarks.iter().filter(|b| rank(widest(b)).is_some());
    let with = |c: Option<&Comparison>| c.map_or(String::new(), |c| rows::short(&c.with, 48));
    RankWords {
        all: with(ranked().find_map(|b| widest(b))),
        few: with(ranked().find_map(|b| narrower(b))),
    }
}
