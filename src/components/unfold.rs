//! What is there for whoever asks: the rest of a long list, behind its summary.

use leptos::prelude::*;

/// A summary that unfolds what it names.
#[component]
pub fn Unfold(
    /// What the summary says: 'Show 12 more'.
    #[prop(into)]
    label: String,
    /// Told when it is first opened, for what is too much to make before anybody asks.
    #[prop(optional)]
    opened: Option<WriteSignal<bool>>,
    /// What unfolds.
    children: Children,
) -> impl IntoView {
    view! {
        <details
            class="govuk-details"
            on:toggle=move |_| {
                if let Some(opened) = opened {
                    opened.set(true);
                }
            }
        >
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{label}</span>
            </summary>
            {children()}
        </details>
    }
}
