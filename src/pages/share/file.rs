//! What is sent, as a plan file.

use leptos::prelude::*;

use super::{Sending, saving::Saving};
use crate::{
    app::today,
    components::download::{download, file_name},
    formats::write_plan_with,
};

/// Saves what is sent as a plan file.
#[component]
pub fn SaveFile(
    /// What is chosen.
    sending: Sending,
) -> impl IntoView {
    let saving = Saving::of(sending);
    let saved = RwSignal::new(String::new());
    let save = move |_| {
        let now = saving.now();
        leptos::task::spawn_local(async move {
            let along = match now.along().await {
                Ok(along) => along,
                Err(refusal) => {
                    let told = format!("Not saved. {} {}", refusal.what, refusal.what_to_do);
                    let _ = saved.try_set(told);
                    return;
                }
            };
            let name = file_name(now.title(), &today().iso(), "json");
            download(&name, &write_plan_with(&now.plan(), &along));
            let _ = saved.try_set("Saved where this browser keeps its downloads.".to_owned());
            now.remember().await;
        });
    };
    view! {
        <div class="wm-cluster">
            <button class="wm-btn wm-btn--main" type="button" on:click=save>
                "Save as a file"
            </button>
            <span role="status">{saved}</span>
        </div>
    }
}
