//! Results as the reader sees them: kind by kind, what was looked for marked, what is only near last.

use leptos::prelude::*;

use super::{keys::focus_next_new, question::SOME, told::no_exact_match};
use crate::{
    app::{Address, use_location},
    insight::{
        rows::sentence,
        search::{Found, Hit, Marked},
    },
    plan::Kind,
};

/// What follows the results that are shown.
pub enum More {
    /// More of them, on this page: so many are shown, in what has this id.
    Here(usize, &'static str),
    /// All of them, at an address.
    At(String),
}

/// Hits kind by kind, those that are only near last.
type Groups = Vec<(Group, Vec<Hit>)>;

/// What a group of hits has in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Kind(Kind),
    Near,
}

/// The results in one plan, whose items are under `plan`.
pub fn results(found: Found, plan: &Address, more: &More) -> AnyView {
    let instead: Vec<String> = found.instead().into_iter().map(str::to_owned).collect();
    let (total, shown) = (found.total, found.hits.len());
    // A few need no headings: each row says what it is.
    let few = matches!(more, More::At(_));
    let mut groups: Vec<(Option<AnyView>, Vec<Hit>)> = Vec::new();
    for (group, hits) in grouped(found.hits) {
        match (group, groups.last_mut()) {
            (Group::Kind(_), Some((_, last))) if few => last.extend(hits),
            (Group::Kind(_), None) if few => groups.push((None, hits)),
            (Group::Kind(kind), _) => {
                let heading = kind_heading(kind, hits.len(), &found.kinds);
                groups.push((Some(heading), hits));
            }
            (Group::Near, _) => {
                let said = no_exact_match(&instead, " in these", "");
                groups.push((Some(view! { <h3>{said}</h3> }.into_any()), hits));
            }
        }
    }
    let groups = groups.into_iter().map(|(heading, hits)| {
        let rows = hits.into_iter().map(|hit| row(hit, plan));
        view! {
            <section>
                {heading} <div class="wm-card wm-card--flush">
                    <ul>{rows.collect_view()}</ul>
                </div>
            </section>
        }
    });
    let rest = (total > shown).then(|| match more {
        More::Here(so_far, section) => more_here(*so_far, total - shown, section).into_any(),
        More::At(href) => view! {
            <a class="wm-btn wm-more" href=href.clone()>
                {format!("All {total} in this plan")}
            </a>
        }
        .into_any(),
    });
    view! {
        <div class="wm-stack wm-hits">{groups.collect_view()}</div>
        {rest}
    }
    .into_any()
}

/// Names a kind, with how many hits of it are shown of how many.
fn kind_heading(kind: Kind, shown: usize, kinds: &[(Kind, usize)]) -> AnyView {
    let of_kind = |(k, count): &(Kind, usize)| (*k == kind).then_some(*count);
    let count = match kinds.iter().find_map(of_kind) {
        Some(all) if all > shown => format!("{shown} of {all}"),
        _ => shown.to_string(),
    };
    view! {
        <h3>
            {sentence(kind.many())} " " <small>{count}</small>
        </h3>
    }
    .into_any()
}

/// Shows some more in the same place, and goes on from the first of them.
fn more_here(so_far: usize, rest: usize, section: &'static str) -> impl IntoView {
    let location = use_location();
    let show = move |_| {
        focus_next_new(section);
        location.change("show", &(so_far + SOME).to_string());
    };
    view! {
        <button class="wm-btn wm-more" type="button" on:click=show>
            {format!("Show {} more", rest.min(SOME))}
        </button>
    }
}

fn row(hit: Hit, plan: &Address) -> impl IntoView + use<> {
    line(
        hit.noun,
        &hit.title,
        hit.excerpt.as_ref(),
        &hit.reference,
        plan.to_item(&hit.id).href(),
    )
}

/// One result.
pub fn line(
    noun: &str,
    title: &Marked,
    excerpt: Option<&Marked>,
    reference: &Marked,
    href: String,
) -> impl IntoView + use<> {
    let excerpt = excerpt.map(|text| view! { <small>{lit(text)}</small> });
    let reference = (!reference.is_empty())
        .then(|| view! { <span class="wm-hit__where">{lit(reference)}</span> });
    view! {
        <li>
            <a class="wm-hit" href=href>
                <span class="wm-hit__kind">{sentence(noun)}</span>
                " "
                <span class="wm-hit__text">{lit(title)} " " {excerpt}</span>
                " "
                {reference}
            </a>
        </li>
    }
}

/// A text with the words looked for marked.
fn lit(text: &Marked) -> impl IntoView + use<> {
    let piece = |(text, on): &(String, bool)| match on {
        true => view! { <mark>{text.clone()}</mark> }.into_any(),
        false => text.clone().into_any(),
    };
    text.0.iter().map(piece).collect_view()
}

/// Hits kind by kind, the kind of the best first; near ones by themselves if there are others.
fn grouped(hits: Vec<Hit>) -> Groups {
    let all_near = hits.iter().all(|hit| hit.near);
    let mut groups: Groups = Vec::new();
    for hit in hits {
        let group = match hit.near && !all_near {
            true => Group::Near,
            false => Group::Kind(hit.kind),
        };
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, hits)) => hits.push(hit),
            None => groups.push((group, vec![hit])),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{insight::SearchIndex, plan::Plan};
    use serde_json::json;

    fn groups(words: &str) -> Vec<(Group, usize)> {
        let plan = Plan::from_json(json!({
            "measures": [{"id": "m1", "name": "Carers helped"}, {"id": "m2", "name": "Carers"}],
            "actions": [{"id": "a1", "reference": "A/1", "text": "Reach carers"},
                        {"id": "a2", "text": "Find accommodation"},
                        {"id": "a3", "text": "Find accomodation"}]}))
        .unwrap();
        let found = SearchIndex::of(&plan).search(words, None, 99);
        let groups = grouped(found.hits).into_iter();
        groups.map(|(group, hits)| (group, hits.len())).collect()
    }

    #[test]
    fn the_kind_of_the_best_result_comes_first() {
        assert_eq!(groups("reach carers")[0].0, Group::Kind(Kind::Action));
        let (measures, actions) = (Group::Kind(Kind::Measure), Group::Kind(Kind::Action));
        assert_eq!(groups("carers"), [(measures, 2), (actions, 1)]);
    }

    #[test]
    fn near_ones_stand_by_themselves_after_the_others() {
        let actions = Group::Kind(Kind::Action);
        assert_eq!(groups("accomodation"), [(actions, 1), (Group::Near, 1)]);
        assert_eq!(groups("accommmodation"), [(actions, 2)]);
    }
}
