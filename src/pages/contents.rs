//! Everything a plan holds, kind by kind, each record a link.

use leptos::prelude::*;

use crate::{
    app::{View, item_href, use_plan, view_href},
    components::{PageTitle, Unfold, carry::CopySection},
    insight::{Document, document::Part, rows::sentence},
    plan::{Abbreviation, AnyRecord, Definition, Id, Kind, Plan, brief},
};

/// Records of a kind shown before the rest unfold.
const AT_ONCE: usize = 12;

/// The page.
#[component]
pub fn Contents() -> impl IntoView {
    let open = use_plan();
    let within = Signal::derive(move || open.get().front.title.clone());
    view! {
        <PageTitle text="Contents" within=within class="wm-title" />
        {move || {
            let plan = open.get();
            let groups = groups(&plan);
            if groups.is_empty() {
                return view! { <p class="wm-empty">"This plan holds nothing yet."</p> }.into_any();
            }
            let content = Callback::new(move |()| document(&self::groups(&open.get_untracked())));
            let parts: usize = groups.iter().map(|group| group.parts).sum();
            let records: usize = groups.iter().map(|group| group.items.len()).sum();
            let told = match parts {
                0 => String::new(),
                n => format!(
                    " {n} parts of them, such as milestones and mitigations, are on their pages.",
                ),
            };
            view! {
                <section>
                <p>
                    {format!("This plan holds {records} records of {} kinds.{told}", groups.len())}
                </p>
                <CopySection name="Contents" content=content />
                </section>
                <div class="wm-contents">{groups.into_iter().map(section).collect_view()}</div>
            }
                .into_any()
        }}
    }
}

/// All of it, what is folded away as well.
fn document(groups: &[Group]) -> Document {
    let group = |group: &Group| {
        let titles = group.items.iter().map(|(_, title)| title.clone());
        [
            Part::Heading(2, sentence(group.kind.many())),
            Part::List(titles.collect()),
        ]
    };
    let title = [Part::Heading(1, "Contents".to_owned())];
    Document {
        parts: title
            .into_iter()
            .chain(groups.iter().flat_map(group))
            .collect(),
    }
}

fn section(group: Group) -> impl IntoView {
    let name = sentence(group.kind.many());
    let heading = match own_view(group.kind) {
        Some(view) => view! { <a href=view_href(view)>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let count = group.items.len();
    let mut first = group.items;
    let rest = first.split_off(count.min(AT_ONCE));
    let more = (!rest.is_empty()).then(|| {
        let label = format!("Show {} more {}", rest.len(), group.kind.many());
        view! { <Unfold label=label name=group.kind.key()>{list(rest)}</Unfold> }
    });
    view! {
        <section>
            <h2>
                {heading} " "
                <span class="wm-contents__n">{count}</span>
            </h2>
            {list(first)}
            {more}
        </section>
    }
}

fn list(items: Vec<(Id, String)>) -> impl IntoView {
    let item = |(id, title)| {
        view! {
            <li>
                <a href=item_href(&id)>{title}</a>
            </li>
        }
    };
    view! { <ul>{items.into_iter().map(item).collect_view()}</ul> }
}

/// The records of one kind.
struct Group {
    kind: Kind,
    items: Vec<(Id, String)>,
    parts: usize,
}

/// Every kind that has records.
fn groups(plan: &Plan) -> Vec<Group> {
    let group = |&kind: &Kind| {
        let collection = plan.collection(kind);
        let mut parts = 0;
        let items: Vec<(Id, String)> = (0..collection.len())
            .filter_map(|at| collection.record(at))
            .map(|record| {
                record.parts(&mut |_| parts += 1);
                (record.id().clone(), name(&*record))
            })
            .collect();
        Group { kind, items, parts }
    };
    let groups = Kind::ALL.iter().map(group);
    groups.filter(|group| !group.items.is_empty()).collect()
}

/// What the list calls a record: its reference, and the beginning of its title.
fn name(record: &dyn AnyRecord) -> String {
    let meaning = |term: &str, meaning: &str| match meaning {
        "" => term.to_owned(),
        meaning => format!("{term}: {meaning}"),
    };
    if let Some(short) = record.downcast::<Abbreviation>() {
        return meaning(&short.short, &short.long);
    }
    if let Some(term) = record.downcast::<Definition>() {
        return meaning(&term.term, &brief(term.meaning.as_str(), 72));
    }
    let title = brief(&record.title(), 84);
    match (record.reference(), title.is_empty()) {
        ("", true) => format!("Unnamed {}", record.kind().one()),
        ("", false) => title,
        (reference, true) => reference.to_owned(),
        (reference, false) => format!("{reference}: {title}"),
    }
}

/// The page of a kind that has one.
pub(super) fn own_view(kind: Kind) -> Option<View> {
    match kind {
        Kind::Measure => Some(View::Measures),
        Kind::Action => Some(View::Actions),
        Kind::Risk => Some(View::Risks),
        Kind::Money => Some(View::Money),
        Kind::Benchmark => Some(View::Benchmarks),
        Kind::Project => Some(View::Projects),
        Kind::Statistic | Kind::Survey => Some(View::People),
        Kind::Abbreviation | Kind::Definition => Some(View::Glossary),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_record_has_a_name_and_kinds_keep_their_order() {
        let plan = Plan::from_json(json!({
            "actions": [{"id": "a", "reference": "A/1", "text": "Do it",
                         "milestones": [{"id": "m", "text": "Done"}]},
                        {"id": "b"}],
            "abbreviations": [{"id": "x", "short": "DMT", "long": "Management team"}],
            "outcomes": [{"id": "o", "text": "Well. And more."}]}))
        .unwrap();
        let told: Vec<String> = groups(&plan)
            .iter()
            .flat_map(|g| g.items.iter().map(|(_, name)| name.clone()))
            .collect();
        assert_eq!(
            told,
            [
                "Well",
                "A/1: Do it",
                "Unnamed action",
                "DMT: Management team"
            ]
        );
        assert_eq!(groups(&plan)[1].parts, 1);
        let listed = document(&groups(&plan)).parts.len();
        assert_eq!(listed, 1 + 2 * groups(&plan).len());
    }
}
