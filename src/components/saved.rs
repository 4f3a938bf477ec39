//! How safe the words are: a mark and a word beside what is written.

use leptos::prelude::*;

use crate::app::Safety;

/// The word on saving.
#[component]
pub fn Saved(
    /// How safe the words are.
    safety: RwSignal<Safety>,
    /// What is said while nothing was written in this tab; nothing at all if it is empty.
    #[prop(optional)]
    unchanged: &'static str,
) -> impl IntoView {
    let shown = move || match safety.get() {
        Safety::Unchanged if unchanged.is_empty() => ("", ""),
        Safety::Unchanged => ("wm-save wm-save--saved", unchanged),
        Safety::Saving => ("wm-save wm-save--saving", "Saving…"),
        Safety::Saved(None) => ("wm-save wm-save--saved", "Saved on this device"),
        Safety::Saved(Some(but)) => ("wm-save wm-save--saving", but),
        Safety::Failed(..) => ("wm-save wm-save--unsaved", "Not saved"),
    };
    view! {
        <p class=move || shown().0 role="status">
            {move || shown().1}
        </p>
    }
}
