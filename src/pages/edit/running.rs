//! The forms of how the plan is run: reviews, duties and questions to members.

use leptos::prelude::*;

use super::{
    beside::Beside,
    choices::{ANSWERS, of},
};
use crate::{
    components::{Links, field::Field},
    drafting::{Path, typed::Reading},
};

/// The form of a review.
pub fn review(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("text") label="What is reviewed" reading=Reading::Words long=true />
        <div class="wm-rowform__fields">
            <Field at=f("frequency") label="How often" reading=Reading::Text hint="Such as every quarter" width="govuk-input--width-20" />
            <Field at=f("next") label="Next on" reading=Reading::Date width="govuk-input--width-10" />
        </div>
        <Links at=f("by") label="Reviewed by" kinds=ANSWERS />
        <Beside at=at />
    }
    .into_any()
}

/// The form of a duty.
pub fn duty(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("text") label="The duty" reading=Reading::Words long=true />
        <Field at=f("basis") label="Law or guidance it comes from" reading=Reading::Text hint="Such as the Care Act 2014" />
        <Links at=f("holders") label="Held by" kinds=ANSWERS />
        <Beside at=at />
    }
    .into_any()
}

/// The form of a question to members.
pub fn question(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("text") label="Question" reading=Reading::Words long=true />
        <Field at=f("reference") label="Number" reading=Reading::Text width="govuk-input--width-5" />
        <Field at=f("asked_of") label="Who is asked" reading=Reading::Text hint="Such as the scrutiny committee" />
        <Beside at=at />
    }
    .into_any()
}
