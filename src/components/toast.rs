//! The notice at the foot of the page of what was just done, with the offer to undo it.

use leptos::prelude::*;

/// The notice.
#[component]
pub fn Toast(
    /// What was done.
    text: String,
    /// Undoes it, where it can be undone.
    undo: Option<Callback<()>>,
    /// Takes the notice away.
    close: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="wm-toast" role="status">
            <p>{text}</p>
            {undo
                .map(|undo| {
                    view! {
                        <button class="wm-btn" type="button" on:click=move |_| undo.run(())>
                            "Undo"
                        </button>
                    }
                })}
            <button
                class="wm-btn wm-btn--icon"
                type="button"
                aria-label="Close"
                on:click=move |_| close.run(())
            >
                "×"
            </button>
        </div>
    }
}
