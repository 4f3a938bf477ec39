//! The ways between a plan's pages: those that most readers want as tabs, as many as the screen has room for, and the
//! others under 'More', by what they are for. Which of them are tabs is known by a rank and left to the style sheet, so
//! that nothing is measured and nothing moves.

use leptos::{ev, html, prelude::*, web_sys};
use wasm_bindgen::JsCast;

use crate::{
    app::{View, focus, notes_of_this_plan, use_location, use_notebook, use_plan, view_href},
    insight::timeline::has_dates,
    plan::Plan,
};

/// From which screen on a page is a tab: every one, a tablet's, a laptop's, or none.
type Rank = usize;

/// How many tabs there are before those of a wider screen begin, notes left out.
const ROOM: [usize; 3] = [3, 5, 9];
/// The rank of notes, which always have a tab beside those.
const NOTES: Rank = 1;
/// The id of what 'More' opens, and of its button.
const MENU: &str = "more-pages";
const MORE: &str = "more";

/// What a page is for: the headings under 'More'.
const GROUPS: [&str; 3] = ["In the plan", "Look closer", "Look up"];

/// A page that has something to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Way {
    view: View,
    name: &'static str,
    group: usize,
    rank: Rank,
}

/// The pages a plan has, those first that most readers want.
fn ways(plan: &Plan) -> Vec<Way> {
    let aims = !plan.outcomes.is_empty() || !plan.priorities.is_empty();
    let people = !plan.statistics.is_empty() || !plan.surveys.is_empty();
    let terms = !plan.abbreviations.is_empty() || !plan.definitions.is_empty();
    let all = [
        (View::Overview, "Overview", 0, true),
        (View::Measures, "Measures", 0, !plan.measures.is_empty()),
        (View::Actions, "Actions", 0, !plan.actions.is_empty()),
        (View::Risks, "Risks", 0, !plan.risks.is_empty()),
        (View::Money, "Money", 0, !plan.money.is_empty()),
        (View::Timeline, "Timeline", 0, has_dates(plan)),
        (View::Thread, "Thread", 0, aims),
        (View::People, "People", 0, people),
        (
            View::Benchmarks,
            "Benchmarks",
            0,
            !plan.benchmarks.is_empty(),
        ),
        (View::Projects, "Projects", 0, !plan.projects.is_empty()),
        (View::Notes, "My notes", 1, true),
        (View::Compare, "Compare", 1, true),
        (View::Checks, "Checks", 1, true),
        (View::Contents, "Contents", 2, true),
        (View::Glossary, "Glossary", 2, terms),
        (View::Source, "Source", 2, plan.front.document.is_some()),
    ];
    let mut before = 0;
    let there = all.into_iter().filter(|(.., has)| *has);
    there
        .map(|(view, name, group, _)| {
            let rank = match view {
                View::Notes => NOTES,
                _ => {
                    before += 1;
                    ROOM.iter().filter(|room| before > **room).count()
                }
            };
            Way {
                view,
                name,
                group,
                rank,
            }
        })
        .collect()
}

/// The tabs and 'More'.
#[component]
pub fn Tabs() -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let here = location.part(|a| a.item.is_none().then_some(a.view));
    let ways = Memo::new(move |_| ways(&open.get()));
    let book = use_notebook();
    let key = notes_of_this_plan();
    let noted = Memo::new(move |_| book.count(&key.get()));
    let count = move || {
        let noted = noted.get();
        (noted > 0).then(|| view! { <span class="wm-tabs__n">{noted}</span> })
    };
    let link = move |way: Way| {
        view! {
            <a
                href=view_href(way.view)
                data-rank=way.rank
                aria-current=move || (here.get() == Some(way.view)).then_some("page")
            >
                {way.name}
                {(way.view == View::Notes).then_some(count)}
            </a>
        }
        .into_any()
    };
    let links = move |wanted: &dyn Fn(&Way) -> bool| {
        ways.with(|ways| {
            let wanted = ways.iter().copied().filter(|way| wanted(way));
            wanted.map(link).collect_view()
        })
    };
    let group = move |at: usize| {
        // A heading stands for as long as one of its pages does.
        let rank = move || {
            ways.with(|ways| {
                let own = ways.iter().filter(|way| way.group == at);
                own.map(|way| way.rank).max()
            })
        };
        let heading = GROUPS.get(at).copied();
        view! {
            <div role="group" aria-label=heading data-rank=rank>
                <p aria-hidden="true">{heading}</p>
                {move || links(&|way| way.group == at && way.rank > 0)}
            </div>
        }
        .into_any()
    };
    let current = Memo::new(move |_| {
        let here = here.get()?;
        ways.with(|ways| ways.iter().find(|way| way.view == here).copied())
    });
    let most = move || ways.with(|ways| ways.iter().map(|way| way.rank).max());
    let opened = RwSignal::new(false);
    let place = NodeRef::<html::Div>::new();
    // Whether something that happened lies elsewhere on the page.
    let outside = move |target: Option<web_sys::EventTarget>| {
        let target = target.and_then(|t| t.dyn_into::<web_sys::Node>().ok());
        place
            .get_untracked()
            .is_some_and(|place| target.is_some() && !place.contains(target.as_ref()))
    };
    let click = window_event_listener(ev::click, move |event| {
        if opened.get_untracked() && outside(event.target()) {
            opened.set(false);
        }
    });
    on_cleanup(move || click.remove());
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && opened.get_untracked() {
            opened.set(false);
            focus(MORE);
        }
    };
    view! {
        <nav class="wm-tabs" aria-label="Plan">
            {move || links(&|way| way.rank < ROOM.len())}
            <div
                class="wm-tabs__more"
                data-rank=most
                node_ref=place
                on:keydown=escape
                on:focusout=move |event| {
                    if outside(event.related_target()) {
                        opened.set(false);
                    }
                }
            >
                <button
                    id=MORE
                    type="button"
                    aria-expanded=move || opened.get().to_string()
                    aria-controls=MENU
                    data-rank=move || current.get().map(|way| way.rank)
                    on:click=move |_| {
                        opened.update(|open| *open = !*open);
                        // Safari gives a button that is pressed no focus, from which Escape is heard.
                        focus(MORE);
                    }
                >
                    "More"
                    <span>": "</span>
                    <span>{move || current.get().map(|way| way.name)}</span>
                </button>
                <div
                    class="wm-tabs__menu"
                    id=MENU
                    hidden=move || !opened.get()
                    on:click=move |_| opened.set(false)
                >
                    {(0..GROUPS.len()).map(group).collect_view()}
                </div>
            </div>
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn ranked(plan: &Plan, rank: Rank) -> Vec<&'static str> {
        let ways = ways(plan).into_iter();
        ways.filter(|way| way.rank == rank)
            .map(|way| way.name)
            .collect()
    }

    #[test]
    fn what_most_readers_want_is_a_tab_on_every_screen() {
        let plan = Plan::from_json(json!({
            "measures": [{"id": "m"}], "actions": [{"id": "a"}], "risks": [{"id": "r"}], "money": [{"id": "l"}],
            "priorities": [{"id": "p"}], "statistics": [{"id": "s"}], "benchmarks": [{"id": "b"}],
            "projects": [{"id": "w"}], "abbreviations": [{"id": "x"}]}))
        .unwrap();
        assert_eq!(ranked(&plan, 0), ["Overview", "Measures", "Actions"]);
        assert_eq!(ranked(&plan, 1), ["Risks", "Money", "My notes"]);
        assert_eq!(
            ranked(&plan, 2),
            ["Thread", "People", "Benchmarks", "Projects"]
        );
        assert_eq!(
            ranked(&plan, 3),
            ["Compare", "Checks", "Contents", "Glossary"]
        );
    }

    #[test]
    fn what_a_plan_lacks_leaves_its_room_to_the_next() {
        let plan = Plan::from_json(json!({"measures": [{"id": "m"}]})).unwrap();
        assert_eq!(ranked(&plan, 0), ["Overview", "Measures", "Compare"]);
        assert_eq!(ranked(&plan, 1), ["My notes", "Checks", "Contents"]);
        assert_eq!(ranked(&plan, 3), Vec::<&str>::new());
    }
}
