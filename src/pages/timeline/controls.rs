//! What stands over the chart: steps from date to date, how everything stands there, what lanes stand for, and a closer
//! look.

use leptos::prelude::*;

use super::moving::Moving;
use crate::{
    app::{Held, use_location, use_plan},
    components::fact::fact,
    insight::{
        Fact, MilestoneState, Timeline,
        timeline::{LaneBy, Window, next_date, previous_date, tally},
    },
    plan::{Date, Day},
};

/// Steps to what is due before and next, and how everything stands at the date.
#[component]
pub fn Steps(
    /// What they move.
    moving: Moving,
    /// The plan in time.
    timeline: Memo<Held<Timeline>>,
    /// The places of what the filters leave.
    chosen: Memo<Held<Vec<usize>>>,
) -> impl IntoView {
    let step = move |find: fn(&Timeline, &[usize], Day) -> Option<Day>| {
        Memo::new(move |_| find(&timeline.get(), &chosen.get(), moving.day()))
    };
    let (previous, next) = (step(previous_date), step(next_date));
    let button = move |to: Memo<Option<Day>>, way: &'static str, none: &'static str| {
        let words = move || match to.get() {
            Some(day) => format!("{way}: {}", Date::day(day).short()),
            None => none.to_owned(),
        };
        view! {
            <button
                class="wm-btn"
                type="button"
                aria-disabled=move || to.get().is_none().then_some("true")
                on:click=move |_| {
                    if let Some(day) = to.get_untracked() {
                        moving.go_to(day);
                    }
                }
            >
                {words}
            </button>
        }
    };
    let open = use_plan();
    // What was said last, once the date has changed: a screen reader hears it when the hand rests.
    let said = RwSignal::new(String::new());
    Effect::new(move |before: Option<Day>| {
        let as_at = open.as_at();
        if before.is_some_and(|before| before != as_at) {
            said.set(spoken(
                &timeline.get_untracked(),
                &chosen.get_untracked(),
                as_at,
            ));
        }
        as_at
    });
    view! {
        <div class="wm-steps">
            <div class="wm-steps__date">
                <p class="wm-steps__day">
                    "As at " <b>{move || moving.day().to_string()}</b>
                </p>
                <div class="wm-cluster">
                    {button(previous, "Previous", "Nothing due before")}
                    {button(next, "Next", "Nothing due after")}
                </div>
            </div>
            <Counts moving timeline chosen />
            <p class="govuk-visually-hidden" role="status">
                {said}
            </p>
        </div>
    }
}

/// How many stand how, each state that can come up at all.
#[component]
fn Counts(
    /// The date.
    moving: Moving,
    /// The plan in time.
    timeline: Memo<Held<Timeline>>,
    /// The places of what the filters leave.
    chosen: Memo<Held<Vec<usize>>>,
) -> impl IntoView {
    let counted = Memo::new(move |_| tally(&timeline.get(), &chosen.get(), moving.day()));
    let states = Memo::new(move |_| {
        let (timeline, chosen) = (timeline.get(), chosen.get());
        let (first, last) = moving.reach().unwrap_or((Day(0), Day(0)));
        let ends = [first, last].map(|day| tally(&timeline, &chosen, day).counts);
        let here = |state: &MilestoneState| ends.iter().flatten().any(|(s, _)| s == state);
        MilestoneState::ALL
            .into_iter()
            .filter(here)
            .collect::<Vec<_>>()
    });
    let count = move |state: MilestoneState| {
        let words = move || {
            counted.with(|tally| {
                let of = tally.counts.iter().find(|(s, _)| *s == state);
                of.map_or(0, |(_, n)| *n)
            })
        };
        let next = move || {
            let next = counted.with(|tally| tally.next_words());
            next.filter(|_| state == MilestoneState::Due).map(|next| {
                view! { <span class="wm-sub">"next " {next}</span> }
            })
        };
        view! {
            <li>
                <b>{words}</b>
                {fact(&Fact::State(state))}
                {next}
            </li>
        }
    };
    view! {
        <ul class="wm-counts">
            {move || states.get().into_iter().map(count).collect_view()}
        </ul>
    }
}

/// What a date comes to, as it is read out.
fn spoken(timeline: &Timeline, chosen: &[usize], as_at: Day) -> String {
    let tally = tally(timeline, chosen, as_at);
    let counts = tally.counts.iter();
    let mut parts: Vec<String> = counts
        .map(|(state, n)| format!("{n} {}", state.shown().to_lowercase()))
        .collect();
    parts.extend(tally.next_words().map(|next| format!("next {next}")));
    format!("As at {as_at}: {}.", parts.join("; "))
}

/// What lanes stand for, and how much time is looked at.
#[component]
pub fn Ways(
    /// What the buttons move.
    moving: Moving,
    /// The plan in time.
    timeline: Memo<Held<Timeline>>,
    /// The lanes there can be.
    offered: Memo<Vec<LaneBy>>,
    /// The lanes there are.
    by: Memo<LaneBy>,
) -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let lane = move |(n, one): (usize, LaneBy)| {
        view! {
            <button
                type="button"
                aria-pressed=move || (by.get() == one).to_string()
                on:click=move |_| {
                    let name = if n == 0 { "" } else { one.key() };
                    location.replace(location.get_untracked().set("lanes", name).set("shown", ""));
                }
            >
                {one.shown(&timeline.get_untracked(), &open.get_untracked())}
            </button>
        }
    };
    let button =
        move |words: &'static str, can: Signal<bool>, change: fn(Window, Window, Day) -> Window| {
            view! {
                <button
                    type="button"
                    aria-disabled=move || (!can.get()).then_some("true")
                    on:click=move |_| {
                        if can.get_untracked() {
                            moving.look_at(change);
                        }
                    }
                >
                    {words}
                </button>
            }
        };
    let closer = Signal::derive(move || moving.window().is_some_and(|w| w.days() > 28));
    let part = Signal::derive(move || moving.window() != moving.whole());
    let earlier = Signal::derive(move || {
        let ends = moving.window().zip(moving.whole());
        ends.is_some_and(|(window, whole)| window.first > whole.first)
    });
    let later = Signal::derive(move || {
        let ends = moving.window().zip(moving.whole());
        ends.is_some_and(|(window, whole)| window.last < whole.last)
    });
    view! {
        <div class="wm-cluster wm-cluster--apart">
            <Show when=move || { offered.with(|all| all.len() > 1) }>
                <div class="wm-ways">
                    <span id="lanes-by">"Lanes by"</span>
                    <div class="wm-seg" role="group" aria-labelledby="lanes-by">
                        {move || offered.get().into_iter().enumerate().map(lane).collect_view()}
                    </div>
                </div>
            </Show>
            <div class="wm-ways">
                <span id="time-shown">"Time shown"</span>
                <div class="wm-seg" role="group" aria-labelledby="time-shown">
                    {button("Earlier", earlier, |window, whole, _| window.moved(whole, -0.5))}
                    {button("Zoom in", closer, |window, whole, day| window.zoomed(whole, true, day))}
                    {button("Zoom out", part, |window, whole, day| window.zoomed(whole, false, day))}
                    {button("Later", later, |window, whole, _| window.moved(whole, 0.5))}
                    {button("Whole plan", part, |_, whole, _| whole)}
                </div>
            </div>
        </div>
    }
}
