//! A committee paper of the open plan: sections chosen by the reader, each the page it comes from with
//! its sentence, its chart and its table, to be printed or put into a document.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use super::{
    actions, benchmarks, checks, glossary, later::Noting, measures, money, people, projects, risks,
};
use crate::{
    app::{is_saved_page, use_location, use_plan},
    components::{
        PageTitle, SaveWord,
        abbreviated::told,
        carry::Copy,
        copied::{ask_parts, copied_as, reader},
        explained::Explain,
        fact::{block, fact},
        paper::put_on_paper,
        standout::Standouts,
        tick::tick_box,
    },
    insight::{
        Block, Document, Fact, aims,
        document::{self, Part},
        facts::words,
        rows::some,
        standouts,
    },
    plan::Plan,
};

/// The setting that names the chosen sections, a full stop between them.
const SECTIONS: &str = "sections";
/// What it says where none is chosen.
const NONE: &str = "none";
/// The most sentences about what stands out.
const STANDOUTS: usize = 7;

/// A section that a paper can have.
struct Section {
    /// Its name in the address.
    key: &'static str,
    /// Its name beside its box.
    name: &'static str,
    /// Who chooses it.
    choice: Choice,
    /// Whether the plan has anything for it.
    has: fn(&Plan) -> bool,
    /// Its heading and what stands under it.
    view: fn() -> AnyView,
}

/// Who chooses a section.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// It is there as long as nobody has chosen.
    Usual,
    /// Whoever asks for it, or for all.
    Extra,
    /// Whoever asks for it by name: it is the reader's own.
    Private,
}

const USUAL: Choice = Choice::Usual;
const EXTRA: Choice = Choice::Extra;

/// The sections in the order of a plan's pages.
const ALL: [Section; 12] = [
    section(
        "standouts",
        "What stands out",
        USUAL,
        |_| true,
        || view! { <StandsOut /> }.into_any(),
    ),
    section("aims", "Aims", USUAL, has_aims, || {
        view! { <Aims /> }.into_any()
    }),
    section(
        "measures",
        "Measures",
        USUAL,
        |plan| !plan.measures.is_empty(),
        || view! { <measures::Measures /> }.into_any(),
    ),
    section(
        "actions",
        "Actions",
        USUAL,
        |plan| !plan.actions.is_empty(),
        || view! { <actions::Actions /> }.into_any(),
    ),
    section(
        "risks",
        "Risks",
        USUAL,
        |plan| !plan.risks.is_empty(),
        || view! { <risks::Risks /> }.into_any(),
    ),
    section(
        "money",
        "Money",
        USUAL,
        |plan| !plan.money.is_empty(),
        || view! { <money::Money /> }.into_any(),
    ),
    section("people", "People", EXTRA, has_people, || {
        view! { <people::People /> }.into_any()
    }),
    section(
        "benchmarks",
        "Benchmarks",
        EXTRA,
        |plan| !plan.benchmarks.is_empty(),
        || view! { <benchmarks::Benchmarks /> }.into_any(),
    ),
    section(
        "projects",
        "Projects",
        EXTRA,
        |plan| !plan.projects.is_empty(),
        || view! { <projects::Projects /> }.into_any(),
    ),
    section(
        "checks",
        "Checks",
        EXTRA,
        |_| true,
        || view! { <checks::Checks /> }.into_any(),
    ),
    section("glossary", "Glossary", EXTRA, has_terms, || {
        view! { <glossary::Glossary /> }.into_any()
    }),
    section(
        "notes",
        "My notes (private)",
        Choice::Private,
        |_| true,
        || Noting::Paper.shown(),
    ),
];

const fn section(
    key: &'static str,
    name: &'static str,
    choice: Choice,
    has: fn(&Plan) -> bool,
    view: fn() -> AnyView,
) -> Section {
    Section {
        key,
        name,
        choice,
        has,
        view,
    }
}

fn has_aims(plan: &Plan) -> bool {
    !plan.outcomes.is_empty() || !plan.priorities.is_empty() || !stated(plan).is_empty()
}

/// What the plan itself says it is for, under its names.
fn stated(plan: &Plan) -> Vec<(&'static str, Fact)> {
    let front = &plan.front;
    let all = [("Vision", &front.vision), ("Mission", &front.mission)];
    let said = all.into_iter();
    said.filter_map(|(name, said)| Some((name, words(said)?)))
        .collect()
}

fn has_people(plan: &Plan) -> bool {
    !plan.statistics.is_empty() || !plan.surveys.is_empty()
}

fn has_terms(plan: &Plan) -> bool {
    !plan.abbreviations.is_empty() || !plan.definitions.is_empty()
}

/// The sections that an address chooses of those a plan has, in their order.
fn chosen(plan: &Plan, setting: &str) -> Vec<&'static str> {
    let wanted = |section: &&Section| match setting {
        "" => section.choice == USUAL,
        setting => setting.split('.').any(|key| key == section.key),
    };
    let there = ALL.iter().filter(|section| (section.has)(plan));
    there.filter(wanted).map(|section| section.key).collect()
}

/// All sections a plan has; of what is private only what is chosen already.
fn every(plan: &Plan, now: &[&'static str]) -> Vec<&'static str> {
    let wanted =
        |s: &&Section| (s.has)(plan) && (s.choice != Choice::Private || now.contains(&s.key));
    ALL.iter().filter(wanted).map(|s| s.key).collect()
}

/// The address's words for a choice of sections.
fn setting(chosen: &[&'static str]) -> String {
    match chosen {
        [] => NONE.to_owned(),
        chosen => chosen.join("."),
    }
}

/// The page.
#[component]
pub fn CommitteePaper() -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let sections = location.setting(SECTIONS);
    let keys = Memo::new(move |_| chosen(&open.get(), &sections.get()));
    let tick = move |key: &'static str, on: bool| {
        let now = keys.get_untracked();
        let wanted = |section: &&Section| match section.key == key {
            true => on,
            false => now.contains(&section.key),
        };
        let next: Vec<&str> = ALL.iter().filter(wanted).map(|s| s.key).collect();
        location.change(SECTIONS, &setting(&next));
    };
    let choices = move || {
        let plan = open.get();
        let choice = |section: &'static Section| {
            tick_box(
                format!("section-{}", section.key),
                section.name.into_any(),
                None,
                Signal::derive(move || keys.with(|keys| keys.contains(&section.key))),
                Callback::new(move |on| tick(section.key, on)),
            )
        };
        let there = ALL.iter().filter(|section| (section.has)(&plan));
        there.map(choice).collect_view()
    };
    let all = move |_| {
        location.change(
            SECTIONS,
            &setting(&every(&open.get_untracked(), &keys.get_untracked())),
        );
    };
    let print = move |_| drop(window().print());
    let title = Signal::derive(move || open.get().front.title.clone());
    view! {
        <PageTitle text="Committee paper" within=title class="wm-title" />
        <p class="wm-paper__lead">
            {move || {
                let count = keys.with(Vec::len);
                match count {
                    0 => "No section is chosen yet. Tick what the meeting needs.".to_owned(),
                    n => format!(
                        "The paper has {}, as below. Print it, save it as a PDF from the print dialog{}, or copy it into a document.",
                        some(n, "section", "sections"),
                        if is_saved_page() { "" } else { " or as a Word document" },
                    ),
                }
            }}
        </p>
        <Sheet keys=keys>
            <fieldset class="govuk-fieldset wm-card wm-paper__choose">
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">"Sections"</legend>
                <div class="govuk-checkboxes govuk-checkboxes--small wm-paper__boxes">{choices}</div>
                <div class="wm-cluster">
                    <button class="wm-link-btn" type="button" on:click=all>
                        "Choose all"
                    </button>
                    <button
                        class="wm-link-btn"
                        type="button"
                        on:click=move |_| location.change(SECTIONS, NONE)
                    >
                        "Choose none"
                    </button>
                </div>
            </fieldset>
            <button class="wm-btn wm-btn--main" type="button" on:click=print>
                "Print"
            </button>
        </Sheet>
    }
}

/// The sections as they will be printed, under what is chosen and pressed.
#[component]
fn Sheet(
    /// The chosen sections.
    keys: Memo<Vec<&'static str>>,
    /// What chooses them.
    children: Children,
) -> impl IntoView {
    let open = use_plan();
    let chooses = children();
    let place = NodeRef::<html::Div>::new();
    put_on_paper();
    ask_parts();
    let read = reader();
    let content = Callback::new(move |()| {
        let sheet = place.get_untracked();
        let mut document = sheet
            .map(|sheet| read(sheet.unchecked_ref()))
            .unwrap_or_default();
        let title = open.get_untracked().front.title.clone();
        document.parts.insert(0, Part::Heading(1, title));
        document
    });
    let section = |key: &'static str| {
        let section = ALL.iter().find(|section| section.key == key);
        section.map(
            |section| view! { <section class="wm-paper__section">{(section.view)()}</section> },
        )
    };
    view! {
        <div class="wm-stack wm-stack--m">
            <div class="wm-paper__acts wm-stack wm-stack--m">
                {chooses} <Copy name="Committee paper" content=content />
                {(!is_saved_page()).then(|| view! { <SaveWord name="committee paper" content=content /> })}
            </div>
            <div class="wm-paper" node_ref=place>
                <For each=move || keys.get() key=|key| *key children=section />
            </div>
        </div>
    }
}

/// The sentences of the overview.
#[component]
fn StandsOut() -> impl IntoView {
    let open = use_plan();
    let said = Memo::new(move |_| standouts(&open.get(), &open.index(), open.as_at(), STANDOUTS));
    let content = Callback::new(move |()| Document {
        parts: vec![said.with_untracked(|said| document::standouts(said))],
    });
    provide_context(Explain(RwSignal::new(Some(told))));
    view! {
        <PageTitle text="What stands out" />
        <div data-copied=copied_as(content)>
        {move || {
            let said = said.get();
            match said.is_empty() {
                true => view! { <p>"Nothing stands out by the rules that Waymark looks with."</p> }.into_any(),
                false => view! { <Standouts items=said /> }.into_any(),
            }
        }}
        </div>
    }
}

/// What the plan is for in its own words, and the aims with what works towards each.
#[component]
fn Aims() -> impl IntoView {
    let open = use_plan();
    let aims = Memo::new(move |_| aims(&open.get(), &open.index()));
    let table = Memo::new(move |_| aims.with(|aims| aims::table(aims)));
    view! {
        <PageTitle text="Aims" />
        {move || {
            let said = stated(&open.get()).into_iter();
            said.map(|(name, said)| view! { <p class="wm-prose"><b>{name} ": "</b> {fact(&said)}</p> }).collect_view()
        }}
        <p>{move || aims.with(|aims| aims::answer(aims))}</p>
        {move || table.with(|table| table.clone().map(|grid| block(&Block::Grid(grid), None)))}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan() -> Plan {
        Plan::from_json(json!({
            "risks": [{"id": "r", "text": "A risk"}],
            "benchmarks": [{"id": "b", "name": "A benchmark"}]}))
        .unwrap()
    }

    #[test]
    fn sections_are_those_the_plan_has_in_their_order() {
        assert_eq!(chosen(&plan(), ""), ["standouts", "risks"]);
        assert_eq!(
            chosen(&plan(), "benchmarks.money.risks.what"),
            ["risks", "benchmarks"]
        );
        assert!(chosen(&plan(), NONE).is_empty());
    }

    #[test]
    fn what_is_private_is_chosen_by_name_alone() {
        let chosen_by_default = chosen(&plan(), "");
        assert!(!chosen_by_default.contains(&"notes"));
        assert!(!every(&plan(), &chosen_by_default).contains(&"notes"));
        assert!(every(&plan(), &["notes"]).contains(&"notes"));
        assert_eq!(chosen(&plan(), "notes.risks"), ["risks", "notes"]);
    }

    #[test]
    fn a_choice_comes_back_as_it_went() {
        for keys in [vec![], vec!["risks"], vec!["risks", "benchmarks"]] {
            assert_eq!(chosen(&plan(), &setting(&keys)), keys);
        }
    }
}
