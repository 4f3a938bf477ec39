//! The parts of a plan in the order they are written: the ways between them, and on from each to the next.

use leptos::prelude::*;

use super::{FORM, add, form_of};
use crate::{
    app::{View, focus_next, use_editing, use_location, use_plan},
    insight::rows::sentence,
    plan::Kind,
};

/// The kinds of records as the editor groups them.
const GROUPS: [(&str, &[Kind]); 5] = [
    (
        "Aims and work",
        &[
            Kind::Outcome,
            Kind::Priority,
            Kind::Statement,
            Kind::Measure,
            Kind::Action,
            Kind::Project,
            Kind::Risk,
        ],
    ),
    ("Money", &[Kind::Money, Kind::Proposal, Kind::Table]),
    ("People", &[Kind::Post, Kind::Team, Kind::Organisation]),
    (
        "Evidence",
        &[
            Kind::Statistic,
            Kind::Survey,
            Kind::Benchmark,
            Kind::Achievement,
            Kind::CaseStudy,
            Kind::Equality,
        ],
    ),
    (
        "Running and reading it",
        &[
            Kind::Review,
            Kind::Duty,
            Kind::Question,
            Kind::Narrative,
            Kind::Reference,
            Kind::Definition,
            Kind::Abbreviation,
        ],
    ),
];

/// The kind that is written after another; after the plan's own details the first one.
fn next(kind: Option<Kind>) -> Option<Kind> {
    let mut kinds = GROUPS.iter().flat_map(|(_, kinds)| kinds.iter().copied());
    match kind {
        None => kinds.next(),
        Some(kind) => kinds.skip_while(|this| *this != kind).nth(1),
    }
}

/// The ways between the parts of the plan that can be written: groups, and the kinds of the group one is in.
#[component]
pub fn Sections(
    /// The kind shown; none for the plan's own details.
    kind: Memo<Option<Kind>>,
) -> impl IntoView {
    let open = use_plan();
    let details = use_location().get_untracked().to_view(View::Edit).href();
    let current =
        move |holds: &dyn Fn(Kind) -> bool| kind.get().is_some_and(holds).then_some("true");
    let way = move |this: Kind| {
        let count = Memo::new(move |_| open.get().collection(this).len());
        view! {
            <a href=form_of(this, None).href() aria-current=move || current(&|kind| kind == this)>
                {sentence(this.many())}
                " "
                <span class="wm-tabs__n">{count}</span>
            </a>
        }
    };
    let group = move |(name, kinds): (&'static str, &'static [Kind])| {
        let first = kinds.first().copied()?;
        Some(view! {
            <a href=form_of(first, None).href() aria-current=move || current(&|kind| kinds.contains(&kind))>
                {name}
            </a>
        })
    };
    let ways = move || {
        let (name, kinds) = GROUPS
            .into_iter()
            .find(|(_, kinds)| kind.get().is_some_and(|k| kinds.contains(&k)))?;
        Some(view! {
            <nav class="wm-seg" aria-label=name>
                {kinds.iter().copied().map(way).collect_view()}
            </nav>
        })
    };
    // Which group it is changes less often than which of its kinds.
    view! {
        <nav class="wm-seg" aria-label="Parts of the plan to write">
            <a href=details aria-current=move || kind.get().is_none().then_some("true")>
                "Details"
            </a>
            {GROUPS.into_iter().map(group).collect_view()}
        </nav>
        {ways}
    }
}

/// What comes after a form: another record of the kind, or the next part of the plan. So one goes on with Tab alone, and
/// needn't go back over the form.
#[component]
pub fn Onward(
    /// The kind whose form it is; none for the plan's own details.
    kind: Option<Kind>,
    /// Whether the plan has none of it yet.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let editing = use_editing();
    let location = use_location();
    let another = kind.map(|kind| {
        view! {
            <button
                class="wm-btn"
                type="button"
                disabled=move || !editing.writes.get()
                on:click=move |_| add(editing, location, kind)
            >
                {match first {
                    true => format!("Add the first {}", kind.one()),
                    false => format!("Add another {}", kind.one()),
                }}
            </button>
        }
    });
    let on = match next(kind) {
        Some(next) => (
            form_of(next, None).href(),
            format!("Go on to {}", next.many()),
        ),
        None => {
            let checks = location.get_untracked().to_view(View::Checks);
            (checks.href(), "Go on to the checks".to_owned())
        }
    };
    view! {
        <nav class="wm-cluster" aria-label="What to write next">
            {another}
            <a class="wm-btn" href=on.0 on:click=move |_| focus_next(FORM.to_owned())>
                {on.1}
            </a>
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn going_on_from_part_to_part_meets_each_kind_once() {
        let mut met = Vec::new();
        let mut here = None;
        while let Some(kind) = next(here) {
            assert!(!met.contains(&kind), "{kind:?} comes twice");
            met.push(kind);
            here = Some(kind);
        }
        met.sort_unstable();
        assert_eq!(met, Kind::ALL);
    }
}
