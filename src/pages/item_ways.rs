//! The ways from an item: up the golden thread, and to the ones before and after it.

use leptos::prelude::*;

use super::contents::own_view;
use crate::{
    app::{View, item_href, view_href},
    insight::{Index, beside, facts::thread, rows, what_is},
    plan::{Id, Kind, Plan},
};

/// The most characters a step has.
const LINK: usize = 110;
/// The most characters of the item's own title in its thread.
const HERE: usize = 50;

/// The page where a kind is listed, and what that is called.
fn listed_in(kind: Kind) -> (View, String) {
    match own_view(kind) {
        Some(View::Money) => (View::Money, "Money".to_owned()),
        Some(View::People) => (View::People, "People".to_owned()),
        Some(View::Glossary) => (View::Glossary, "Glossary".to_owned()),
        Some(view) => (view, rows::sentence(kind.many())),
        None if matches!(kind, Kind::Outcome | Kind::Priority) => {
            (View::Thread, "Golden thread".to_owned())
        }
        None => (View::Contents, "Contents".to_owned()),
    }
}

/// From the plan's aims down to the item; from the page where it is listed, if it hangs from no aim.
pub fn thread_nav(plan: &Plan, index: &Index, id: &Id) -> AnyView {
    let chain = thread(plan, index, id);
    let top = chain.first().map(|(kind, ..)| *kind);
    let hangs = chain.len() > 1 && matches!(top, Some(Kind::Outcome | Kind::Priority));
    let page = top.filter(|_| !hangs).map(|kind| {
        let (to, name) = listed_in(kind);
        view! {
            <li>
                <span class="wm-thread__kind">"Page"</span>
                <a href=view_href(to)>{name}</a>
            </li>
        }
    });
    let steps = chain.into_iter().map(|(_, step, title)| {
        let here = step == *id;
        // The whole title stands right below.
        let words = rows::short(&title, if here { HERE } else { LINK });
        let kind = what_is(plan, index, &step);
        let name = match here {
            true => view! { <span>{words}</span> }.into_any(),
            false => view! { <a href=item_href(&step)>{words}</a> }.into_any(),
        };
        view! {
            <li aria-current=here.then_some("true")>
                <span class="wm-thread__kind">{kind}</span>
                {name}
            </li>
        }
    });
    view! {
        <nav
            class="wm-thread"
            aria-label=if hangs { "Golden thread" } else { "Where this stands" }
        >
            <ol>{page} {steps.collect_view()}</ol>
        </nav>
    }
    .into_any()
}

/// The ones before and after it among its own kind.
pub fn prev_next(plan: &Plan, index: &Index, id: &Id) -> AnyView {
    let (before, after) = beside(plan, index, id);
    if before.is_none() && after.is_none() {
        return ().into_any();
    }
    let place = index.place(id);
    let many = place.map_or("items", |p| match p.part {
        Some(_) => "Parts",
        None => p.kind.many(),
    });
    let link = |id: Id, rel: &'static str, word: &'static str| {
        view! {
            <a rel=rel href=item_href(&id)>
                <small>{word}</small>
                <span>{rows::short(&index.title(plan, &id), 60)}</span>
            </a>
        }
    };
    view! {
        <nav class="wm-prevnext" aria-label=rows::sentence(many)>
            {before.map(|id| link(id, "prev", "Previous"))}
            {after.map(|id| link(id, "next", "Next"))}
        </nav>
    }
    .into_any()
}
