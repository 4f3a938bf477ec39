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
    let (cells, about, table, source) = (f("cells"), f("about"), f("table"), f("source"));
    view! {
        <Field at=f("note") label="Note" reading=Reading::Text long=true />
        <Unfold label="Other columns, links and source">
            <div class="wm-stack wm-stack--m">
                <Rows list=cells noun="column" begins_as=json!({}) row=cell />
                <Links at=about label="About" kinds=ABOUT />
                <Link at=table label="Stands in the table" kinds=&[Kind::Table] />
                <Field
                    at=source
                    label="Where it is from"
                    reading=Reading::Text
                    hint="A page or section"
                />
            </div>
        </Unfold>
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
