//! The as-at line over the chart, with a handle that a hand drags and keys move.

use leptos::{ev, html, prelude::*, web_sys};

use super::moving::Moving;
use crate::{
    charts::Plot,
    components::take_hold,
    insight::timeline::{Window, months_on},
    plan::{Date, Day},
};

/// The line and its handle, between the edges of the chart's scale.
#[component]
pub fn Handle(
    /// What it moves.
    moving: Moving,
    /// Where the chart's scale stands.
    plot: Signal<Plot>,
    /// The box from edge to edge of the scale, which fingers are measured by.
    scale: NodeRef<html::Div>,
) -> impl IntoView {
    // Where in the handle a finger holds it, in pixels from the line; none while nobody does.
    let grip = StoredValue::new(None::<f64>);
    let place = Memo::new(move |_| moving.window().map_or(0.0, |w| w.place(moving.day())));
    let outside = Memo::new(move |_| {
        let window = moving.window()?;
        match moving.day() {
            day if day < window.first => Some("is-before"),
            day if day > window.last => Some("is-after"),
            _ => None,
        }
    });
    let begin = move |event: ev::PointerEvent| {
        let Some(seen) = seen(scale).filter(|_| event.button() == 0) else {
            return;
        };
        take_hold(&event);
        let line = seen.left() + place.get_untracked() * seen.width();
        grip.set_value(Some(f64::from(event.client_x()) - line));
    };
    let drag = move |event: ev::PointerEvent| {
        let Some((grip, seen)) = grip.get_value().zip(seen(scale)) else {
            return;
        };
        let at = (f64::from(event.client_x()) - grip - seen.left()) / seen.width();
        if let Some((window, _)) = moving.windows_untracked() {
            let day = window.day_at(at);
            if day != moving.day_untracked() {
                moving.hold_day(day);
            }
        }
    };
    let end = move |_: ev::PointerEvent| {
        if grip.get_value().is_some() {
            grip.set_value(None);
            moving.let_go();
        }
    };
    let press = move |event: ev::KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        if let Some(to) = moved(&event.key(), moving) {
            event.prevent_default();
            moving.hold_day(to);
        } else if let Some(to) = closer(&event.key(), moving) {
            event.prevent_default();
            moving.hold_window(to);
        }
    };
    let reach = move || moving.reach().unwrap_or((Day(0), Day(0)));
    view! {
        <div
            class="wm-asat-line"
            node_ref=scale
            style:left=move || format!("{}px", plot.get().left)
            style:right=move || format!("{}px", plot.get().right)
        >
            <div
                class="wm-asat-line__rule"
                hidden=move || outside.get().is_some()
                style:left=move || format!("{:.3}%", place.get() * 100.0)
            ></div>
            <div
                class=move || format!("wm-asat-line__handle {}", outside.get().unwrap_or_default())
                role="slider"
                tabindex="0"
                aria-label="As-at date"
                aria-describedby="timeline-keys"
                aria-valuemin=move || reach().0.0
                aria-valuemax=move || reach().1.0
                aria-valuenow=move || moving.day().0
                aria-valuetext=move || moving.day().to_string()
                style:left=move || format!("{:.3}%", place.get() * 100.0)
                style:transform=move || format!("translateX(-{:.3}%)", place.get() * 100.0)
                on:pointerdown=begin
                on:pointermove=drag
                on:pointerup=end
                on:pointercancel=end
                on:keydown=press
            >
                <span>{move || format!("As at {}", Date::day(moving.day()).short())}</span>
            </div>
        </div>
    }
}

/// Where an element is on the screen, unless it has no width.
pub fn seen(element: NodeRef<html::Div>) -> Option<web_sys::DomRect> {
    let seen = element.get_untracked()?.get_bounding_client_rect();
    (seen.width() > 0.0).then_some(seen)
}

/// Where a key takes the date.
fn moved(key: &str, moving: Moving) -> Option<Day> {
    let day = moving.day_untracked();
    let whole = moving.windows_untracked()?.1;
    let to = match key {
        "ArrowLeft" | "ArrowDown" => Day(day.0 - 1),
        "ArrowRight" | "ArrowUp" => Day(day.0 + 1),
        "PageDown" => months_on(day, -1),
        "PageUp" => months_on(day, 1),
        "Home" => whole.first,
        "End" => whole.last,
        _ => return None,
    };
    // A date from outside the plan's time comes back step by step, and goes no further away.
    Some(to.clamp(whole.first.min(day), whole.last.max(day)))
}

/// What a key makes of the time looked at.
fn closer(key: &str, moving: Moving) -> Option<Window> {
    let (window, whole) = moving.windows_untracked()?;
    let day = moving.day_untracked();
    match key {
        "+" | "=" => Some(window.zoomed(whole, true, day)),
        "-" => Some(window.zoomed(whole, false, day)),
        "0" => Some(whole),
        "[" => Some(window.moved(whole, -0.5)),
        "]" => Some(window.moved(whole, 0.5)),
        _ => None,
    }
}
