//! Asking for the passphrase of a link.

use leptos::{ev, html, prelude::*};

use crate::{
    app::{Received, Refusal, later::unlock_link, use_shelf},
    components::{Banner, PageTitle, Tone},
    formats::link::Locked,
};

/// The form, until the passphrase is right.
#[component]
pub fn Unlock(
    /// What is locked.
    locked: Locked,
    /// Called with what it holds.
    received: Callback<Received>,
) -> impl IntoView {
    let shelf = use_shelf();
    let field = NodeRef::<html::Input>::new();
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<Refusal>);
    let open = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let words = field
            .get_untracked()
            .map_or(String::new(), |field| field.value());
        let locked = locked.clone();
        busy.set(true);
        refused.set(None);
        leptos::task::spawn_local(async move {
            match unlock_link(locked, words, shelf).await {
                Ok(plan) => {
                    let _ = received.try_run(plan);
                }
                Err(refusal) => {
                    let _ = refused.try_set(Some(refusal));
                    let _ = busy.try_set(false);
                    if let Some(Some(field)) = field.try_get_untracked() {
                        let _ = field.focus();
                    }
                }
            }
        });
    };
    view! {
        <form class="wm-card wm-stack wm-stack--s" on:submit=open>
            <PageTitle text="This link opens with a passphrase" class="wm-title" />
            <p>"Whoever sent it can tell you the passphrase, by another way than the link came."</p>
            {move || refused.get().map(|refusal| view! { <Banner tone=Tone::Error refusal /> })}
            <div class="govuk-form-group">
                <label class="govuk-label" for="unlock">
                    "Passphrase"
                </label>
                <input
                    class="govuk-input govuk-input--width-20"
                    id="unlock"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    node_ref=field
                />
            </div>
            <div class="wm-acts">
                <button class="wm-btn wm-btn--main" disabled=busy>
                    "Open it"
                </button>
                <span role="status">{move || busy.get().then_some("Opening…")}</span>
            </div>
        </form>
    }
}
