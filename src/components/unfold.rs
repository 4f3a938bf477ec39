//! What is there for whoever asks: the rest of a long list, behind its summary.

use leptos::prelude::*;

/// A summary that unfolds what it names.
#[component]
pub fn Unfold(
    /// What the summary says: 'Show 12 more'.
    #[prop(into)]
    label: String,
    /// What unfolds.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="govuk-details">
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{label}</span>
            </summary>
            {children()}
        </details>
    }
}
