//! The measures of a plan: how each stands against its target.

use leptos::prelude::*;

use crate::{
    app::{item_href, use_plan},
    charts::{Look, measures},
    components::{
        Listed, PageTitle, Rule,
        figure::Figure,
        listed::{chosen, opening},
        settled,
    },
    insight::{Standing, read, rows},
    plan::{Id, Measure, Plan, Point, Polarity},
};

/// The most characters a measure has beside its bar.
const LABEL: usize = 70;

/// The measures' page.
#[component]
pub fn Measures() -> impl IntoView {
    let open = use_plan();
    let listing = Memo::new(move |_| rows::measures::listing(&open.get(), &open.index()));
    let rows = chosen(listing);
    let drawn = settled(rows);
    let on_item = opening();
    let draw = move |look: Look| {
        let plan = open.get();
        let bars: Vec<_> = drawn.with(|rows| {
            let chosen = rows::sections(&plan.measures, rows).into_iter();
            chosen.map(|(m, section)| bar(&plan, m, section)).collect()
        });
        measures::figure(&bars, look)
    };
    let has_measures = Memo::new(move |_| !open.get().measures.is_empty());
    view! {
        <PageTitle
            text="Measures"
            within=Signal::derive(move || open.get().front.title.clone())
            class="wm-title"
        />
        <p>{move || rows::measures::answer(&open.get())}</p>
        <Show when=move || has_measures.get()>
            <Rule />
        </Show>
        <Listed noun="measures" listing=listing rows=rows caption="Measures in full">
            <Figure
                draw=Callback::new(draw)
                item_href=Callback::new(|id: Id| item_href(&id))
                on_item=on_item
                source=Signal::derive(move || {
                    format!("The rule: {}.", rows::measures::rule(open.get().front.rule()).to_lowercase())
                })
            />
        </Listed>
    }
}

fn bar(plan: &Plan, m: &Measure, section: &str) -> measures::MeasureRow {
    let reading = read(m, plan.front.rule());
    // Beside a bar there is room for the figure alone; the table has it with all that is printed.
    let shown = |point: Option<&Point>| {
        let number = point.and_then(|p| p.number()).map(|n| m.figure(&n));
        number
            .or_else(|| point.map(|p| m.cell(p)))
            .unwrap_or_default()
    };
    let drawn = !matches!(reading.standing, Standing::None(_));
    measures::MeasureRow {
        id: Some(m.id.clone()),
        label: rows::indicator(m.name.as_str(), LABEL),
        value: shown(reading.value),
        target: shown(reading.target),
        ratio: reading.ratio().filter(|_| drawn),
        baseline: reading
            .start(m)
            .map(|(start, ratio)| (m.figure(&start), ratio)),
        section: section.to_owned(),
        lower_is_better: m.polarity == Some(Polarity::LowerIsBetter),
        standing: reading.standing,
    }
}
