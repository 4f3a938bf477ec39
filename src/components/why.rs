//! Asks, below a field, why what stands there isn't as it was in the plan before; and shows the reason where one is
//! kept. It is asked once the field has been changed and left, and never has to be answered.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::field::element_id;
use crate::{
    app::{use_editing, use_plan},
    drafting::{
        Change, Path,
        why::{Asked, asked},
    },
};

/// The forms below ask about every change, whether or not their plan follows another: a progress round does.
#[derive(Clone, Copy)]
pub struct AlwaysAsk;

/// A reason that is kept: its place in the list, what stood there and why.
#[derive(Clone, Debug, PartialEq)]
struct Kept {
    place: usize,
    before: String,
    why: String,
}

fn kept(list: &Value, what: &str) -> Option<Kept> {
    let text = |reason: &Value, name: &str| {
        let text = reason.get(name).and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    let list = list.as_array()?;
    // The last one counts where several are kept of the same.
    let place = list
        .iter()
        .rposition(|reason| text(reason, "what") == what)?;
    let reason = list.get(place)?;
    Some(Kept {
        place,
        before: text(reason, "before"),
        why: text(reason, "why"),
    })
}

/// The reason for a change of the field at a place.
#[component]
pub fn Why(
    /// The field.
    at: Path,
    /// What stood there before it was changed just now; none as long as it wasn't.
    before: RwSignal<Option<String>>,
) -> impl IntoView {
    let editing = use_editing();
    let open = use_plan();
    let always = use_context::<AlwaysAsk>().is_some();
    let id = format!("w-{}", element_id(&at));
    let question = Memo::new(move |_| {
        let plan = open.written();
        let follows = always || plan.front.supersedes.is_some();
        follows.then(|| asked(&plan, &at)).flatten()
    });
    let reason = Memo::new(move |_| {
        let Asked { reasons, what } = question.get()?;
        kept(&editing.value(reasons).get(), &what)
    });
    let asks = Memo::new(move |_| {
        question.with(Option::is_some) && (before.get().is_some() || reason.get().is_some())
    });
    let stood = move || {
        let kept = reason.get().map(|kept| kept.before);
        match kept.or_else(|| before.get()).unwrap_or_default() {
            stood if stood.is_empty() => "Nothing stood here before.".to_owned(),
            stood => format!("It was: {stood}."),
        }
    };
    view! {
        <Show when=move || asks.get()>
            <div class="wm-why">
                <label class="govuk-label" for=id.clone()>
                    {move || question.with(|asked| {
                        let what = asked.as_ref().map_or("this", |asked| &asked.what);
                        format!("Why was “{what}” changed? (optional)")
                    })}
                </label>
                <div class="govuk-hint" id=format!("{id}-hint") role="status">
                    {stood}
                    " The reason is kept with it, shown on its page and in comparisons."
                </div>
                <Answer id=id.clone() question reason before />
            </div>
        </Show>
    }
}

/// The field for the reason.
#[component]
fn Answer(
    id: String,
    question: Memo<Option<Asked>>,
    reason: Memo<Option<Kept>>,
    before: RwSignal<Option<String>>,
) -> impl IntoView {
    let editing = use_editing();
    let goes_on = StoredValue::new(false);
    let why = move || reason.get().map_or(String::new(), |kept| kept.why);
    let typed = move |text: String| {
        let Some(Asked { reasons, what }) = question.get_untracked() else {
            return;
        };
        match reason.get_untracked() {
            Some(kept) => {
                let at = reasons.place(kept.place).field("why");
                let to = if text.is_empty() {
                    Value::Null
                } else {
                    json!(text)
                };
                editing.type_in(&at, to, goes_on.get_value());
                goes_on.set_value(true);
            }
            None if text.is_empty() => {}
            None => {
                editing.change(Change::Add {
                    list: reasons,
                    place: usize::MAX,
                    value: json!({
                        "what": what,
                        "before": before.get_untracked().unwrap_or_default(),
                        "why": text,
                    }),
                });
                goes_on.set_value(true);
            }
        }
    };
    view! {
        <input
            class="govuk-input"
            id=id.clone()
            type="text"
            autocomplete="off"
            aria-describedby=format!("{id}-hint")
            prop:value=why
            readonly=move || !editing.writes.get()
            on:input=move |e| typed(event_target_value(&e))
            on:blur=move |_| { let _ = goes_on.try_set_value(false); }
        />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_reason_of_the_same_counts() {
        let list = json!([
            {"what": "Ends", "before": "June 2026", "why": "late"},
            {"what": "Starts", "why": "x"},
            {"what": "Ends", "before": "July 2026"}
        ]);
        let found = kept(&list, "Ends").unwrap();
        assert_eq!(
            (found.place, found.before.as_str(), found.why.as_str()),
            (2, "July 2026", "")
        );
        assert_eq!(kept(&list, "Due"), None);
        assert_eq!(kept(&Value::Null, "Due"), None);
    }
}
