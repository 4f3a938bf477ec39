//! A document as a Word file: its charts as pictures with what they show in words, its tables as tables.

use leptos::prelude::*;

use super::{
    Banner, Tone,
    chart::charts_are_here,
    download::{file_name, save_bytes},
    picture::with_pictures,
};
use crate::{
    app::{OpenPlan, Refusal, later::save_word, painted, today, use_plan},
    formats::{foreign::Kind, word::About},
    insight::{Document, rows::short},
    plan::Date,
};

/// The button.
#[component]
pub fn SaveWord(
    /// What it is, as the end of its file's name.
    name: &'static str,
    /// What goes into it.
    content: Callback<(), Document>,
) -> impl IntoView {
    let open = use_plan();
    let told = RwSignal::new("");
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<Refusal>);
    let save = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(None);
        told.set("Drawing its charts…");
        leptos::task::spawn_local(async move {
            painted().await;
            // Without them the tables stand alone, as in a browser that can’t draw.
            charts_are_here().await;
            // The reader may have gone elsewhere meanwhile.
            let Some(document) = content.try_run(()) else {
                return;
            };
            let about = about(open);
            let file = file_name(
                &format!("{} {name}", short(&about.plan, 40)),
                &today().iso(),
                Kind::Word.ending(),
            );
            let document = with_pictures(document).await;
            let _ = told.try_set("Making the Word document…");
            painted().await;
            match save_word(document, about).await {
                Ok(saved) => {
                    save_bytes(&file, &saved.bytes, Kind::Word.media_type());
                    let _ = told.try_set(match saved.unread.is_empty() {
                        true => "Saved where this browser keeps its downloads.",
                        false => "Saved where this browser keeps its downloads, without a picture that could not be drawn: its table is there.",
                    });
                }
                Err(e) => {
                    let _ = told.try_set("");
                    let _ = refused.try_set(Some(e.into()));
                }
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <button
            class="wm-btn"
            type="button"
            aria-disabled=move || busy.get().then_some("true")
            on:click=save
        >
            "Save as Word document"
        </button>
        <span class="wm-carry__said" role="status">
            {told}
        </span>
        {move || refused.get().map(|refusal| view! { <Banner tone=Tone::Error refusal /> })}
    }
}

/// What the file says of itself.
fn about(open: OpenPlan) -> About {
    let plan = open.get_untracked();
    let as_at = Date::day(open.as_at_untracked()).shown();
    let origin = match plan.front.document {
        Some(_) => "Transcribed from a published document, not the council’s own publication",
        None => "",
    };
    let origin = [
        plan.front.organisation.as_str(),
        origin,
        &format!("As at {as_at}"),
    ]
    .into_iter()
    .filter(|words| !words.is_empty())
    .collect::<Vec<_>>()
    .join(". ");
    About {
        title: plan.front.title.clone(),
        plan: plan.front.title.clone(),
        origin: format!("{origin}."),
        made: Some(today()),
    }
}
