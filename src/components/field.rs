//! Form fields bound to a place of the draft. What is typed goes into the plan letter by letter; a
//! field shows what it made of the text when one leaves it.

use leptos::{prelude::*, wasm_bindgen::JsCast};
use serde_json::{Value, json};

use super::{errors::Faults, select::Select, why::Why};
use crate::{
    app::{use_editing, use_plan},
    drafting::{
        Change, Path,
        typed::{Meant, Reading},
        why::{is_asked, put_off},
    },
};

/// What a choice says where nothing is chosen.
const UNSAID: &str = "Not said";

/// A name for a field's element that no other field has.
pub fn element_id(at: &Path) -> String {
    format!("f-{}", at.to_string().replace(['/', '#'], "-"))
}

/// Moves focus to the field of a record or part: 'asch1-1-due'. What comes from the address names a field
/// that is there, or nothing happens.
pub fn focus_field(name: &str) {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.chars().all(plain) {
        return;
    }
    let found = document().query_selector(&format!("[id^='f-'][id$='--{name}']"));
    let Some(field) = found.ok().flatten() else {
        return;
    };
    if let Ok(Some(folded)) = field.closest("details") {
        drop(folded.set_attribute("open", ""));
    }
    if let Some(field) = field.dyn_ref::<web_sys::HtmlElement>() {
        drop(field.focus());
    }
}

/// A field for text, a date, a figure or an amount.
#[component]
pub fn Field(
    /// The place in the plan.
    at: Path,
    /// What it is.
    #[prop(into)]
    label: String,
    /// How its text is read.
    reading: Reading,
    /// What helps to fill it in.
    #[prop(optional)]
    hint: &'static str,
    /// GOV.UK's width class: `govuk-input--width-10`.
    #[prop(optional)]
    width: &'static str,
    /// Several lines.
    #[prop(optional)]
    long: bool,
) -> impl IntoView {
    let editing = use_editing();
    let value = editing.value(at.clone());
    let id = element_id(&at);
    let text = RwSignal::new(reading.show(&value.get_untracked()));
    let remark = RwSignal::new(None::<(bool, &'static str)>);
    let goes_on = StoredValue::new(false);
    // What stood here when the field was entered; and what stood here before it was changed and left.
    let came = StoredValue::new(Value::Null);
    let before = RwSignal::new(None::<String>);
    let asks = is_asked(&at);
    let faults = use_context::<Faults>();
    let open = use_plan();
    // What was typed stays as typed while it means what the plan holds; undo and another tab show.
    Effect::new(move |_| {
        let value = value.get();
        let meant = match reading.read(&text.get_untracked()) {
            Meant::Value(meant) | Meant::Words(meant, _) => Some(meant),
            Meant::Error(_) => None,
        };
        let said = meant.as_ref().map(|m| reading.show(m));
        if said != Some(reading.show(&value)) {
            text.set(reading.show(&value));
            remark.set(None);
        }
    });
    let typed = {
        let at = at.clone();
        move |now: String| {
            text.set(now.clone());
            if let Meant::Value(to) | Meant::Words(to, _) = reading.read(&now) {
                editing.type_in(&at, to, goes_on.get_value());
                goes_on.set_value(true);
            }
        }
    };
    let entered = move || came.set_value(value.get_untracked());
    // A field that undo takes out of the page is left too, when nothing of it is there any more.
    let left = {
        let (at, id, label) = (at.clone(), id.clone(), label.clone());
        move || {
            let Some(now) = text.try_get_untracked() else {
                return;
            };
            let _ = goes_on.try_set_value(false);
            let said = match reading.read(&now) {
                Meant::Value(_) => None,
                Meant::Words(_, why) => Some((false, why)),
                Meant::Error(what) => Some((true, what)),
            };
            let _ = remark.try_set(said);
            if let Some(faults) = faults {
                let fault = said.filter(|(error, _)| *error);
                faults.tell(&id, fault.map(|(_, what)| format!("{label}: {what}")));
            }
            let stood = came.try_get_value().unwrap_or_default();
            if asks && value.try_get_untracked().is_some_and(|now| now != stood) {
                before.try_update(|before| {
                    before.get_or_insert_with(|| reading.show(&stood));
                });
                let plan = open.written_untracked();
                if let Some(command) = put_off(&plan, &at, &stood) {
                    editing.perform(command, false);
                }
            }
        }
    };
    on_cleanup({
        let (id, label) = (id.clone(), label.clone());
        move || {
            if let Some(faults) = faults {
                faults.tell(&id, None);
            }
            if let (Some(Some((true, _))), Some(typed)) =
                (remark.try_get_untracked(), text.try_get_untracked())
            {
                editing.say(&format!("“{typed}” in “{label}” could not be kept."));
            }
        }
    });
    let is_error = move || remark.get().is_some_and(|(error, _)| error);
    let hint_id = format!("{id}-hint");
    let remark_id = format!("{id}-remark");
    let described = {
        let (hint_id, remark_id) = (hint_id.clone(), remark_id.clone());
        move || {
            let mut ids = Vec::new();
            if !hint.is_empty() {
                ids.push(hint_id.as_str());
            }
            if remark.get().is_some() {
                ids.push(remark_id.as_str());
            }
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let writes = editing.writes;
    let input = if long {
        view! {
            <textarea
                class="govuk-textarea"
                id=id.clone()
                rows="3"
                prop:value=text
                readonly=move || !writes.get()
                aria-describedby=described
                on:focus=move |_| entered()
                on:input=move |e| typed(event_target_value(&e))
                on:blur=move |_| left()
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class=move || {
                    let error = if is_error() { " govuk-input--error" } else { "" };
                    format!("govuk-input {width}{error}")
                }
                id=id.clone()
                type="text"
                autocomplete="off"
                prop:value=text
                readonly=move || !writes.get()
                aria-describedby=described
                aria-invalid=move || is_error().then_some("true")
                on:focus=move |_| entered()
                on:input=move |e| typed(event_target_value(&e))
                on:blur=move |_| left()
            />
        }
        .into_any()
    };
    view! {
        <div class=move || {
            if is_error() { "govuk-form-group govuk-form-group--error" } else { "govuk-form-group" }
        }>
            <label class="govuk-label" for=id>
                {label}
            </label>
            {(!hint.is_empty())
                .then(|| view! { <div class="govuk-hint" id=hint_id>{hint}</div> })}
            {move || {
                let (error, words) = remark.get()?;
                let class = if error { "govuk-error-message" } else { "govuk-hint" };
                let name = error.then(|| view! { <span class="govuk-visually-hidden">"Error: "</span> });
                Some(view! { <p class=class id=remark_id.clone() role="status">{name}{words}</p> })
            }}
            {input}
            {asks.then(|| view! { <Why at=at before /> })}
        </div>
    }
}

/// A field with a fixed choice.
#[component]
pub fn Choice(
    /// The place in the plan.
    at: Path,
    /// What it is.
    #[prop(into)]
    label: String,
    /// The choices: the JSON name and what a reader sees.
    options: Vec<(String, String)>,
    /// What it says where nothing is chosen.
    #[prop(default = UNSAID)]
    none: &'static str,
) -> impl IntoView {
    let editing = use_editing();
    let value = editing.value(at.clone());
    let id = element_id(&at);
    let chosen = Memo::new(move |_| match value.get() {
        Value::String(key) => key,
        Value::Object(fields) => match fields.get("value") {
            Some(Value::String(key)) => key.clone(),
            _ => fields
                .get("print")
                .and_then(Value::as_str)
                .map_or(String::new(), |word| format!("print:{word}")),
        },
        _ => String::new(),
    });
    let choose = move |key: String| {
        let to = match key.strip_prefix("print:") {
            Some(word) => json!({ "print": word }),
            None if key.is_empty() => Value::Null,
            None => json!(key),
        };
        editing.change(Change::Set { at: at.clone(), to });
    };
    view! {
        <Select
            id=id
            label=label
            chosen=chosen
            options=Signal::stored(options)
            choose=Callback::new(choose)
            none
            disabled=Signal::derive(move || !editing.writes.get())
        />
    }
}
