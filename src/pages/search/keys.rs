//! Search by keyboard alone: arrows walk from the box down the results and back, Enter opens the first or the one
//! in focus, Escape leads back to the box.

use std::collections::HashSet;

use leptos::{ev, prelude::*, web_sys};
use wasm_bindgen::JsCast;

use crate::app::focus;

/// What the arrows stop at.
const STOPS: &str = "#main .wm-hit, #main .wm-more";

/// Listens while the page is shown. `current` says whether the results are those of the words in the box.
pub fn listen(current: impl Fn() -> bool + 'static) {
    let keys = window_event_listener(ev::keydown, move |event| {
        let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key());
        let Some(here) = place().filter(|_| plain && !event.is_composing()) else {
            return;
        };
        let done = match (event.key().as_str(), here) {
            ("ArrowDown", here) => go(here.map_or(0, |at| at + 1)),
            ("ArrowUp", Some(0)) | ("Escape", Some(_)) => {
                focus("find");
                true
            }
            ("ArrowUp", Some(at)) => go(at - 1),
            ("Enter", None) => current() && open_first(),
            _ => false,
        };
        if done {
            event.prevent_default();
        }
    });
    on_cleanup(move || keys.remove());
}

/// Where the focus is: `Some(None)` in the box, `Some(Some(n))` on the `n`th stop, `None` elsewhere.
fn place() -> Option<Option<usize>> {
    let active = document().active_element()?;
    if active.id() == "find" {
        return Some(None);
    }
    let here: &web_sys::Node = &active;
    stops(STOPS)
        .position(|stop| here.is_same_node(Some(&stop)))
        .map(Some)
}

/// The elements that match, in the order of the page.
fn stops(css: &str) -> impl Iterator<Item = web_sys::HtmlElement> + use<> {
    let all = document().query_selector_all(css).ok();
    let nodes = (0..).map_while(move |at| all.as_ref()?.get(at));
    nodes.filter_map(|node| node.dyn_into().ok())
}

fn go(at: usize) -> bool {
    stops(STOPS)
        .nth(at)
        .is_some_and(|stop| stop.focus().is_ok())
}

/// Opens the first result. A keyboard on the screen covers the results: there the first is only gone to, which
/// puts the keyboard away.
fn open_first() -> bool {
    let Some(first) = stops(STOPS).next() else {
        return false;
    };
    let touch = window().match_media("(pointer: coarse)").ok().flatten();
    match touch.is_some_and(|query| query.matches()) {
        true => drop(first.focus()),
        false => first.click(),
    }
    true
}

/// Goes on from the first result of a section that isn't there yet, once it is.
pub fn focus_next_new(section: &'static str) {
    let hits = move || stops(&format!("#{section} .wm-hit"));
    let known: HashSet<Option<String>> = hits().map(|hit| hit.get_attribute("href")).collect();
    request_animation_frame(move || {
        let new = hits().find(|hit| !known.contains(&hit.get_attribute("href")));
        if let Some(new) = new {
            drop(new.focus());
        }
    });
}
