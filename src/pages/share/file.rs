//! What is sent, as a file. A draft remembers what was sent, so that an answer can be read against it.

use leptos::prelude::*;

use super::{
    Sending,
    past::{Goes, Past, card_of},
};
use crate::{
    app::{Editing, Held, Of, Refusal, drafts, drafts::moment, today, use_location, use_plan},
    components::download::{download, file_name},
    formats::write_plan_with,
    storage::Card,
};

/// Saves what is sent as a file; a draft that goes whole remembers that it was backed up.
#[component]
pub fn SaveFile(
    /// What is chosen.
    sending: Sending,
) -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let editing = use_context::<Editing>();
    let saved = RwSignal::new(String::new());
    // What is known of the draft is read ahead: a browser may only let a download begin that a hand has just asked for.
    let known = StoredValue::new(None::<Card>);
    if let Of::Draft(id) = location.get_untracked().of {
        leptos::task::spawn_local(async move {
            if let Ok(card) = card_of(&id).await {
                known.try_set_value(Some(card));
            }
        });
    }
    let save = move |_| {
        let Held(plan) = open.written_untracked();
        let excerpt = sending.excerpt.get_untracked();
        let Held(taken) = sending.taken.get_untracked();
        let of = location.get_untracked().of;
        let notes = untrack(|| sending.along());
        let origin = open.origin.get_value();
        let desk = editing.and_then(|e| Some((e, e.desk()?, e.head())));
        leptos::task::spawn_local(async move {
            let past = match of {
                Of::Draft(id) => {
                    let card = match known.try_get_value().flatten() {
                        Some(card) => Ok(card),
                        None => card_of(&id).await,
                    };
                    match card {
                        Ok(card) => Past::of_draft(card, Goes::InAFile),
                        Err(e) => {
                            let refusal = Refusal::from(e);
                            let told =
                                format!("Not saved. {} {}", refusal.what, refusal.what_to_do);
                            let _ = saved.try_set(told);
                            return;
                        }
                    }
                }
                _ => Past::of_read(origin, &plan),
            };
            let along = past.along(&plan, &excerpt, notes, Goes::InAFile);
            let name = file_name(&plan.front.title, &today().iso());
            download(&name, &write_plan_with(&taken.plan, &along));
            let _ = saved.try_set("Saved where this browser keeps its downloads.".to_owned());
            if let Some((editing, desk, head)) = desk {
                let id = desk.journal.draft().clone();
                // A name keeps it: what comes back is read against it.
                let name = format!("Saved to a file on {}", moment(js_sys::Date::now()));
                drop(editing.keep_as(Some(&name)).await);
                if excerpt.is_whole() {
                    drop(drafts().await.backed_up(&id, head).await);
                }
            }
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
