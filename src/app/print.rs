//! Printing: paper can't be unfolded, so whatever is folded is opened before and closed again after.

use leptos::prelude::*;
use leptos::web_sys::Element;
use wasm_bindgen::JsCast;

/// What the page that is shown is called, for the head of each printed sheet.
#[derive(Clone, Copy)]
pub struct PageName(pub RwSignal<String>);

/// Marks what was opened for printing alone.
pub const FOR_PRINT: &str = "data-for-print";

/// Listens for printing for as long as the app runs.
pub fn unfold_for_print() {
    let opened = window_event_listener_untyped("beforeprint", |_| {
        for folded in all("main details:not([open])") {
            drop(folded.set_attribute(FOR_PRINT, ""));
            drop(folded.set_attribute("open", ""));
        }
    });
    let closed = window_event_listener_untyped("afterprint", |_| {
        for unfolded in all("main details[data-for-print]") {
            drop(unfolded.remove_attribute(FOR_PRINT));
            drop(unfolded.remove_attribute("open"));
        }
    });
    on_cleanup(move || {
        opened.remove();
        closed.remove();
    });
}

fn all(css: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(css) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into().ok())
        .collect()
}
