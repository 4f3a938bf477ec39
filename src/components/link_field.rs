//! Form fields that link a record of the draft to others, found by their words: one link, or a list of them.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::{
    field::element_id,
    picker::{Candidate, Pick, Picker},
    why::Why,
};
use crate::{
    app::{Editing, focus, use_editing, use_plan},
    drafting::{Change, Command, Path, named_record, why::is_asked},
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
                pick: Pick::There(record.id().clone()),
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

/// Makes a link to what was chosen. What isn't in the plan yet is made first, in the same step.
fn link(editing: Editing, pick: Pick, words: &str, link: impl FnOnce(Id) -> Change) {
    match pick {
        Pick::There(id) => editing.change(link(id)),
        Pick::New(kind) => {
            let id = editing.new_id();
            let add = Change::Add {
                list: Path::list(kind),
                place: usize::MAX,
                value: named_record(kind, &id, words),
            };
            editing.perform_and_say(Command {
                name: format!(
                    "Added the {} “{}” and linked it",
                    kind.one(),
                    brief(words, 60)
                ),
                changes: vec![add, link(id)],
            });
        }
    }
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
    let take = {
        let at = at.clone();
        Callback::new(move |_| {
            let (at, to) = (at.clone(), Value::Null);
            editing.change(Change::Set { at, to });
        })
    };
    let field = element_id(&at);
    let choose = Callback::new(move |(pick, words): (Pick, String)| {
        let at = at.clone();
        link(editing, pick, &words, |id| Change::Set {
            at,
            to: json!(id),
        });
    });
    view! { <Chosen id=field label kinds makes=kinds linked take choose asks="Find".to_owned() /> }
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
    let choose = Callback::new(move |(pick, words): (Pick, String)| {
        remember();
        let (list, place) = (list.clone(), usize::MAX);
        link(editing, pick, &words, |id| Change::Add {
            list,
            place,
            value: json!(id),
        });
    });
    view! {
        <Chosen id label kinds makes=kinds linked take choose asks="Add".to_owned() />
        {asks.map(|at| view! { <Why at before /> })}
    }
}

/// The kinds of which one can be made that is called by some words: none where something is called so already, linked or
/// not, and none where any record can be linked, as nobody could guess which is meant.
fn to_make(plan: &Plan, makes: &'static [Kind], words: &str) -> &'static [Kind] {
    let words = words.trim().to_lowercase();
    let called = |kind: &Kind| {
        let list = plan.collection(*kind);
        let mut records = (0..list.len()).filter_map(|at| list.record(at));
        records.any(|record| record.title().trim().to_lowercase() == words)
    };
    if makes.len() > 4 || makes.iter().any(called) {
        return &[];
    }
    makes
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
    /// The kinds of which a new one can be made here.
    makes: &'static [Kind],
    /// Called with the one that is chosen, and what was written.
    choose: Callback<(Pick, String)>,
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
    let makes =
        Callback::new(move |words: String| to_make(&open.written_untracked(), makes, &words));
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
            <Picker id all makes choose asks />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nothing_is_offered_to_be_made_twice() {
        let plan = Plan::from_json(json!({
            "title": "A plan",
            "posts": [{ "id": "head", "title": "Head of Care" }],
        }))
        .unwrap();
        const MAKES: &[Kind] = &[Kind::Post, Kind::Team];
        assert_eq!(to_make(&plan, MAKES, "Head"), MAKES);
        assert_eq!(to_make(&plan, MAKES, " head of CARE "), &[] as &[Kind]);
        assert_eq!(to_make(&plan, Kind::ALL, "Head"), &[] as &[Kind]);
    }
}
