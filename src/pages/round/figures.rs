//! The figures that targets wait for, each with a field for it.

use leptos::prelude::*;

use super::super::edit::{figure_cell::FigureCell, form_of};
use crate::{
    app::use_editing,
    drafting::{Path, figures::Cell},
    insight::round::Awaited,
    plan::{Kind, PointKind},
};

/// Every figure that is awaited.
#[component]
pub fn Awaiting(
    /// In the plan's order.
    figures: Vec<Awaited>,
) -> impl IntoView {
    if figures.is_empty() {
        return ().into_any();
    }
    let count = figures.len();
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <h2>"Figures" " " <span class="wm-links__n">{count}</span></h2>
            <div>{figures.into_iter().map(|one| view! { <Figure one /> }).collect_view()}</div>
        </section>
    }
    .into_any()
}

#[component]
fn Figure(one: Awaited) -> impl IntoView {
    let at = Path::record(Kind::Measure, &one.measure).field("points");
    let points = use_editing().value(at.clone());
    let at = StoredValue::new(at);
    let cell = Cell {
        period: one.period,
        kind: PointKind::Actual,
    };
    let form = form_of(Kind::Measure, Some(&one.measure)).href();
    let last = match one.last.as_str() {
        "" => "No figure yet".to_owned(),
        last => format!("Last {last}"),
    };
    view! {
        <fieldset class="wm-rowform wm-round">
            <legend>{one.name}</legend>
            <p class="wm-sub">
                <span>{format!("Target {} in {}", one.target, one.period.shown())}</span>
                <span>{last}</span>
                <a href=form>"Its form"</a>
            </p>
            <label class="govuk-form-group wm-round__figure">
                <span class="govuk-label">{format!("Actual {}", one.period.shown())}</span>
                <FigureCell at points cell />
            </label>
        </fieldset>
    }
}
