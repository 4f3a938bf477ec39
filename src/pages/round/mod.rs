//! A progress round: what is due since the last one on one screen, recorded field by field, and at its end an account
//! to send. What is recorded is in the draft at once; the round itself is a version with a name.

mod due;
mod figures;
mod sent;

use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement},
};

use crate::{
    app::{
        Held, Of, Refusal, drafts, drafts::kept_plan, today, use_editing, use_location, use_plan,
    },
    components::{Banner, PageTitle, Tone, why::AlwaysAsk},
    insight::round::{Round, round},
    plan::{Date, Day, Plan},
    storage::{DraftId, Version},
};

/// How the version that a round ends with is called: by this and its day.
const NAME: &str = "Progress round of ";

/// The last round, and the plan as it was left; without a round, the oldest version there is.
#[derive(Clone)]
struct Last {
    day: Option<Day>,
    plan: Held<Plan>,
}

/// The page.
#[component]
pub fn ProgressRound() -> impl IntoView {
    provide_context(AlwaysAsk);
    let open = use_plan();
    let editing = use_editing();
    let of = use_location().get_untracked().of;
    let last = RwSignal::new(None::<Result<Last, Refusal>>);
    let begin = Callback::new(move |()| {
        let Of::Draft(id) = of.clone() else { return };
        leptos::task::spawn_local(async move {
            let _ = last.try_set(Some(last_round(id).await));
        });
    });
    begin.run(());
    // What is asked for is settled when the page opens: a thing that was just recorded stays in its place.
    let asked = Memo::new(move |_| {
        let since = last.with(|last| match last {
            Some(Ok(last)) => last.day,
            _ => None,
        });
        last.with(Option::is_some)
            .then(|| round(&open.written_untracked(), since, today()))
    });
    view! {
        <div class="wm-stack wm-stack--m" on:keydown=go_on>
            <PageTitle text="Progress round" class="wm-title" />
            <p role="status">
                {move || match last.get() {
                    None => "Looking for the last round…".to_owned(),
                    Some(Ok(Last { day: Some(day), .. })) => format!("The last round was on {}.", Date::day(day).shown()),
                    Some(_) => "This is the first round of this draft.".to_owned(),
                }}
                " "
                {move || asked.with(|asked| asked.as_ref().map(Round::told))}
            </p>
            <p class="wm-sub">
                "Tab goes from field to field. Ctrl and Enter together go to the next thing. What you record is kept at once."
            </p>
            {move || match last.get() {
                Some(Err(refusal)) => Some(view! { <Banner tone=Tone::Warning refusal /> }),
                _ => None,
            }}
            {move || asked.get().map(|asked| view! {
                <due::Dues dues=asked.dues />
                <figures::Awaiting figures=asked.figures />
            })}
            {move || match last.get() {
                Some(Ok(Last { plan, .. })) => Some(view! { <sent::Summary editing before=plan again=begin /> }),
                _ => None,
            }}
        </div>
    }
}

/// The newest version that a round ended with, or the oldest version.
async fn last_round(draft: String) -> Result<Last, Refusal> {
    let id: DraftId = draft.parse().map_err(Refusal::from)?;
    let versions = drafts().await.card(&id).await?.versions;
    let day = |version: &Version| {
        let name = version.name.as_deref()?.strip_prefix(NAME)?;
        name.parse::<Date>().ok().map(|date| date.last_day())
    };
    let newest = versions
        .iter()
        .rev()
        .find_map(|v| Some((v.seq, Some(day(v)?))));
    let oldest = versions.first().map(|v| (v.seq, None));
    let Some((seq, day)) = newest.or(oldest) else {
        return Err(Refusal::new(
            "No version of this draft could be found to tell what is new.",
            "You can record progress all the same. The account at the end needs a version to compare with.",
        ));
    };
    let (plan, _) = kept_plan(draft, Some(seq)).await?;
    Ok(Last {
        day,
        plan: Held(plan),
    })
}

/// The name of the version that a round of today ends with.
fn name_today() -> String {
    format!("{NAME}{}", today().iso())
}

/// What one thing of a round stands in: a person goes on from one to the next.
const STOP: &str = ".wm-round";

/// Goes on to the next thing of the round with Ctrl and Enter: to its first field.
fn go_on(event: ev::KeyboardEvent) {
    if event.key() != "Enter" || !(event.ctrl_key() || event.meta_key()) {
        return;
    }
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    let Some(here) = target.and_then(|t| t.closest(STOP).ok().flatten()) else {
        return;
    };
    event.prevent_default();
    let Ok(all) = document().query_selector_all(STOP) else {
        return;
    };
    let stops = (0..all.length()).filter_map(|at| all.get(at)?.dyn_into::<Element>().ok());
    let field = stops
        .skip_while(|stop| *stop != here)
        .skip(1)
        .find_map(|stop| {
            stop.query_selector("button:enabled, select, input")
                .ok()
                .flatten()
        });
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        drop(field.focus());
    }
}
