//! The forms of what the plan is for: outcomes, priorities and statements.

use leptos::prelude::*;

use super::{
    beside::Beside,
    choices::{choices, of},
};
use crate::{
    components::{
        Link, Links,
        field::{Choice, Field},
    },
    drafting::{Path, typed::Reading},
    plan::{Kind, Level, StatementRole},
};

fn levels() -> Vec<(String, String)> {
    choices(&[Level::Corporate, Level::Directorate], Level::shown)
}

/// The form of an outcome.
pub fn outcome(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field
            at=f("text")
            label="Outcome"
            reading=Reading::Words
            hint="What will be different for people"
            long=true
        />
        <Field at=f("reference") label="Number or code" reading=Reading::Text width="govuk-input--width-10" />
        <Choice at=f("level") label="Whose outcome it is" options=levels() />
        <Link at=f("parent") label="Part of a larger outcome" kinds=&[Kind::Outcome] />
        <Beside at=at />
    }
    .into_any()
}

/// The form of a priority.
pub fn priority(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field
            at=f("text")
            label="Priority"
            reading=Reading::Words
            hint="What comes first in this plan"
            long=true
        />
        <Field at=f("reference") label="Number or code" reading=Reading::Text width="govuk-input--width-10" />
        <Choice at=f("level") label="Whose priority it is" options=levels() />
        <Links at=f("outcomes") label="Works towards" kinds=&[Kind::Outcome] />
        <Beside at=at />
    }
    .into_any()
}

/// The form of a statement: a purpose, a value, a principle and the like.
pub fn statement(at: Path) -> AnyView {
    let f = of(&at);
    let roles = [
        StatementRole::Purpose,
        StatementRole::Intention,
        StatementRole::Aim,
        StatementRole::Value,
        StatementRole::Principle,
        StatementRole::Approach,
        StatementRole::Influence,
        StatementRole::Function,
        StatementRole::Strength,
        StatementRole::Initiative,
        StatementRole::Challenge,
        StatementRole::Feedback,
    ];
    view! {
        <div class="wm-rowform__fields">
            <Choice at=f("role") label="Stands under" options=choices(&roles, StatementRole::heading) />
            <Field at=f("reference") label="Number or code" reading=Reading::Text width="govuk-input--width-10" />
        </div>
        <Field at=f("name") label="Short name" reading=Reading::Text hint="If it has one, such as Dignity" />
        <Field at=f("text") label="Statement" reading=Reading::Words long=true />
        <Field at=f("heading") label="Listed under" reading=Reading::Text hint="The heading above the list it is in" />
        <Beside at=at />
    }
    .into_any()
}
