//! The form of a project with its roles, what it takes in, its updates and milestones.

use leptos::prelude::*;

use super::{
    actions::milestone,
    beside::Beside,
    choices::{AIMS, of},
    parts::Rows,
};
use crate::{
    components::{Link, Links, field::Field},
    drafting::{Path, typed::Reading},
    plan::Kind,
};

/// The form of a project, workstream or pillar.
pub fn project(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("name") label="Name" reading=Reading::Words />
        <div class="wm-rowform__fields">
            <Field at=f("sort") label="What it is" reading=Reading::Text hint="Project, workstream or pillar" width="govuk-input--width-10" />
            <Field at=f("status") label="How it stands" reading=Reading::Text hint="Such as on track" />
        </div>
        <Field at=f("description") label="What it is to do" reading=Reading::Cell long=true />
        <Link at=f("parent") label="Part of" kinds=&[Kind::Project] />
        <h2>"Who does what"</h2>
        <Rows list=f("roles") noun="role" with_ids=true row=role />
        <h2>"Milestones"</h2>
        <Rows list=f("milestones") noun="milestone" with_ids=true row=milestone />
        <h2>"Updates"</h2>
        <Rows list=f("updates") noun="update" with_ids=true row=update />
        <h2>"What it takes in"</h2>
        <Rows list=f("scope") noun="line" with_ids=true row=line />
        <h2>"What for and with whom"</h2>
        <Links at=f("serves") label="Works towards" kinds=AIMS />
        <Links at=f("partners") label="Works with" kinds=&[Kind::Organisation] />
        <Beside at=at />
    }
    .into_any()
}

fn role(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("title") label="Role" reading=Reading::Text hint="Such as Sponsor" />
        <Field at=f("holder") label="Held by" reading=Reading::Cell hint="A name, or TBC, Vacant or None" />
        <Link at=f("post") label="Their post" kinds=&[Kind::Post] />
    }
    .into_any()
}

fn update(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("date") label="Date" reading=Reading::Date width="govuk-input--width-10" />
        <div class="wm-wide">
            <Field at=f("text") label="What has happened" reading=Reading::Words long=true />
        </div>
    }
    .into_any()
}

/// A line of a list within a record.
pub fn line(at: Path) -> AnyView {
    view! {
        <div class="wm-wide">
            <Field at=at.field("text") label="Line" reading=Reading::Words />
        </div>
    }
    .into_any()
}
