//! A field to choose a file in.

use leptos::{html, prelude::*, web_sys};

/// What files with a whole plan end in.
pub const PLANS: &str = ".json,.xlsx,.zip,.xml,.stratml,application/json";
/// What files with either end in.
pub const PLANS_AND_TABLES: &str =
    ".json,.xlsx,.zip,.xml,.stratml,.csv,.tsv,.txt,application/json,text/csv";
/// What files with tables end in.
pub const TABLES: &str = ".xlsx,.csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain";

/// The field; `take` is called with each file that is chosen.
pub fn file_field(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    accept: &'static str,
    take: impl Fn(web_sys::File) + 'static,
) -> AnyView {
    let hint_id = format!("{id}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    let chooser = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        let Some(input) = chooser.get_untracked() else {
            return;
        };
        let file = input.files().and_then(|files| files.get(0));
        // Choosing the same file again is a new choice.
        input.set_value("");
        if let Some(file) = file {
            take(file);
        }
    };
    view! {
        <div class="govuk-form-group">
            <label class="govuk-label" for=id>
                {label}
            </label>
            {(!hint.is_empty())
                .then(|| {
                    view! {
                        <div class="govuk-hint" id=hint_id>
                            {hint}
                        </div>
                    }
                })}
            <input
                class="govuk-file-upload"
                id=id
                type="file"
                accept=accept
                aria-describedby=described
                node_ref=chooser
                on:change=chosen
            />
        </div>
    }
    .into_any()
}
