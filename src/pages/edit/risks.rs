//! The form of a risk: its wording, and each place where it appears with scores and mitigations.

use leptos::prelude::*;

use super::{
    beside::Beside,
    choices::{ANSWERS, of},
    parts::Rows,
};
use crate::{
    components::{Link, Links, field::Field},
    drafting::{Path, typed::Reading},
    plan::Kind,
};

/// The form of a risk.
pub fn risk(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("text") label="What may go wrong" reading=Reading::Words long=true />
        <Field at=f("reference") label="Reference" reading=Reading::Text width="govuk-input--width-10" />
        <h2>"Scores and what is done about it"</h2>
        <Rows list=f("appearances") noun="place" with_ids=true row=appearance />
        <Beside at=at />
    }
    .into_any()
}

fn appearance(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("current") label="Present score" reading=Reading::Count width="govuk-input--width-3" />
        <Field at=f("target") label="Target score" reading=Reading::Count width="govuk-input--width-3" />
        <div class="wm-wide">
            <Link at=f("priority") label="Puts in doubt" kinds=&[Kind::Priority] />
            <Links at=f("owners") label="Responsible" kinds=ANSWERS />
            <Field
                at=f("wording")
                label="Worded here as"
                reading=Reading::Words
                hint="Only where the plan words it otherwise in this place"
            />
            <Field at=f("reference") label="Numbered here" reading=Reading::Text width="govuk-input--width-10" />
        </div>
        <div class="wm-wide">
            <h3>"Mitigations"</h3>
            <Rows list=f("mitigations") noun="mitigation" with_ids=true row=mitigation />
        </div>
    }
    .into_any()
}

fn mitigation(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <div class="wm-wide">
            <Field at=f("text") label="What is done" reading=Reading::Words />
        </div>
        <Field at=f("start") label="Starts" reading=Reading::Date width="govuk-input--width-10" />
        <Field at=f("end") label="Ends" reading=Reading::Date width="govuk-input--width-10" />
        <div class="wm-wide">
            <Links at=f("owners") label="Who does it" kinds=ANSWERS />
        </div>
    }
    .into_any()
}
