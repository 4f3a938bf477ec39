//! A plan beside another: the way to choose the other, what is in both and what differs. And all
//! plans of the shelf, topic by topic.

mod against;
mod all;
mod beside;
mod chooser;
mod topics;

pub use all::AllPlans;

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{Of, Refusal, Shelf, later::kept_plan, use_location, use_plan, use_shelf},
    components::{Banner, PageTitle, Tone, Unfold, Waiting},
    insight::compare::{Kin, called, kin},
    plan::Plan,
};
use against::Against;
use beside::Beside;
use chooser::Chooser;

/// The other plan, and what it is called beside an edition of itself.
#[derive(Clone)]
struct Other {
    with: Against,
    plan: Arc<Plan>,
    name: String,
}

/// The page.
#[component]
pub fn Compare() -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let shelf = use_shelf();
    let with = location.setting("with");
    let brought = RwSignal::new(None::<Result<Other, Refusal>>);
    Effect::new(move |_| {
        let wanted = with.get();
        brought.set(None);
        if wanted.is_empty() {
            return;
        }
        let of = location.get_untracked().of;
        spawn_local(async move {
            let arrived = bring(&wanted, of, shelf).await;
            // The reader may have chosen another meanwhile.
            if with.try_get_untracked() == Some(wanted) {
                let _ = brought.try_set(Some(arrived));
            }
        });
    });
    let within = Signal::derive(move || open.get().front.title.clone());
    let body = move || {
        match (with.get().is_empty(), brought.get()) {
        (true, _) => view! {
            <p>
                "Choose what to set beside this plan. An edition, a draft or a version of it shows what changed; another council’s plan shows what both measure, spend and print on the same topics."
            </p>
            <Chooser />
        }
        .into_any(),
        (_, None) => view! { <Waiting what="Opening the other plan" /> }.into_any(),
        (_, Some(Err(refusal))) => view! {
            <Banner tone=Tone::Error refusal />
            <Chooser />
        }
        .into_any(),
        (_, Some(Ok(other))) => view! {
            <Beside with=other.with.clone() plan=other.plan.clone() name=other.name.clone() />
        }
        .into_any(),
    }
    };
    view! {
        <PageTitle text="Compare" within=within class="wm-title" />
        {body}
    }
}

/// The other plans there are, for whoever asks.
#[component]
pub fn ChooseAnother() -> impl IntoView {
    let (opened, set_opened) = signal(false);
    view! {
        <Unfold label="Compare with something else" opened=set_opened>
            <Show when=move || opened.get()>
                <Chooser />
            </Show>
        </Unfold>
    }
}

/// Gets the other plan: from the shelf, or from what is kept on this device.
async fn bring(wanted: &str, of: Of, shelf: Shelf) -> Result<Other, Refusal> {
    let with = Against::parse(wanted).ok_or_else(|| {
        Refusal::new(
            "The address names nothing to compare with.",
            "Choose a plan, a draft or a version below.",
        )
    })?;
    let (plan, name) = match (&with, of) {
        (Against::Published(id), _) => {
            let plan = shelf.plan(id).await?.plan;
            (plan, "The published plan".to_owned())
        }
        (Against::Draft(id), _) => kept_plan(id.clone(), None).await?,
        (Against::Version(seq), Of::Draft(id)) => kept_plan(id, Some(*seq)).await?,
        (Against::Version(_), _) => {
            return Err(Refusal::new(
                "Only a draft has versions, and this plan is not one.",
                "Choose a plan or a draft below.",
            ));
        }
    };
    Ok(Other { with, plan, name })
}

/// What the open plan and the other are called beside each other.
fn names(of: &Of, open: &Plan, other: &Plan, other_name: &str) -> (String, String) {
    let (here, there) = match kin(open, other) {
        Kin::Editions { .. } => {
            let here = match of {
                Of::Draft(_) => "This draft",
                _ => "This plan",
            };
            (here.to_owned(), other_name.to_owned())
        }
        Kin::Apart { .. } => (called(open), called(other)),
    };
    match here == there {
        // Two plans of one council for one period: their titles tell them apart.
        true if open.front.title != other.front.title => {
            (open.front.title.clone(), other.front.title.clone())
        }
        true => (here, format!("{there} (beside it)")),
        false => (here, there),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_plan_has_a_name_of_its_own() {
        let plan = |id: &str, title: &str| {
            let front = json!({"id": id, "title": title, "organisation": "Ayton Council", "period": "2021/22"});
            Plan::from_json(front).unwrap()
        };
        let of = |of: &Of, a: &Plan, b: &Plan| names(of, a, b, "The published plan");
        let (a, b) = (plan("a", "Plan A"), plan("b", "Plan B"));
        let draft = Of::Draft("x".into());
        let told = of(&draft, &a, &a);
        assert_eq!(told, ("This draft".into(), "The published plan".into()));
        assert_eq!(of(&Of::Nothing, &a, &b), ("Plan A".into(), "Plan B".into()));
    }
}
