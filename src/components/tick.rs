//! Form fields that are ticked: one, or several of a fixed choice.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::field::element_id;
use crate::{
    app::use_editing,
    drafting::{Change, Path},
};

/// A box to tick. What isn't so isn't in the plan.
#[component]
pub fn Tick(
    /// The place in the plan.
    at: Path,
    /// What is so when it is ticked.
    label: &'static str,
    /// What follows from it.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let editing = use_editing();
    let value = editing.value(at.clone());
    let id = element_id(&at);
    let set = move |ticked: bool| {
        let to = if ticked { json!(true) } else { Value::Null };
        let at = at.clone();
        editing.change(Change::Set { at, to });
    };
    let tick = one(
        id.into(),
        label.into_any(),
        (!hint.is_empty()).then(|| hint.into_any()),
        Signal::derive(move || value.get() == json!(true)),
        Signal::derive(move || !editing.writes.get()),
        Callback::new(set),
    );
    view! {
        <div class="govuk-form-group">
            <div class="govuk-checkboxes govuk-checkboxes--small">{tick}</div>
        </div>
    }
}

/// Boxes to tick, each one of a list of names in the plan, which keeps the order of the choices.
#[component]
pub fn Ticks(
    /// The list in the plan.
    at: Path,
    /// What is chosen.
    label: &'static str,
    /// The choices: the JSON name and what a reader sees.
    options: Vec<(String, String)>,
) -> impl IntoView {
    let editing = use_editing();
    let value = editing.value(at.clone());
    let id = element_id(&at);
    let chosen = Memo::new(move |_| names(&value.get()));
    let keys: Vec<String> = options.iter().map(|(key, _)| key.clone()).collect();
    let keys = StoredValue::new(keys);
    let at = StoredValue::new(at);
    let set = move |key: &str, ticked: bool| {
        let mut now = chosen.get_untracked();
        now.retain(|name| name != key);
        if ticked {
            now.push(key.to_owned());
        }
        keys.with_value(|keys| now.sort_by_key(|name| keys.iter().position(|key| key == name)));
        let to = if now.is_empty() {
            Value::Null
        } else {
            json!(now)
        };
        editing.change(Change::Set {
            at: at.get_value(),
            to,
        });
    };
    let option = move |(key, shown): (String, String)| {
        let this = key.clone();
        one(
            format!("{id}-{key}").into(),
            shown.into_any(),
            None,
            Signal::derive(move || chosen.with(|names| names.contains(&this))),
            Signal::derive(move || !editing.writes.get()),
            Callback::new(move |ticked| set(&key, ticked)),
        )
    };
    view! {
        <fieldset class="govuk-fieldset govuk-form-group">
            <legend class="govuk-label">{label}</legend>
            <div class="govuk-checkboxes govuk-checkboxes--small">
                {options.into_iter().map(option).collect_view()}
            </div>
        </fieldset>
    }
}

/// The names in a list, without those that aren't text.
fn names(list: &Value) -> Vec<String> {
    let names = list.as_array().into_iter().flatten();
    names.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A box to tick over any signal, for whatever isn't a field of the plan.
pub fn tick_box(
    id: impl Into<Signal<String>>,
    label: AnyView,
    hint: Option<AnyView>,
    ticked: Signal<bool>,
    set: Callback<bool>,
) -> AnyView {
    one(id.into(), label, hint, ticked, false.into(), set)
}

/// One box with its label and what helps to decide.
fn one(
    id: Signal<String>,
    label: AnyView,
    hint: Option<AnyView>,
    ticked: Signal<bool>,
    disabled: Signal<bool>,
    set: Callback<bool>,
) -> AnyView {
    let hint_id = move || format!("{}-hint", id.get());
    let described = hint.is_some().then_some(hint_id);
    view! {
        <div class="govuk-checkboxes__item">
            <input
                class="govuk-checkboxes__input"
                id=id
                type="checkbox"
                aria-describedby=described
                prop:checked=ticked
                disabled=disabled
                on:change=move |event| set.run(event_target_checked(&event))
            />
            <label class="govuk-label govuk-checkboxes__label" for=id>
                {label}
            </label>
            {hint
                .map(|hint| {
                    view! {
                        <div class="govuk-hint govuk-checkboxes__hint" id=hint_id>
                            {hint}
                        </div>
                    }
                })}
        </div>
    }
    .into_any()
}
