//! The forms of what helps to read the plan: passages, related documents, definitions, abbreviations.

use leptos::prelude::*;

use super::{beside::Beside, choices::of};
use crate::{
    components::field::Field,
    drafting::{Path, typed::Reading},
};

/// The form of a passage of prose.
pub fn narrative(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("heading") label="Heading" reading=Reading::Text />
        <Field at=f("text") label="Passage" reading=Reading::Words long=true />
        <Beside at=at />
    }
    .into_any()
}

/// The form of a related document.
pub fn reference(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("title") label="Title" reading=Reading::Text />
        <div class="wm-rowform__fields">
            <Field at=f("date") label="Date or period" reading=Reading::Text width="govuk-input--width-10" />
            <Field at=f("group") label="Listed under" reading=Reading::Text hint="Such as National guidance" />
        </div>
        <Field at=f("url") label="Public address" reading=Reading::Text hint="Such as www.gov.uk/care-act" />
        <Field at=f("remark") label="What the plan says of it" reading=Reading::Words long=true />
        <Field
            at=f("variants")
            label="Also called"
            reading=Reading::Lines
            hint="Other ways the plan writes it, one on each line"
            long=true
        />
        <Beside at=at />
    }
    .into_any()
}

/// The form of a definition.
pub fn definition(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("term") label="Term" reading=Reading::Text width="govuk-input--width-20" />
        <Field at=f("meaning") label="What it means" reading=Reading::Words long=true />
        <Field at=f("scope") label="Where it is used" reading=Reading::Text hint="Only if it means something else in other places" />
        <Beside at=at />
    }
    .into_any()
}

/// The form of an abbreviation.
pub fn abbreviation(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("short") label="Abbreviation" reading=Reading::Text hint="Such as ASCOF" width="govuk-input--width-10" />
        <Field at=f("long") label="What it stands for" reading=Reading::Text />
        <Beside at=at />
    }
    .into_any()
}
