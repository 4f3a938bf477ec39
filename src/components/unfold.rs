//! What is there for whoever asks: the rest of a long list, behind its summary.

use leptos::{ev, html, prelude::*};

use crate::app::{FOR_PRINT, Panel};

/// A summary that unfolds what it names.
#[component]
pub fn Unfold(
    /// What the summary says: 'Show 12 more'.
    #[prop(into)]
    label: String,
    /// What it is called in the address, where another on the page says the same.
    #[prop(into, optional)]
    name: String,
    /// Told when it is first opened, for what is too much to make before anybody asks.
    #[prop(optional)]
    opened: Option<WriteSignal<bool>>,
    /// What unfolds.
    children: Children,
) -> impl IntoView {
    let panel = Panel::named(if name.is_empty() { &label } else { &name });
    let place = NodeRef::<html::Details>::new();
    let toggled = move |_: ev::Event| {
        let Some(details) = place.get_untracked() else {
            return;
        };
        // What is open on paper alone is none of the reader's doing.
        if !details.has_attribute(FOR_PRINT) {
            panel.set(details.open());
        }
        if let Some(opened) = opened.filter(|_| details.open()) {
            opened.set(true);
        }
    };
    view! {
        <details
            class="govuk-details"
            node_ref=place
            prop:open=move || panel.is_open()
            on:toggle=toggled
        >
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{label}</span>
            </summary>
            {children()}
        </details>
    }
}
