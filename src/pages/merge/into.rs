//! Bringing what came with a link into a draft on this device: which one, and on to its page that merges.

use leptos::prelude::*;

use super::incoming::{from_link, listed};
use crate::{
    app::{
        Address, Held, Of, Received, Refusal, Sent, View, drafts::Kept, later::kept_here,
        notes_of_this_plan, page_href, send_on, use_location, use_notebook, use_plan,
    },
    components::{Banner, PageTitle, Tone, Waiting},
};

/// The drafts to choose from, those of the same title first.
#[component]
pub fn MergeInto() -> impl IntoView {
    let open = use_plan();
    let within = Signal::derive(move || open.get().front.title.clone());
    let kept = RwSignal::new(None::<Result<Vec<Kept>, Refusal>>);
    let title = open.get_untracked().front.title.clone();
    leptos::task::spawn_local(async move {
        let found = kept_here(None).await.map(|mut drafts| {
            drafts.retain(|kept| kept.version.is_none());
            drafts.sort_by_key(|kept| kept.title != title);
            drafts
        });
        let _ = kept.try_set(Some(found));
    });
    view! {
        <div class="wm-stack wm-stack--m">
            <PageTitle text="Merge into a draft" within=within class="wm-title" />
            <p>
                "Choose the draft of yours that this is an answer to. Next you see what they changed and decide; "
                "nothing is changed before you say so."
            </p>
            {move || match kept.get() {
                None => view! { <Waiting what="Looking for drafts" /> }.into_any(),
                Some(Err(refusal)) => view! { <Banner tone=Tone::Error refusal /> }.into_any(),
                Some(Ok(drafts)) if drafts.is_empty() => {
                    view! {
                        <p>
                            "There is no draft on this device. If you write yours on another one, open this link there. "
                            <a href=page_href(View::Drafts)>"My drafts"</a>
                        </p>
                    }
                        .into_any()
                }
                Some(Ok(drafts)) => view! { <Drafts drafts /> }.into_any(),
            }}
        </div>
    }
}

/// The drafts, each a way on.
#[component]
fn Drafts(drafts: Vec<Kept>) -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let book = use_notebook();
    let key = notes_of_this_plan();
    let choose = move |draft: String| {
        let Held(plan) = open.written_untracked();
        let came = book.came.get_untracked();
        let came = came.filter(|came| came.plan == key.get_untracked());
        let copy = from_link(Received {
            plan,
            notes: came.map_or(Vec::new(), |came| came.notes),
            origin: open.origin.get_value(),
        });
        send_on(draft.clone(), Sent::Copy(copy));
        location.go(Address::view(Of::Draft(draft), View::Merge));
    };
    view! { <div class="wm-card">{listed(drafts, choose)}</div> }
}
