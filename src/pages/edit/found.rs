//! What the checks find in the record that is being written, above its form: each leads to its field.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{OpenPlan, View, painted, use_plan, view_href},
    components::{Unfold, at_rest, field::focus_field},
    insight::{
        checks::{Finding, check_record, rule},
        rows::some,
    },
    plan::{Id, Kind},
};

/// As long the hand has to rest before what it writes is checked: nobody is told of half a sentence.
const REST: Duration = Duration::from_millis(700);

/// The findings about a record and its parts: none until the form is on the screen.
#[component]
pub fn Found(
    /// Its kind.
    kind: Kind,
    /// Its id.
    id: Id,
) -> impl IntoView {
    let open = use_plan();
    let id = StoredValue::new(id);
    let found = RwSignal::new(Vec::new());
    let look = move || {
        // The officer may have gone on to another record meanwhile.
        let now = id.try_with_value(|id| about(open, kind, id));
        if let Some(now) = now
            && found.try_with_untracked(|before| *before != now) == Some(true)
        {
            found.set(now);
        }
    };
    spawn_local(async move {
        painted().await;
        look();
    });
    at_rest(REST, move || drop(open.written()), look);
    move || told(kind, found.get())
}

/// What is found about a record and its parts, with the id that each is about.
fn about(open: OpenPlan, kind: Kind, id: &Id) -> Vec<(Id, Finding)> {
    check_record(&open.written_untracked(), open.as_at_untracked(), kind, id)
}

fn told(kind: Kind, found: Vec<(Id, Finding)>) -> Option<impl IntoView> {
    if found.is_empty() {
        return None;
    }
    let item = |(at, finding): (Id, Finding)| {
        let field = format!("{at}-{}", finding.field);
        let title = rule(finding.rule).map_or("", |rule| rule.title);
        view! {
            <li>
                <button class="wm-link-btn" type="button" on:click=move |_| focus_field(&field)>
                    {title}
                </button>
                <small>{finding.severity.shown()} ": " {finding.what}</small>
            </li>
        }
    };
    let label = format!(
        "Checks: {} in this {}",
        some(found.len(), "thing to look at", "things to look at"),
        kind.one()
    );
    Some(view! {
        <Unfold label name="found">
            <div class="govuk-details__text wm-links wm-links--told">
                <ul>{found.into_iter().map(item).collect_view()}</ul>
                <p><a href=view_href(View::Checks)>"All checks of the plan"</a></p>
            </div>
        </Unfold>
    })
}
