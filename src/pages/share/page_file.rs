//! What is sent, as one page that opens from disk without Waymark, a network or an installation.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::Sending;
use crate::{
    app::{Held, later::page_file, today},
    components::download::save,
    plan::Id,
};

/// Saves what is sent as a page that holds the reader part of the app.
#[component]
pub fn SavePage(
    /// What is chosen.
    sending: Sending,
) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let told = Callback::new(move |(done, of): (usize, usize)| {
        let _ = said.try_set(format!("Packing part {done} of {of}…"));
    });
    let press = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let Held(taken) = sending.taken.get_untracked();
        let plan = Arc::new(taken.plan.clone());
        spawn_local(async move {
            let name = format!("{}-{}.html", Id::slug(&plan.front.title), today().iso());
            let outcome = page_file(plan, told).await;
            let _ = busy.try_set(false);
            let _ = said.try_set(match outcome {
                Ok(bytes) => {
                    save(
                        &name,
                        &js_sys::Uint8Array::from(&*bytes).into(),
                        "text/html",
                    );
                    "Saved where this browser keeps its downloads.".to_owned()
                }
                Err(refusal) => format!("Not saved. {} {}", refusal.what, refusal.what_to_do),
            });
        });
    };
    view! {
        <div class="wm-cluster">
            <button class="wm-btn" type="button" on:click=press>
                "Save as one HTML page"
            </button>
            <span role="status">{said}</span>
        </div>
    }
}
