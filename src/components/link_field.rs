//! Form fields that link a record of the draft to others: one link, or a list of them.

use leptos::{html, prelude::*};
use serde_json::{Value, json};

use super::field::{Select, element_id};
use crate::{
    app::{use_editing, use_plan},
    drafting::{Change, Path},
    plan::{Id, Kind, Plan, brief},
};

/// The records of some kinds, by id and the words of a choice.
fn named(plan: &Plan, kinds: &[Kind]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for &kind in kinds {
        let collection = plan.collection(kind);
        for record in (0..collection.len()).filter_map(|i| collection.record(i)) {
            let name = format!("{} {}", record.reference(), record.title());
            all.push((record.id().to_string(), brief(name.trim(), 80)));
        }
    }
    all
}

/// The id that a reference leads to.
fn target(reference: &Value) -> Option<&str> {
    let long = || reference.get("to").and_then(Value::as_str);
    reference.as_str().or_else(long)
}

/// One link to another record, or none.
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
    let open = use_plan();
    let value = editing.value(at.clone());
    let id = element_id(&at);
    let chosen = Memo::new(move |_| target(&value.get()).unwrap_or_default().to_owned());
    // Drawn again only when a name changes, not with every letter typed elsewhere.
    let options = Memo::new(move |_| named(&open.get(), kinds));
    let choose = move |id: String| {
        let to = if id.is_empty() {
            Value::Null
        } else {
            json!(id)
        };
        editing.change(Change::Set { at: at.clone(), to });
    };
    view! {
        <Select
            id=id
            label=label
            chosen=chosen
            options=options.into()
            choose=Callback::new(choose)
        />
    }
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
    let open = use_plan();
    let value = editing.value(at.clone());
    let id = element_id(&at);
    let adder = NodeRef::<html::Select>::new();
    let linked = Memo::new(move |_| {
        let value = value.get();
        let ids = value
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|item| target(item).and_then(Id::parse));
        ids.collect::<Vec<_>>()
    });
    // Drawn again only when a name changes, not with every letter typed elsewhere.
    let candidates = Memo::new(move |_| {
        let there = linked.get();
        let mut all = named(&open.get(), kinds);
        all.retain(|(id, _)| !there.iter().any(|linked| linked.as_str() == id));
        all
    });
    let (take, add) = (at.clone(), at);
    let nouns: Vec<&str> = kinds.iter().map(|k| k.one()).collect();
    let nouns = nouns.join(" or ");
    view! {
        <div class="govuk-form-group">
            <label class="govuk-label" for=id.clone()>
                {label}
            </label>
            <ul class="wm-chosen">
                {move || {
                    let take = take.clone();
                    linked
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(place, to)| {
                            let title = brief(&open.index().title(&open.get(), &to), 70);
                            let at = take.clone().place(place);
                            view! {
                                <li>
                                    <span>{title.clone()}</span>
                                    <button
                                        class="wm-btn wm-btn--icon wm-btn--quiet"
                                        type="button"
                                        aria-label=format!("Take off {title}")
                                        disabled=move || !editing.writes.get()
                                        on:click=move |_| {
                                            editing.change(Change::Take { at: at.clone() });
                                        }
                                    >
                                        "×"
                                    </button>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
            <select
                class="govuk-select"
                id=id
                node_ref=adder
                disabled=move || !editing.writes.get()
                on:change=move |e| {
                    let chosen = event_target_value(&e);
                    if let Some(select) = adder.get() {
                        select.set_value("");
                    }
                    if !chosen.is_empty() {
                        editing
                            .change(Change::Add {
                                list: add.clone(),
                                place: usize::MAX,
                                value: json!(chosen),
                            });
                    }
                }
            >
                <option value="">{format!("Add {nouns}…")}</option>
                {move || {
                    candidates
                        .get()
                        .into_iter()
                        .map(|(id, name)| view! { <option value=id>{name}</option> })
                        .collect_view()
                }}
            </select>
        </div>
    }
}
