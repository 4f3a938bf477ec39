//! What a plan can be compared with: the plans of the shelf, and the drafts and versions on this device.

use leptos::{prelude::*, task::spawn_local};

use super::against::Against;
use crate::{
    app::{
        Of, Refusal, View, drafts::Kept, later::kept_here, page_href, shelf::Entry, use_location,
        use_shelf,
    },
    components::Waiting,
    plan::Period,
};

/// The lists to choose from.
#[component]
pub fn Chooser() -> impl IntoView {
    let shelf = use_shelf();
    let location = use_location();
    let of = location.of();
    spawn_local(async move { drop(shelf.load().await) });
    let kept = RwSignal::new(None::<Result<Vec<Kept>, Refusal>>);
    let open_draft = match of.get_untracked() {
        Of::Draft(id) => Some(id),
        _ => None,
    };
    spawn_local(async move {
        let found = kept_here(open_draft).await;
        let _ = kept.try_set(Some(found));
    });
    let plans = move || match shelf.entries() {
        None => view! { <Waiting what="Getting the list of plans" /> }.into_any(),
        Some(Err(e)) => {
            view! { <p class="wm-empty">{e.to_string()} " " {e.what_to_do()}</p> }.into_any()
        }
        Some(Ok(entries)) => {
            let own = |entry: &Entry| of.get() == Of::Published(entry.id.clone());
            let others = entries.into_iter().filter(|entry| !own(entry));
            cards(
                others.map(published).collect(),
                "There is no other published plan here.",
            )
        }
    };
    let device = move || match kept.get() {
        None => view! { <Waiting what="Looking for drafts" /> }.into_any(),
        Some(Err(refusal)) => {
            view! { <p class="wm-empty">{refusal.what} " " {refusal.what_to_do}</p> }.into_any()
        }
        Some(Ok(all)) => {
            let (drafts, versions): (Vec<Kept>, Vec<Kept>) =
                all.into_iter().partition(|kept| kept.version.is_none());
            let versions = (!versions.is_empty()).then(|| {
                view! {
                    <h2>"Versions of this draft"</h2>
                    {cards(versions.into_iter().map(on_device).collect(), "")}
                }
            });
            view! {
                {versions}
                <h2>"Drafts on this device"</h2>
                {cards(
                    drafts.into_iter().map(on_device).collect(),
                    "There is no other draft on this device.",
                )}
            }
            .into_any()
        }
    };
    view! {
        <div class="wm-stack wm-stack--m">
            <section>
                <h2>"Published plans"</h2>
                {plans}
            </section>
            <section>{device}</section>
            <p>
                <a href=page_href(View::Compare)>"Compare all plans topic by topic"</a>
            </p>
        </div>
    }
}

/// One thing to choose.
struct Choice {
    with: Against,
    above: String,
    title: String,
    below: String,
}

fn published(entry: Entry) -> Choice {
    let period = entry.period.parse::<Period>();
    Choice {
        with: Against::Published(entry.id),
        above: entry.organisation,
        title: entry.title,
        below: period.map_or(entry.period, |p| p.shown()),
    }
}

fn on_device(kept: Kept) -> Choice {
    let (with, above) = match kept.version {
        Some(seq) => (Against::Version(seq), "Version"),
        None => (Against::Draft(kept.draft), "Draft"),
    };
    Choice {
        with,
        above: above.to_owned(),
        title: kept.title,
        below: format!("Last changed {}", kept.when),
    }
}

fn cards(choices: Vec<Choice>, none: &'static str) -> AnyView {
    if choices.is_empty() {
        return view! { <p class="wm-empty">{none}</p> }.into_any();
    }
    let here = use_location().get_untracked().to_view(View::Compare);
    let card = |choice: Choice| {
        let href = here.clone().set("with", &choice.with.key()).href();
        view! {
            <li class="wm-plan">
                <p class="wm-eyebrow">{choice.above}</p>
                <h3>
                    <a href=href>{choice.title}</a>
                </h3>
                <p class="wm-sub">
                    <span>{choice.below}</span>
                </p>
            </li>
        }
    };
    view! { <ul class="wm-shelf">{choices.into_iter().map(card).collect_view()}</ul> }.into_any()
}
