//! The forms of who is in the plan: posts, service areas and organisations.

use leptos::prelude::*;

use super::{beside::Beside, choices::of};
use crate::{
    components::{Link, field::Field},
    drafting::{Path, typed::Reading},
    plan::Kind,
};

const VARIANTS: &str = "Other ways the plan writes it, one on each line";
const DUTIES: &str = "One on each line";

/// The form of a post.
pub fn post(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("title") label="Title" reading=Reading::Text hint="Such as Head of Strategic Commissioning" />
        <Field
            at=f("holder")
            label="Held by"
            reading=Reading::Cell
            hint="A name, or TBC or Vacant. Never a phone number or an email address"
        />
        <Link at=f("team") label="Leads or belongs to" kinds=&[Kind::Team] />
        <Field
            at=f("responsibilities")
            label="Answers for"
            reading=Reading::Lines
            hint=DUTIES
            long=true
        />
        <Field at=f("details") label="Also said of the post" reading=Reading::Lines hint=DUTIES long=true />
        <Field at=f("variants") label="Also called" reading=Reading::Lines hint=VARIANTS long=true />
        <Beside at=at />
    }
    .into_any()
}

/// The form of a team or service area.
pub fn team(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("name") label="Name" reading=Reading::Text />
        <Field at=f("lead") label="Led by" reading=Reading::Cell hint="A name or a post, or TBC or Vacant" />
        <Link at=f("parent") label="Part of" kinds=&[Kind::Team] />
        <Field
            at=f("responsibilities")
            label="Responsible for"
            reading=Reading::Lines
            hint=DUTIES
            long=true
        />
        <Field at=f("variants") label="Also called" reading=Reading::Lines hint=VARIANTS long=true />
        <Beside at=at />
    }
    .into_any()
}

/// The form of an organisation.
pub fn organisation(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("name") label="Name" reading=Reading::Text />
        <Field
            at=f("description")
            label="What it is to this plan"
            reading=Reading::Words
            hint="A partner, a provider, a board"
            long=true
        />
        <Field at=f("variants") label="Also called" reading=Reading::Lines hint=VARIANTS long=true />
        <Beside at=at />
    }
    .into_any()
}
