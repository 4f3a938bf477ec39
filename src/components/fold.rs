//! What a phone folds away behind a button, and a wider screen always shows.

use leptos::prelude::*;

use crate::app::use_location;

/// Parts of a page that would push what the reader came for off a phone's screen. Folded again when
/// the reader moves to another item.
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
    let open = RwSignal::new(false);
    let item = use_location().part(|a| a.item.clone());
    Effect::new(move |_| {
        item.track();
        open.set(false);
    });
    view! {
        <button
            class="wm-btn wm-fold__button"
            type="button"
            aria-expanded=move || open.get().to_string()
            aria-controls=id
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {label}
        </button>
        <div class="wm-fold" class:is-open=open id=id>
            {children()}
        </div>
    }
}
