//! Next year's plan, made from this one: what becomes of each action, of dates and of targets, seen before it is made; it
//! ends at the checks of the new draft.

mod actions;

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{Held, Origin, Refusal, View, later::start_draft, use_location, use_plan},
    components::{Banner, PageTitle, Tone, radio, settled, tick::tick_box},
    drafting::{
        roll_forward::{
            Choices, Dates, RolledForward, Targets, next_period, next_title, roll_forward,
        },
        typed::{Meant, Reading},
    },
    formats::{sha256_hex, write_plan},
    plan::{Period, Plan},
};
use actions::Actions;

/// The page.
#[component]
pub fn NextYear() -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let choices = RwSignal::new(begun(&open.written_untracked()));
    // Choosing goes first; what comes of it follows.
    let chosen = settled(Memo::new(move |_| choices.get()));
    let hash = Memo::new(move |_| {
        let published = open
            .origin
            .with_value(|from| from.published().map(str::to_owned));
        published.unwrap_or_else(|| sha256_hex(write_plan(&open.written()).as_bytes()))
    });
    let rolled = Memo::new_with_compare(
        move |_| {
            Held(Arc::new(chosen.with(|choices| {
                roll_forward(&open.written(), choices, &hash.get())
            })))
        },
        |_: Option<&Held<RolledForward>>, _| true,
    );
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<Refusal>);
    let make = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        // As it is chosen now, whatever has followed yet.
        let plan = choices.with_untracked(|choices| {
            roll_forward(&open.written_untracked(), choices, &hash.get_untracked()).plan
        });
        leptos::task::spawn_local(async move {
            match start_draft(Arc::new(plan), Origin::Unknown).await {
                Ok(editor) => location.go(editor.to_view(View::Checks)),
                Err(e) => {
                    let _ = failed.try_set(Some(e));
                }
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <div class="wm-stack wm-stack--m">
            <PageTitle
                text="Next year’s plan"
                within=Signal::derive(move || open.get().front.title.clone())
                class="wm-title"
            />
            <p>
                "This makes a new draft from this plan, which itself stays as it is. What is carried keeps what it was linked "
                "to, and a comparison of the two shows what changed and why."
            </p>
            <Whole choices />
            <Actions choices />
            <section class="wm-card wm-stack wm-stack--s">
                <h2>"What this makes"</h2>
                <div role="status">
                <ul class="govuk-list govuk-list--bullet">
                    {move || rolled.get().summary.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view()}
                </ul>
                </div>
                {move || {
                    let remarks = rolled.get().remarks.clone();
                    (!remarks.is_empty())
                        .then(|| {
                            view! {
                                <h3>"To know"</h3>
                                <ul class="govuk-list govuk-list--bullet">
                                    {remarks.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
                                </ul>
                            }
                        })
                }}
                {move || failed.get().map(|refusal| view! { <Banner tone=Tone::Error refusal /> })}
                <div class="wm-acts">
                    <button class="wm-btn wm-btn--main" type="button" on:click=make>
                        {move || if busy.get() { "Making it…" } else { "Make the draft" }}
                    </button>
                </div>
                <p class="wm-sub">"Its checks come next: they say what still needs a date, an owner or a figure."</p>
            </section>
        </div>
    }
}

/// The choices as they begin: the usual title and period.
fn begun(plan: &Plan) -> Choices {
    Choices {
        title: next_title(plan),
        period: next_period(plan),
        ..Choices::default()
    }
}

/// What is chosen for the plan as a whole.
#[component]
fn Whole(choices: RwSignal<Choices>) -> impl IntoView {
    let period =
        RwSignal::new(choices.with_untracked(|c| c.period.map_or(String::new(), Period::shown)));
    let wrong = RwSignal::new(None::<&'static str>);
    let set_period = move |text: String| {
        period.set(text.clone());
        let read = match Reading::Period.read(&text) {
            Meant::Value(value) => Ok(serde_json::from_value::<String>(value)
                .ok()
                .and_then(|text| text.parse().ok())),
            Meant::Words(..) => Ok(None),
            Meant::Error(what) => Err(what),
        };
        match read {
            Ok(found) => {
                wrong.set(None);
                choices.update(|c| c.period = found);
            }
            Err(what) => wrong.set(Some(what)),
        }
    };
    let text = move |id: &'static str,
                     label: &'static str,
                     value: Signal<String>,
                     set: Callback<String>| {
        view! {
            <div class="govuk-form-group">
                <label class="govuk-label" for=id>
                    {label}
                </label>
                <input
                    class="govuk-input"
                    id=id
                    autocomplete="off"
                    prop:value=value
                    on:input=move |event| set.run(event_target_value(&event))
                />
            </div>
        }
    };
    let title = Signal::derive(move || choices.with(|c| c.title.clone()));
    let dates_reason = Signal::derive(move || choices.with(|c| c.dates_reason.clone()));
    let targets_reason = Signal::derive(move || choices.with(|c| c.targets_reason.clone()));
    let moves = move || choices.with(|c| c.dates == Dates::MoveAYear);
    let carries = move || choices.with(|c| c.targets == Targets::Carry);
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <h2>"The plan as a whole"</h2>
            {text("next-title", "Title", title, Callback::new(move |to| choices.update(|c| c.title = to)))}
            <div class="govuk-form-group" class=("govuk-form-group--error", move || wrong.get().is_some())>
                <label class="govuk-label" for="next-period">
                    "Period"
                </label>
                {move || wrong.get().map(|what| view! { <p class="govuk-error-message" role="alert">{what}</p> })}
                <input
                    class="govuk-input govuk-input--width-10"
                    id="next-period"
                    autocomplete="off"
                    prop:value=period
                    on:input=move |event| set_period(event_target_value(&event))
                />
            </div>
            <fieldset class="govuk-fieldset">
                <legend class="govuk-label">"Dates of what isn’t done"</legend>
                <div class="govuk-radios govuk-radios--small">
                    {radio("dates-keep", "dates", "Stay as they are", move || !moves(), move || choices.update(|c| c.dates = Dates::Keep))}
                    {radio(
                        "dates-move",
                        "dates",
                        "Move on by a year; what they were is remembered",
                        moves,
                        move || choices.update(|c| c.dates = Dates::MoveAYear),
                    )}
                </div>
            </fieldset>
            <Show when=moves>
                {text("dates-reason", "Why dates move (if you want to say)", dates_reason, Callback::new(move |to| choices.update(|c| c.dates_reason = to)))}
            </Show>
            <fieldset class="govuk-fieldset">
                <legend class="govuk-label">"Targets for the new period"</legend>
                <div class="govuk-radios govuk-radios--small">
                    {radio("targets-blank", "targets", "Left blank, to be set", move || !carries(), move || choices.update(|c| c.targets = Targets::Blank))}
                    {radio("targets-carry", "targets", "The same as last time", carries, move || choices.update(|c| c.targets = Targets::Carry))}
                </div>
            </fieldset>
            <Show when=carries>
                {text("targets-reason", "Why they stay the same (if you want to say)", targets_reason, Callback::new(move |to| choices.update(|c| c.targets_reason = to)))}
            </Show>
            <div class="govuk-checkboxes govuk-checkboxes--small">
                {tick_box(
                    "outturn".to_owned(),
                    "The last figure of each measure becomes its baseline".into_any(),
                    None,
                    Signal::derive(move || choices.with(|c| c.outturn_to_baseline)),
                    Callback::new(move |on| choices.update(|c| c.outturn_to_baseline = on)),
                )}
            </div>
        </section>
    }
}
