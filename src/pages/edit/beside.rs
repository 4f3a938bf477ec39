//! The end of every form: what else stands beside a record in print, what it is about, where it is from.

use leptos::prelude::*;
use serde_json::json;

use super::parts::Rows;
use crate::{
    components::{Link, Links, Unfold, field::Field},
    drafting::{Path, typed::Reading},
    plan::Kind,
};

/// What a record can be said to be about.
const ABOUT: &[Kind] = &[
    Kind::Outcome,
    Kind::Priority,
    Kind::Measure,
    Kind::Action,
    Kind::Risk,
    Kind::Money,
    Kind::Project,
    Kind::Team,
    Kind::Post,
    Kind::Organisation,
    Kind::Reference,
];

/// The fields that every kind of record has.
#[component]
pub fn Beside(
    /// The record.
    at: Path,
) -> impl IntoView {
    let f = |name: &str| at.clone().field(name);
    let note = f("note");
    // The lists to link from hold most of the plan, and would be made anew with every letter typed.
    let (opened, open) = signal(false);
    view! {
        <Field at=note label="Note" reading=Reading::Text long=true />
        <Unfold label="Other columns, links and source" opened=open>
            {move || opened.get().then(|| view! { <Rest at=at.clone() /> })}
        </Unfold>
    }
}

/// What is folded away in every form.
#[component]
fn Rest(
    /// The record.
    at: Path,
) -> impl IntoView {
    let f = |name: &str| at.clone().field(name);
    view! {
        <div class="wm-stack wm-stack--m">
            <Rows list=f("cells") noun="column" begins_as=json!({}) row=cell />
            <Links at=f("about") label="About" kinds=ABOUT />
            <Link at=f("table") label="Stands in the table" kinds=&[Kind::Table] />
            <Field
                at=f("source")
                label="Where it is from"
                reading=Reading::Text
                hint="A page or section"
            />
        </div>
    }
}

fn cell(at: Path) -> AnyView {
    let f = |name: &str| at.clone().field(name);
    view! {
        <Field at=f("label") label="Heading" reading=Reading::Text />
        <Field at=f("value") label="What stands there" reading=Reading::Cell hint="Words, or TBC or Blank" />
    }
    .into_any()
}
