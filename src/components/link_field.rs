//! Form fields that link a record of the draft to others, found by their words: one link, or a list of them.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::{
    field::element_id,
    picker::{Candidate, Picker},
    why::Why,
};
use crate::{
    app::{focus, use_editing, use_plan},
    drafting::{Change, Path, why::is_asked},
    plan::{Id, Kind, Plan, brief, with_article},
};

/// The records of some kinds as choices, but those there already.
fn named(plan: &Plan, kinds: &'static [Kind], there: &[Id]) -> Vec<Candidate> {
    let mut all = Vec::new();
    for &kind in kinds {
        let collection = plan.collection(kind);
        for record in (0..collection.len()).filter_map(|i| collection.record(i)) {
            if there.contains(record.id()) {
                continue;
            }
            let name = format!("{} {}", record.reference(), record.title());
            all.push(Candidate {
                key: record.id().to_string(),
                name: brief(name.trim(), 80),
                sort: if kinds.len() > 1 { kind.one() } else { "" },
            });
        }
    }
    all
}

/// The id that a reference leads to.
fn target(reference: &Value) -> Option<Id> {
    let long = || reference.get("to").and_then(Value::as_str);
    reference.as_str().or_else(long).and_then(Id::parse)
}

/// One link to another record, or none. Another choice takes its place.
#[component]
pub fn Link(
    /// The reference in the plan.
    at: Path,
    /// What it is.
    #[prop(into)]
    label: String,
    /// The kinds that can be linked.
    kinds: &'static [Kind],
) -> impl IntoView {
    let editing = use_editing();
    let value = editing.value(at.clone());
    let linked = Memo::new(move |_| target(&value.get()).into_iter().collect());
    let set = {
        let at = at.clone();
        move |to: Value| editing.change(Change::Set { at: at.clone(), to })
    };
    let take = {
        let set = set.clone();
        Callback::new(move |_| set(Value::Null))
    };
    let choose = Callback::new(move |id: String| set(json!(id)));
    view! { <Chosen id=element_id(&at) label kinds linked take choose asks="Find".to_owned() /> }
}

/// Links to other records: those there are, each with a way to take it off, and a way to add one.
#[component]
pub fn Links(
    /// The list of references in the plan.
    at: Path,
    /// What they are.
    #[prop(into)]
    label: String,
    /// The kinds that can be linked.
    kinds: &'static [Kind],
) -> impl IntoView {
    let editing = use_editing();
    let value = editing.value(at.clone());
    let linked = Memo::new(move |_| {
        let value = value.get();
        let all = value.as_array().into_iter().flatten();
        all.filter_map(target).collect()
    });
    let id = element_id(&at);
    let list = at.clone();
    let open = use_plan();
    let before = RwSignal::new(None::<String>);
    let asks = is_asked(&at).then(|| at.clone());
    let remember = move || {
        let names = linked.with_untracked(|all: &Vec<Id>| {
            let plan = open.written_untracked();
            let name = |id| brief(&open.index().title(&plan, id), 70);
            all.iter().map(name).collect::<Vec<_>>().join("; ")
        });
        before.update(|before| {
            before.get_or_insert(names);
        });
    };
    let take = Callback::new(move |place: usize| {
        remember();
        editing.change(Change::Take {
            at: at.clone().place(place),
        });
    });
    let choose = Callback::new(move |id: String| {
        remember();
        editing.change(Change::Add {
            list: list.clone(),
            place: usize::MAX,
            value: json!(id),
        });
    });
    view! {
        <Chosen id label kinds linked take choose asks="Add".to_owned() />
        {asks.map(|at| view! { <Why at before /> })}
    }
}

/// What is linked, and the field to find another.
#[component]
pub fn Chosen(
    /// The id of the field.
    id: String,
    /// What is linked.
    label: String,
    /// The kinds that can be.
    kinds: &'static [Kind],
    /// What is, in order.
    linked: Memo<Vec<Id>>,
    /// Called with the place of one that is taken off.
    take: Callback<usize>,
    /// Called with the id of one that is chosen.
    choose: Callback<String>,
    /// What the field does: 'Add', 'Find'.
    asks: String,
) -> impl IntoView {
    let editing = use_editing();
    let open = use_plan();
    let nouns: Vec<&str> = kinds.iter().map(|k| k.one()).collect();
    // A list of many kinds takes any record.
    let asks = match nouns.as_slice() {
        nouns if nouns.len() > 4 => format!("{asks} anything in this plan"),
        nouns => format!("{asks} {}", with_article(&nouns.join(" or "))),
    };
    let all = Callback::new(move |()| {
        let plan = open.written_untracked();
        linked.with_untracked(|there| named(&plan, kinds, there))
    });
    let field = StoredValue::new(id.clone());
    let item = move |(place, to): (usize, Id)| {
        let title = Memo::new(move |_| brief(&open.index().title(&open.get(), &to), 70));
        view! {
            <li>
                <span>{title}</span>
                <button
                    class="wm-btn wm-btn--icon wm-btn--quiet"
                    type="button"
                    aria-label=move || format!("Take off {}", title.get())
                    disabled=move || !editing.writes.get()
                    on:click=move |_| {
                        take.run(place);
                        focus(&field.get_value());
                    }
                >
                    "×"
                </button>
            </li>
        }
    };
    view! {
        <div class="govuk-form-group">
            <label class="govuk-label" for=id.clone()>
                {label}
            </label>
            <ul class="wm-chosen">
                {move || linked.get().into_iter().enumerate().map(item).collect_view()}
            </ul>
            <Picker id all choose asks />
        </div>
    }
}
