//! The form of a measure with its figures.

use leptos::prelude::*;
use serde_json::json;

use super::{
    beside::Beside,
    choices::{AIMS, ANSWERS, choices, of, ratings},
    figures::Figures,
    parts::Rows,
};
use crate::{
    components::{
        Links,
        field::{Choice, Field},
    },
    drafting::{Path, typed::Reading},
    plan::{Aspect, Frequency, Kind, PointKind, Polarity},
};

/// The form of a measure.
pub fn measure(at: Path) -> AnyView {
    let f = of(&at);
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
            <Field at=f("framework") label="Framework" reading=Reading::Text hint="Such as ASCOF" width="govuk-input--width-10" />
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
        <Figures list=f("points") row=point />
        <h2>"As the council rates it"</h2>
        <Rows list=f("ratings") noun="rating" begins_as=json!({}) row=rating />
        <Field at=f("explanation") label="What is said of its figures" reading=Reading::Cell long=true />
        <h2>"Who and what for"</h2>
        <Links at=f("serves") label="Shows the way to" kinds=AIMS />
        <Links at=f("areas") label="Service area" kinds=&[Kind::Team] />
        <Links at=f("owners") label="Responsible" kinds=ANSWERS />
        <div class="wm-rowform__fields">
            <Field at=f("group") label="Listed under" reading=Reading::Text />
            <Field at=f("corporate_priority") label="Corporate priority" reading=Reading::Cell />
        </div>
        <Field
            at=f("marks")
            label="Marked as"
            reading=Reading::Lines
            hint="Marks set against it, such as KBM, one on each line"
            long=true
        />
        <Beside at=at />
    }
    .into_any()
}

fn rating(at: Path) -> AnyView {
    let f = of(&at);
    let aspects = [Aspect::Overall, Aspect::Attainment, Aspect::Direction];
    view! {
        <Choice at=f("aspect") label="What is rated" options=choices(&aspects, Aspect::shown) />
        <Choice at=f("rating") label="Rating" options=ratings() />
    }
    .into_any()
}

fn point(at: Path) -> AnyView {
    let f = of(&at);
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
        <Field at=f("qualifier") label="Said of it" reading=Reading::Text hint="Such as at least, or provisional" />
        <Field at=f("breakdown") label="For which part" reading=Reading::Text hint="Only if it counts less than the measure" />
        <Field at=f("column") label="Column heading" reading=Reading::Text />
    }
    .into_any()
}
