//! What a phone folds away behind a button, and a wider screen always shows.

use leptos::prelude::*;

use crate::app::Panel;

/// Parts of a page that would push what the reader came for off a phone's screen.
#[component]
pub fn Fold(
    /// The id of what is folded.
    id: &'static str,
    /// What the button says.
    #[prop(into)]
    label: Signal<String>,
    /// What is folded.
    children: Children,
) -> impl IntoView {
    let panel = Panel::named(id);
    view! {
        <button
            class="wm-btn wm-fold__button"
            type="button"
            aria-expanded=move || panel.is_open().to_string()
            aria-controls=id
            on:click=move |_| panel.toggle()
        >
            {label}
        </button>
        <div class="wm-fold" class:is-open=move || panel.is_open() id=id>
            {children()}
        </div>
    }
}
