//! What every page begins with: its heading, which names the browser's tab, takes the focus after a
//! move and tells that the page can be read.

use leptos::{html, prelude::*};

use super::paper::on_paper;
use crate::app::{PageName, use_location};

/// The one h1 of a page.
#[component]
pub fn PageTitle(
    /// The heading.
    #[prop(into)]
    text: Signal<String>,
    /// What the tab says after it, such as the plan's name.
    #[prop(into, optional)]
    within: Signal<String>,
    /// Its class: `wm-title` on pages within a plan, none where it is the plan's own name.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    if on_paper() {
        return view! { <h2>{text}</h2> }.into_any();
    }
    let heading = NodeRef::<html::H1>::new();
    let name = use_context::<PageName>();
    let location = use_location();
    Effect::new(move |_| {
        let within = within.get();
        let parts = [text.get(), within, "Waymark".to_owned()];
        let named: Vec<&str> = parts
            .iter()
            .map(String::as_str)
            .filter(|p| !p.is_empty())
            .collect();
        document().set_title(&named.join(" – "));
        if let Some(PageName(name)) = name {
            name.set(text.get());
        }
    });
    Effect::new(move |_| {
        let Some(heading) = heading.get() else { return };
        if location.leads() {
            drop(heading.focus());
        }
        if let Some(root) = document().document_element() {
            drop(root.set_attribute("data-ready", ""));
        }
    });
    view! {
        <h1 class=class tabindex="-1" node_ref=heading>
            {text}
        </h1>
    }
    .into_any()
}

/// What stands where something is on its way.
#[component]
pub fn Waiting(
    /// What is on its way: 'Opening the plan'.
    what: &'static str,
) -> impl IntoView {
    view! {
        <p class="wm-empty" role="status">
            {what} "…"
        </p>
    }
}
