//! What is sent, as a file. A draft remembers what was sent, so that an answer can be read against it.

use leptos::prelude::*;

use super::Sending;
use crate::{
    app::{Editing, Held, Of, drafts, drafts::moment, today, use_location, use_plan},
    components::download::{download, file_name},
    formats::{Along, version_hash, write_plan_with},
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
    let saved = RwSignal::new("");
    // The versions of a draft, by which a copy that comes back is told from another plan.
    let card = StoredValue::new(None::<Card>);
    if let Of::Draft(id) = location.get_untracked().of {
        leptos::task::spawn_local(async move {
            let Ok(id) = id.parse() else { return };
            if let Ok(known) = drafts().await.card(&id).await {
                card.try_set_value(Some(known));
            }
        });
    }
    let save = move |_| {
        let Held(plan) = open.written_untracked();
        let excerpt = sending.excerpt.get_untracked();
        let taken = sending.taken.get_untracked();
        let name = file_name(&plan.front.title, &today().iso());
        let notes = untrack(|| sending.along());
        let mut along = Along {
            notes,
            left_out: excerpt.keys().into_iter().map(str::to_owned).collect(),
            ..Along::default()
        };
        if editing.is_some() {
            let now = version_hash(&plan);
            let known = card.get_value();
            let earlier = known
                .iter()
                .flat_map(Card::hashes)
                .filter(|hash| *hash != now);
            along.versions = std::iter::once(now.clone()).chain(earlier).collect();
            along
                .left_out
                .extend(known.into_iter().flat_map(|card| card.left_out));
        }
        download(&name, &write_plan_with(&taken.plan, &along));
        if let Some((editing, desk)) = editing.and_then(|e| Some((e, e.desk()?))) {
            let head = editing.head();
            let whole = excerpt.is_whole();
            leptos::task::spawn_local(async move {
                let id = desk.journal.draft().clone();
                // A name keeps it: what comes back is read against it.
                let name = format!("Saved to a file on {}", moment(js_sys::Date::now()));
                drop(editing.keep_as(Some(&name)).await);
                if whole {
                    drop(drafts().await.backed_up(&id, head).await);
                }
            });
        }
        saved.set("Saved where this browser keeps its downloads.");
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
