//! Writing a draft: the list of records of a kind at the left, the form of one at the right.

mod actions;
mod aims;
mod beside;
pub mod choices;
mod details;
mod evidence;
pub mod figure_cell;
mod figures;
mod found;
mod measures;
mod money;
mod parts;
mod people;
mod projects;
mod prompts;
mod record_list;
mod risks;
mod running;
mod sections;
mod terms;

use leptos::prelude::*;
use serde_json::json;

use super::paste::paste_of;
use crate::{
    app::{Address, Editing, Location, View, focus_next, use_editing, use_location, use_plan},
    components::{ErrorSummary, Faults, PageTitle, field::focus_field},
    drafting::{Change, Path, blank_record},
    insight::rows::sentence,
    plan::{Id, Kind, with_article},
};

pub use prompts::OUTLINE;
use record_list::RecordList;
use sections::{Onward, Sections};

/// Where the open form is.
const FORM: &str = ".wm-editor__form";

/// The address of a record's form.
pub fn form_of(kind: Kind, id: Option<&Id>) -> Address {
    let here = use_location().get_untracked();
    Address {
        item: id.cloned(),
        ..here.to_view(View::Edit).set("of", kind.key())
    }
}

/// The address of the page that changes many at once, beginning with a kind.
fn many(kind: Kind) -> String {
    let there = use_location().get_untracked().to_view(View::Many);
    there.set("of", kind.key()).href()
}

/// The editor.
#[component]
pub fn Edit() -> impl IntoView {
    let location = use_location();
    let kind = location.part(|a| a.get("of").and_then(Kind::from_key));
    let title = Memo::new(move |_| match kind.get() {
        Some(kind) => format!("Write: {}", kind.many()),
        None => "Write: the plan’s details".to_owned(),
    });
    view! {
        <div class="wm-stack wm-stack--m">
        <PageTitle text=title class="wm-title" />
        <Sections kind=kind />
        {move || match kind.get() {
            None => view! {
                <prompts::OfDetails />
                <OwnDetails />
                <prompts::Outline />
            }
            .into_any(),
            Some(kind) => view! {
                <prompts::Prompt kind />
                <Records kind=kind />
            }
            .into_any(),
        }}
        </div>
    }
}

/// The records of a kind and the form of the one chosen.
#[component]
fn Records(
    /// The kind.
    kind: Kind,
) -> impl IntoView {
    let open = use_plan();
    let editing = use_editing();
    let location = use_location();
    let chosen = location.part(|a| a.item.clone());
    // With none chosen, or one that is gone, the first is shown.
    let shown = Memo::new(move |_| {
        let plan = open.get();
        let list = plan.collection(kind);
        let there = |id: &Id| list.place(id).is_some();
        chosen
            .get()
            .filter(there)
            .or_else(|| list.id_at(0).cloned())
    });
    view! {
        <div class="wm-editor">
            <nav class="wm-editor__list" aria-label=sentence(kind.many())>
                <RecordList kind shown />
                <div class="wm-editor__acts">
                    <button
                        class="wm-btn"
                        type="button"
                        disabled=move || !editing.writes.get()
                        on:click=move |_| add(editing, location, kind)
                    >
                        {format!("Add {}", with_article(kind.one()))}
                    </button>
                    {paste_of(kind)
                        .map(|page| {
                            let words = format!("Paste a table of {}", kind.many());
                            view! { <a class="wm-btn" href=page.href()>{words}</a> }
                        })}
                    <a class="wm-btn" href=many(kind)>
                        "Change many at once"
                    </a>
                </div>
            </nav>
            <section class="wm-editor__form wm-card" aria-label=sentence(kind.one()) tabindex="-1">
                {move || match shown.get() {
                    Some(id) => view! { <Form kind=kind id=id /> }.into_any(),
                    None => {
                        view! {
                            <div class="wm-stack wm-stack--m">
                                <p class="wm-empty">
                                    {format!("This plan has no {} yet. Add the first one.", kind.many())}
                                </p>
                                <Onward kind=Some(kind) first=true />
                            </div>
                        }
                            .into_any()
                    }
                }}
            </section>
        </div>
    }
}

/// Adds a record of a kind and leads to its form.
fn add(editing: Editing, location: Location, kind: Kind) {
    let id = editing.new_id();
    editing.change(Change::Add {
        list: Path::list(kind),
        place: usize::MAX,
        value: blank_record(kind, &id),
    });
    if kind == Kind::Risk {
        let part = editing.new_id();
        editing.change(Change::Add {
            list: Path::record(kind, &id).field("appearances"),
            place: 0,
            value: json!({ "id": part }),
        });
    }
    location.go(form_of(kind, Some(&id)));
    focus_next(format!("{FORM} :is(input, textarea, select)"));
}

/// The fields of a record.
fn form(kind: Kind, at: Path) -> AnyView {
    match kind {
        Kind::Outcome => aims::outcome(at),
        Kind::Priority => aims::priority(at),
        Kind::Statement => aims::statement(at),
        Kind::Measure => measures::measure(at),
        Kind::Benchmark => evidence::benchmark(at),
        Kind::Action => actions::action(at),
        Kind::Risk => risks::risk(at),
        Kind::Money => money::line(at),
        Kind::Table => money::table(at),
        Kind::Statistic => evidence::statistic(at),
        Kind::Survey => evidence::survey(at),
        Kind::Project => projects::project(at),
        Kind::Organisation => people::organisation(at),
        Kind::Team => people::team(at),
        Kind::Post => people::post(at),
        Kind::Achievement => evidence::achievement(at),
        Kind::CaseStudy => evidence::case_study(at),
        Kind::Equality => evidence::equality(at),
        Kind::Proposal => money::proposal(at),
        Kind::Review => running::review(at),
        Kind::Duty => running::duty(at),
        Kind::Reference => terms::reference(at),
        Kind::Question => running::question(at),
        Kind::Narrative => terms::narrative(at),
        Kind::Definition => terms::definition(at),
        Kind::Abbreviation => terms::abbreviation(at),
    }
}

/// The form of the plan's own details.
#[component]
fn OwnDetails() -> impl IntoView {
    let faults = Faults::provide();
    view! {
        <div class="wm-card">
            <ErrorSummary faults />
            <div class="wm-stack wm-stack--m">
                <details::Details />
                <Onward kind=None />
            </div>
        </div>
    }
}

/// The form of one record, with what can be done to it as a whole.
#[component]
fn Form(
    /// Its kind.
    kind: Kind,
    /// Its id.
    id: Id,
) -> impl IntoView {
    let at = Path::record(kind, &id);
    let sought = use_location().setting("field");
    Effect::new(move |_| {
        let name = sought.get();
        if !name.is_empty() {
            // After the page's heading has had its turn.
            request_animation_frame(move || focus_field(&name));
        }
    });
    let faults = Faults::provide();
    let fields = form(kind, at.clone());
    view! {
        <ErrorSummary faults />
        <div class="wm-stack wm-stack--m">
            <found::Found kind id=id.clone() />
            <prompts::OfPassage kind id=id.clone() />
            {fields}
            <Onward kind=Some(kind) />
            <parts::WholeActions
                at=at
                noun=kind.one()
                link=use_location().get_untracked().to_item(&id).href()
            />
        </div>
    }
}
