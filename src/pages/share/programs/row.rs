//! One kind of file: what it is for, what is to be said for it, its button, and what came of it.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::saving::{Now, Saving};
use crate::{
    app::{
        Refusal,
        later::{Doing, files_are_here, save_foreign},
        painted, today,
    },
    components::{
        Banner, NotRead, Tone,
        download::{file_name, save_bytes},
    },
    formats::{
        Unread,
        foreign::{Saved, Wanted},
    },
    plan::Plan,
};

/// More plans that go into the same file, got when it is made.
pub type More = Callback<(), Doing<Result<Vec<Arc<Plan>>, Refusal>>>;

/// How far a file has come.
#[derive(Clone)]
enum Stage {
    Idle,
    Fetching,
    Making,
    Saved(Vec<Unread>),
    Failed(Refusal),
}

/// The row.
#[component]
pub fn Row(
    /// What saves it.
    saving: Saving,
    /// What it is.
    name: &'static str,
    /// What it is for.
    what_for: &'static str,
    /// What its button says.
    button: &'static str,
    /// The file as it is wanted now.
    wanted: Callback<(), Wanted>,
    /// More plans that go into it.
    #[prop(optional)]
    more: Option<More>,
    /// What is to be said for it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let stage = RwSignal::new(Stage::Idle);
    let busy = move || stage.with(|stage| matches!(stage, Stage::Fetching | Stage::Making));
    let save = move |_| {
        if untrack(busy) {
            return;
        }
        let (now, wanted) = (saving.now(), wanted.run(()));
        let comes_back = wanted.kind().comes_back();
        let more = more.map(|more| more.run(()));
        stage.set(Stage::Fetching);
        leptos::task::spawn_local(async move {
            let made = async {
                painted().await;
                // If it doesn’t come, what is called next says so.
                let _ = files_are_here().await;
                let mut plans = vec![now.plan()];
                if let Some(more) = more {
                    // What is left out of this plan is left out of the others.
                    let more = more.await?;
                    plans.extend(more.iter().map(|plan| now.part_of(plan)));
                }
                let _ = stage.try_set(Stage::Making);
                painted().await;
                make(&now, wanted, plans).await
            };
            match made.await {
                Ok(unread) => {
                    let _ = stage.try_set(Stage::Saved(unread));
                    if comes_back {
                        now.remember().await;
                    }
                }
                Err(refusal) => {
                    let _ = stage.try_set(Stage::Failed(refusal));
                }
            }
        });
    };
    let told = move || {
        stage.with(|stage| match stage {
            Stage::Idle | Stage::Failed(_) => "",
            Stage::Fetching => "Getting what makes it…",
            Stage::Making => "Making it…",
            Stage::Saved(_) => "Saved where this browser keeps its downloads.",
        })
    };
    view! {
        <li class="wm-programs__one wm-stack wm-stack--s">
            <h3>{name}</h3>
            <p>{what_for}</p>
            {children.map(|children| children())}
            <div class="wm-cluster">
                <button class="wm-btn" type="button" aria-disabled=move || busy().then_some("true") on:click=save>
                    {button}
                </button>
                <span class="wm-programs__told">
                    <span role="status">{told}</span>
                    <Show when=busy>
                        <progress aria-label=name></progress>
                    </Show>
                </span>
            </div>
            {move || match stage.get() {
                Stage::Failed(refusal) => view! { <Banner tone=Tone::Error refusal /> }.into_any(),
                Stage::Saved(unread) => view! { <NotRead id=name what="of the plan" unread written=true /> }.into_any(),
                _ => ().into_any(),
            }}
        </li>
    }
}

/// Makes the file and hands it to the browser; what of the plan isn't in it.
async fn make(now: &Now, wanted: Wanted, plans: Vec<Arc<Plan>>) -> Result<Vec<Unread>, Refusal> {
    let along = now.along().await?;
    let kind = wanted.kind();
    let name = file_name(now.title(), &today().iso(), kind.ending());
    let Saved { bytes, unread } = save_foreign(wanted, plans, along, today()).await??;
    save_bytes(&name, &bytes, kind.media_type());
    Ok(unread)
}
