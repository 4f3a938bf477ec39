//! A measure over time, on its page.

use leptos::prelude::*;

use crate::{
    app::{item_href, use_plan},
    charts::{
        Look,
        series::{self, SeriesRow, SeriesStep},
    },
    components::{Figure, listed::opening},
    insight::{self, Series, Standing, read, rows::short, series::Step},
    plan::{Id, Measure, Plan},
};

/// The most characters the name of a measure has.
const NAME: usize = 110;

/// A measure over time, where it has figures of several moments.
#[component]
pub fn OverTime(
    /// The item, whatever it is.
    id: Id,
) -> impl IntoView {
    let open = use_plan();
    let on_item = opening();
    let id = StoredValue::new(id);
    let row = Memo::new(move |_| {
        let plan = open.get();
        let measure = id.with_value(|id| plan.measures.iter().find(|m| m.id == *id).cloned());
        measure.and_then(|m| over_time(&plan, &m))
    });
    let draw = move |look: Look| row.with(|row| row.as_ref().map(|row| series::figure(row, look)));
    view! {
        <Show when=move || row.with(Option::is_some)>
            <Figure
                draw=Callback::new(move |look| draw(look).unwrap_or_default())
                item_href=Callback::new(|id: Id| item_href(&id))
                on_item=on_item
                source="Figures of a part of the whole are in the table below alone."
            />
        </Show>
    }
}

fn over_time(plan: &Plan, m: &Measure) -> Option<SeriesRow> {
    let found = Some(insight::series(m)).filter(Series::moves)?;
    let step = |step: &Step| SeriesStep {
        at: step.at,
        kind: step.kind,
        value: step.number.to_f64(),
        shown: m.figure(&step.number),
    };
    let standing = read(m, plan.front.rule()).standing;
    Some(SeriesRow {
        // A mark would lead to the page it is on.
        id: None,
        name: short(m.name.as_str(), NAME),
        unit: m.unit.clone(),
        told: found.told.iter().map(step).collect(),
        targets: found.targets.iter().map(step).collect(),
        moments: found.moments,
        stands: match standing {
            Standing::None(_) => String::new(),
            standing => standing.shown().to_lowercase(),
        },
    })
}
