//! The form of a measure with its figures.

use leptos::prelude::*;
use serde_json::json;

use super::{beside::Beside, parts::Rows};
use crate::{
    components::{
        Links,
        field::{Choice, Field},
    },
    drafting::{Path, typed::Reading},
    plan::{Frequency, Kind, PointKind, Polarity},
};

/// The JSON name and the shown name of each choice.
pub fn choices<T: serde::Serialize + Copy>(
    all: &[T],
    shown: fn(T) -> &'static str,
) -> Vec<(String, String)> {
    all.iter()
        .filter_map(|&one| {
            let key = serde_json::to_string(&one).ok()?;
            Some((key.trim_matches('"').to_owned(), shown(one).to_owned()))
        })
        .collect()
}

/// The form of a measure.
#[component]
pub fn MeasureForm(
    /// The measure.
    at: Path,
) -> impl IntoView {
    let f = |name: &str| at.clone().field(name);
    let polarity = [
        Polarity::HigherIsBetter,
        Polarity::LowerIsBetter,
        Polarity::Neutral,
    ];
    let frequency = [
        Frequency::Monthly,
        Frequency::Quarterly,
        Frequency::HalfYearly,
        Frequency::Annual,
        Frequency::Biennial,
    ];
    view! {
        <Field at=f("name") label="Name" reading=Reading::Words long=true />
        <div class="wm-rowform__fields">
            <Field at=f("code") label="Code" reading=Reading::Text width="govuk-input--width-5" />
            <Field
                at=f("unit")
                label="Counted in"
                reading=Reading::Text
                hint="Such as % or people"
                width="govuk-input--width-10"
            />
            <Choice at=f("polarity") label="Which way is better" options=choices(&polarity, Polarity::shown) />
            <Choice at=f("frequency") label="How often" options=choices(&frequency, Frequency::shown) />
        </div>
        <h2>"Figures"</h2>
        <Rows list=f("points") noun="figure" begins_as=json!({"kind": "target"}) row=point />
        <h2>"Who and what for"</h2>
        <Links at=f("serves") label="Shows the way to" kinds=&[Kind::Priority, Kind::Outcome] />
        <Links at=f("areas") label="Service area" kinds=&[Kind::Team] />
        <Links at=f("owners") label="Responsible" kinds=&[Kind::Post, Kind::Team] />
        <Field at=f("group") label="Listed under" reading=Reading::Text />
        <Beside at=at.clone() />
    }
}

fn point(at: Path) -> AnyView {
    let f = |name: &str| at.clone().field(name);
    let kinds = [
        PointKind::Baseline,
        PointKind::Actual,
        PointKind::Forecast,
        PointKind::Target,
    ];
    view! {
        <Field at=f("period") label="Period" reading=Reading::Period width="govuk-input--width-5" />
        <Choice at=f("kind") label="What it is" options=choices(&kinds, PointKind::shown) />
        <Field at=f("value") label="Figure" reading=Reading::Figure width="govuk-input--width-5" />
        <Field at=f("as_at") label="As at" reading=Reading::Date width="govuk-input--width-10" />
        <Field at=f("column") label="Column heading" reading=Reading::Text />
    }
    .into_any()
}
