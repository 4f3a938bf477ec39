//! The form of a risk: its wording, and each place where it appears with scores and mitigations.

use leptos::prelude::*;

use super::{beside::Beside, parts::Rows};
use crate::{
    components::{Links, field::Field},
    drafting::{Path, typed::Reading},
    plan::Kind,
};

/// The form of a risk.
#[component]
pub fn RiskForm(
    /// The risk.
    at: Path,
) -> impl IntoView {
    let f = |name: &str| at.clone().field(name);
    view! {
        <Field at=f("reference") label="Reference" reading=Reading::Text width="govuk-input--width-10" />
        <Field at=f("text") label="What may go wrong" reading=Reading::Words long=true />
        <h2>"Scores and what is done about it"</h2>
        <Rows list=f("appearances") noun="place" with_ids=true row=appearance />
        <Beside at=at.clone() />
    }
}

fn appearance(at: Path) -> AnyView {
    let f = |name: &str| at.clone().field(name);
    view! {
        <Field at=f("current") label="Present score" reading=Reading::Count width="govuk-input--width-3" />
        <Field at=f("target") label="Target score" reading=Reading::Count width="govuk-input--width-3" />
        <div class="wm-wide">
            <Links at=f("owners") label="Responsible" kinds=&[Kind::Post, Kind::Team] />
        </div>
        <div class="wm-wide">
            <h3>"Mitigations"</h3>
            <Rows list=f("mitigations") noun="mitigation" with_ids=true row=mitigation />
        </div>
    }
    .into_any()
}

fn mitigation(at: Path) -> AnyView {
    let f = |name: &str| at.clone().field(name);
    view! {
        <div class="wm-wide">
            <Field at=f("text") label="What is done" reading=Reading::Words />
        </div>
        <Field at=f("start") label="Starts" reading=Reading::Date width="govuk-input--width-10" />
        <Field at=f("end") label="Ends" reading=Reading::Date width="govuk-input--width-10" />
    }
    .into_any()
}
