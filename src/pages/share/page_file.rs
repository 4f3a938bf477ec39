//! What is sent, as one page that opens from disk without Waymark, a network or an installation.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::Sending;
use crate::{
    app::{Held, Refusal, later::page_file, today},
    components::{
        Banner, Tone,
        download::{file_name, save_bytes},
    },
};

/// How far the page has come.
#[derive(Clone)]
enum Stage {
    Idle,
    /// So many of so many files are packed.
    Packing(usize, usize),
    Saved,
    Failed(Refusal),
}

/// Saves what is sent as a page that holds the reader part of the app.
#[component]
pub fn SavePage(
    /// What is chosen.
    sending: Sending,
) -> impl IntoView {
    let stage = RwSignal::new(Stage::Idle);
    let packed = move || match stage.get() {
        Stage::Packing(done, of) => Some((done, of)),
        _ => None,
    };
    let told = Callback::new(move |(done, of): (usize, usize)| {
        let _ = stage.try_set(Stage::Packing(done, of));
    });
    let press = move |_| {
        if untrack(packed).is_some() {
            return;
        }
        stage.set(Stage::Packing(0, 1));
        let Held(taken) = sending.taken.get_untracked();
        spawn_local(async move {
            let name = file_name(&taken.plan.front.title, &today().iso(), "html");
            let outcome = page_file(Arc::new(taken.plan.clone()), told).await;
            let _ = stage.try_set(match outcome {
                Ok(bytes) => {
                    save_bytes(&name, &bytes, "text/html");
                    Stage::Saved
                }
                Err(refusal) => Stage::Failed(refusal),
            });
        });
    };
    let said = move || match stage.get() {
        Stage::Packing(..) => "Packing the page…",
        Stage::Saved => "Saved where this browser keeps its downloads.",
        Stage::Idle | Stage::Failed(_) => "",
    };
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <h2>"One page that opens by itself"</h2>
            <p>
                "For whoever has no Waymark and maybe no network: a web page with the plan inside, its charts and search, to be opened "
                "from a disk or a memory stick. It reads and doesn’t write, and has about 2 MB. Your notes don’t go along; whoever opens it can make their own."
            </p>
            <div class="wm-cluster">
                <button
                    class="wm-btn"
                    type="button"
                    aria-disabled=move || packed().map(|_| "true")
                    on:click=press
                >
                    "Save as one HTML page"
                </button>
                <span class="wm-programs__told">
                    <span role="status">{said}</span>
                    <Show when=move || packed().is_some()>
                        <progress
                            aria-label="Packing the page"
                            max=move || packed().map(|(_, of)| of)
                            value=move || packed().map(|(done, _)| done)
                        ></progress>
                    </Show>
                </span>
            </div>
            {move || match stage.get() {
                Stage::Failed(refusal) => Some(view! { <Banner tone=Tone::Error refusal /> }),
                _ => None,
            }}
        </section>
    }
}
