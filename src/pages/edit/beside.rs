//! The end of every form: what else stands beside a record in print, what it is about, where it is from.

use leptos::prelude::*;
use serde_json::json;

use super::{form_of, parts::Rows};
use crate::{
    app::use_plan,
    components::{Link, Links, Unfold, field::Field},
    drafting::{Path, typed::Reading},
    insight::named,
    plan::{Id, Kind, brief},
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

/// As many records that link to one are listed in its form.
const MOST: usize = 12;

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
        {at.record_id().map(|(_, id)| view! { <LinkedFrom id=id.clone() /> })}
        <Field at=note label="Note" reading=Reading::Text long=true />
        <Unfold label="Other columns, links and source" opened=open>
            {move || opened.get().then(|| view! { <Rest at=at.clone() /> })}
        </Unfold>
    }
}

/// The other side of links: what leads to this record, each a way to its form.
#[component]
fn LinkedFrom(
    /// The record.
    id: Id,
) -> impl IntoView {
    let open = use_plan();
    // Made anew only when other records link to it, and not with every letter.
    let from = Memo::new(move |_| {
        let (plan, index) = (open.written(), open.index());
        let mut seen = Vec::new();
        for (_, from) in index.links_to(&id) {
            let Some(record) = index.record(&plan, from) else {
                continue;
            };
            let one = (
                record.kind(),
                record.id().clone(),
                brief(&named(&*record), 70),
            );
            if !seen.contains(&one) && one.1 != id {
                seen.push(one);
            }
        }
        seen
    });
    let item = |(kind, id, title): (Kind, Id, String)| {
        view! { <li><a href=form_of(kind, Some(&id)).href()>{title}</a> " " <small>{kind.one()}</small></li> }
    };
    view! {
        <Show when=move || from.with(|from| !from.is_empty())>
            <div class="govuk-form-group">
                <h2>"Linked from"</h2>
                <ul class="wm-list">
                    {move || from.get().into_iter().take(MOST).map(item).collect_view()}
                </ul>
                {move || from.with(Vec::len).checked_sub(MOST + 1).map(|more| view! {
                    <p class="wm-sub">{format!("and {} more, listed on its page", more + 1)}</p>
                })}
            </div>
        </Show>
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
