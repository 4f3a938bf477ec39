//! The short forms: outcomes, priorities, service areas and posts, which other records link to.

use leptos::prelude::*;

use super::beside::Beside;
use crate::{
    components::{Links, field::Field},
    drafting::{Path, typed::Reading},
    plan::Kind,
};

/// The form of an outcome, a priority, a service area or a post.
#[component]
pub fn AimForm(
    /// Which of them.
    kind: Kind,
    /// The record.
    at: Path,
) -> impl IntoView {
    let f = |name: &str| at.clone().field(name);
    let fields = match kind {
        Kind::Team => view! {
            <Field at=f("name") label="Name" reading=Reading::Text />
            <Field at=f("lead") label="Led by" reading=Reading::Cell hint="A name, or TBC or Vacant" />
        }
        .into_any(),
        Kind::Post => view! {
            <Field at=f("title") label="Title" reading=Reading::Text />
            <Field at=f("holder") label="Held by" reading=Reading::Cell hint="A name, or TBC or Vacant" />
        }
        .into_any(),
        _ => view! {
            <Field at=f("reference") label="Number or code" reading=Reading::Text width="govuk-input--width-10" />
            <Field at=f("text") label="Wording" reading=Reading::Words long=true />
            {(kind == Kind::Priority)
                .then(|| {
                    view! {
                        <Links at=f("outcomes") label="Works towards" kinds=&[Kind::Outcome] />
                    }
                })}
        }
        .into_any(),
    };
    view! {
        {fields}
        <Beside at=at />
    }
}
