//! Taking hold of a handle by mouse, finger or pen.

use leptos::{ev, web_sys};
use wasm_bindgen::JsCast;

/// Keeps a pointer with the handle it was pressed on, wherever it goes, and gives that the focus, so that keys go on
/// where the hand leaves off. Nothing is dragged or selected by the browser itself.
pub fn take_hold(event: &ev::PointerEvent) {
    event.prevent_default();
    let handle = event.current_target();
    if let Some(handle) = handle.and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok()) {
        drop(handle.set_pointer_capture(event.pointer_id()));
        drop(handle.focus());
    }
}
