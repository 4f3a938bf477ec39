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
    let hint_id = format!("{id}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    view! {
        <div class="govuk-form-group">
            <div class="govuk-checkboxes govuk-checkboxes--small">
                <div class="govuk-checkboxes__item">
                    <input
                        class="govuk-checkboxes__input"
                        id=id.clone()
                        type="checkbox"
                        prop:checked=move || value.get() == json!(true)
                        disabled=move || !editing.writes.get()
                        aria-describedby=described
                        on:change=move |event| {
                            let to = if event_target_checked(&event) { json!(true) } else { Value::Null };
                            editing.change(Change::Set { at: at.clone(), to });
                        }
                    />
                    <label class="govuk-label govuk-checkboxes__label" for=id>
                        {label}
                    </label>
                    {(!hint.is_empty())
                        .then(|| {
                            view! {
                                <div class="govuk-hint govuk-checkboxes__hint" id=hint_id>
                                    {hint}
                                </div>
                            }
                        })}
                </div>
            </div>
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
        let own = format!("{id}-{key}");
        let this = key.clone();
        view! {
            <div class="govuk-checkboxes__item">
                <input
                    class="govuk-checkboxes__input"
                    id=own.clone()
                    type="checkbox"
                    prop:checked=move || chosen.with(|names| names.contains(&this))
                    disabled=move || !editing.writes.get()
                    on:change=move |event| set(&key, event_target_checked(&event))
                />
                <label class="govuk-label govuk-checkboxes__label" for=own>
                    {shown}
                </label>
            </div>
        }
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
    id: String,
    label: AnyView,
    hint: Option<AnyView>,
    ticked: Signal<bool>,
    set: Callback<bool>,
) -> AnyView {
    let hint_id = format!("{id}-hint");
    let described = hint.is_some().then(|| hint_id.clone());
    view! {
        <div class="govuk-checkboxes__item">
            <input
                class="govuk-checkboxes__input"
                id=id.clone()
                type="checkbox"
                aria-describedby=described
                prop:checked=ticked
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
