//! What couldn't be kept of what was typed in a form, in one list above it, as GOV.UK's services do: each leads to its
//! field.

use leptos::{prelude::*, wasm_bindgen::JsCast};

/// A field with something in it that can't be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    /// The id of the field's element.
    field: String,
    /// What the field is and what to type there.
    words: String,
}

/// The faults of the form that this is given to, in the order they were made.
#[derive(Clone, Copy)]
pub struct Faults(RwSignal<Vec<Fault>>);

impl Faults {
    /// Gathers the faults of all fields below here.
    pub fn provide() -> Faults {
        let faults = Faults(RwSignal::new(Vec::new()));
        provide_context(faults);
        faults
    }

    /// Says what is wrong with a field, or that nothing is any more.
    pub fn tell(self, field: &str, words: Option<String>) {
        // A field that leaves the page with its form tells nobody.
        if self.0.is_disposed() {
            return;
        }
        let known = self
            .0
            .with_untracked(|all| all.iter().any(|f| f.field == field));
        if !known && words.is_none() {
            return;
        }
        self.0.update(|all| {
            all.retain(|fault| fault.field != field);
            all.extend(words.map(|words| Fault {
                field: field.to_owned(),
                words,
            }));
        });
    }
}

/// The list, where there is anything in it.
#[component]
pub fn ErrorSummary(
    /// What is wrong.
    faults: Faults,
) -> impl IntoView {
    let item = |fault: Fault| {
        let field = fault.field.clone();
        let go = move |event: leptos::ev::MouseEvent| {
            // An address after # is a shared plan's.
            event.prevent_default();
            event.stop_propagation();
            let found = document().get_element_by_id(&field);
            if let Some(field) =
                found.and_then(|e| e.dyn_into::<leptos::web_sys::HtmlElement>().ok())
            {
                drop(field.focus());
            }
        };
        view! {
            <li>
                <a href=format!("#{}", fault.field) on:click=go>
                    {fault.words}
                </a>
            </li>
        }
    };
    view! {
        <div role="status">
            {move || {
                let all = faults.0.get();
                (!all.is_empty())
                    .then(|| {
                        view! {
                            <div class="govuk-error-summary">
                                <h2 class="govuk-error-summary__title">"There is a problem"</h2>
                                <p>"What was typed here is not kept until it is put right. All else is."</p>
                                <ul class="govuk-list govuk-error-summary__list">
                                    {all.into_iter().map(item).collect_view()}
                                </ul>
                            </div>
                        }
                    })
            }}
        </div>
    }
}
