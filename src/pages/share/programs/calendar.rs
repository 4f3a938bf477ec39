//! The calendar: whose milestones, and of which plans.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    super::saving::Saving,
    row::{More, Row},
};
use crate::{
    app::{
        Of, Refusal, Shelf,
        later::{kept_here, kept_plan},
        use_location, use_plan, use_shelf,
    },
    components::{Banner, Select, Tone, Unfold, Waiting, tick::tick_box},
    formats::{calendar::owners, foreign::Wanted},
    plan::{Id, Plan},
};

/// Another plan whose milestones can go into the same file.
#[derive(Clone, Debug, PartialEq)]
struct Other {
    title: String,
    from: From,
}

/// Where it is got.
#[derive(Clone, Debug, PartialEq)]
enum From {
    /// The shelf.
    Shelf(Id),
    /// The drafts of this device.
    Draft(String),
}

/// The row.
#[component]
pub fn Calendar(
    /// What saves it.
    saving: Saving,
) -> impl IntoView {
    let open = use_plan();
    let shelf = use_shelf();
    let of = use_location().of();
    let owner = RwSignal::new(String::new());
    let names = Memo::new(move |_| owners(&open.get(), &open.index()));
    let options = Signal::derive(move || {
        let names = names.get().into_iter();
        names.map(|name| (name.clone(), name)).collect::<Vec<_>>()
    });
    let wanted = Callback::new(move |()| {
        let name = owner.get_untracked();
        Wanted::Calendar(Some(name).filter(|name| !name.is_empty()))
    });
    let (asked, ask) = signal(false);
    let others = RwSignal::new(None::<Result<Vec<Other>, Refusal>>);
    let chosen = RwSignal::new(Vec::<Other>::new());
    Effect::new(move |_| {
        if asked.get() {
            let of = of.get_untracked();
            leptos::task::spawn_local(async move {
                let _ = others.try_set(Some(found(of, shelf).await));
            });
        }
    });
    let more: More = Callback::new(move |()| {
        let chosen = chosen.get_untracked();
        Box::pin(async move {
            let mut plans: Vec<Arc<Plan>> = Vec::new();
            for other in chosen {
                plans.push(match other.from {
                    From::Shelf(id) => shelf.plan(&id).await?.plan,
                    From::Draft(id) => kept_plan(id, None).await?.0,
                });
            }
            Ok(plans)
        }) as _
    });
    let tick = move |at: usize, other: Other| {
        let (is, set) = (other.clone(), other.clone());
        tick_box(
            format!("calendar-{at}"),
            other.title.into_any(),
            None,
            Signal::derive(move || chosen.with(|chosen| chosen.contains(&is))),
            Callback::new(move |on| {
                chosen.update(|chosen| {
                    chosen.retain(|one| *one != set);
                    if on {
                        chosen.push(set.clone());
                    }
                });
            }),
        )
    };
    view! {
        <Row
            saving
            name="Calendar"
            what_for="For Outlook, Google or Apple: each milestone as an all-day event. Bring a newer file in later: a diary that goes by an event’s id moves it instead of adding it twice."
            button="Save as calendar"
            wanted
            more
        >
            <Select
                id="calendar-owner"
                label="Whose milestones"
                chosen=owner
                options
                choose=move |name: String| owner.set(name)
                none="Everybody’s"
            />
            <Unfold label="Add other plans" opened=ask>
                {move || match others.get() {
                    None => view! { <Waiting what="Looking for plans" /> }.into_any(),
                    Some(Err(refusal)) => view! { <Banner tone=Tone::Warning refusal /> }.into_any(),
                    Some(Ok(others)) if others.is_empty() => {
                        view! { <p>"There is no other plan here."</p> }.into_any()
                    }
                    Some(Ok(others)) => {
                        let ticks = others.into_iter().enumerate().map(|(at, other)| tick(at, other));
                        view! {
                            <fieldset class="govuk-fieldset">
                                <legend class="govuk-visually-hidden">"Other plans"</legend>
                                <div class="govuk-checkboxes govuk-checkboxes--small">{ticks.collect_view()}</div>
                            </fieldset>
                        }
                            .into_any()
                    }
                }}
            </Unfold>
        </Row>
    }
}

/// The plans beside the open one: those of the shelf, and the drafts of this device.
async fn found(of: Of, shelf: Shelf) -> Result<Vec<Other>, Refusal> {
    let entries = shelf.load().await?.into_iter();
    let entries = entries.filter(|entry| of != Of::Published(entry.id.clone()));
    let mut others: Vec<Other> = entries
        .map(|entry| Other {
            title: format!("{}, {}", entry.title, entry.organisation),
            from: From::Shelf(entry.id),
        })
        .collect();
    // Where nothing can be kept there are no drafts.
    let drafts = kept_here(None).await.unwrap_or_default().into_iter();
    let drafts = drafts.filter(|kept| of != Of::Draft(kept.draft.clone()));
    others.extend(drafts.map(|kept| Other {
        title: format!("Your draft “{}”", kept.title),
        from: From::Draft(kept.draft),
    }));
    Ok(others)
}
