//! The form of an action with its milestones.

use leptos::prelude::*;

use super::{beside::Beside, measures::choices, parts::Rows};
use crate::{
    components::{
        Links,
        field::{Choice, Field},
    },
    drafting::{Path, typed::Reading},
    plan::{Kind, Progress},
};

const PROGRESS: [Progress; 4] = [
    Progress::NotStarted,
    Progress::Underway,
    Progress::Done,
    Progress::Dropped,
];

/// The form of an action.
#[component]
pub fn ActionForm(
    /// The action.
    at: Path,
) -> impl IntoView {
    let f = |name: &str| at.clone().field(name);
    view! {
        <Field at=f("reference") label="Reference" reading=Reading::Text width="govuk-input--width-10" />
        <Field at=f("text") label="What will be done" reading=Reading::Words long=true />
        <div class="wm-rowform__fields">
            <Field at=f("start") label="Starts" reading=Reading::Date width="govuk-input--width-10" />
            <Field at=f("end") label="Ends" reading=Reading::Date width="govuk-input--width-10" />
            <Choice at=f("progress") label="Progress" options=choices(&PROGRESS, Progress::shown) />
        </div>
        <h2>"Milestones"</h2>
        <Rows list=f("milestones") noun="milestone" with_ids=true row=milestone />
        <h2>"Who and what for"</h2>
        <Links at=f("serves") label="Works towards" kinds=&[Kind::Priority, Kind::Outcome] />
        <Links at=f("responsible") label="Responsible" kinds=&[Kind::Post, Kind::Team, Kind::Organisation] />
        <Links at=f("areas") label="Service area" kinds=&[Kind::Team] />
        <Links at=f("measures") label="Measured by" kinds=&[Kind::Measure] />
        <Beside at=at.clone() />
    }
}

fn milestone(at: Path) -> AnyView {
    let f = |name: &str| at.clone().field(name);
    view! {
        <div class="wm-wide">
            <Field at=f("text") label="What will have happened" reading=Reading::Words />
        </div>
        <Field at=f("due") label="Due" reading=Reading::Date width="govuk-input--width-10" />
        <Choice at=f("progress") label="Progress" options=choices(&PROGRESS, Progress::shown) />
        <Field at=f("done_on") label="Done on" reading=Reading::Date width="govuk-input--width-10" />
    }
    .into_any()
}
