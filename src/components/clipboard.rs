//! Copying to the clipboard: as formatted text where the browser can, as plain text where it can't.

use js_sys::{Array, Function, Object, Reflect};
use leptos::{prelude::window, web_sys};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Copies a text that word processors paste as HTML and all others as plain text. Whether it was copied.
pub async fn copy_formatted(html: &str, text: &str) -> bool {
    if let Ok(items) = items(html, text) {
        let clipboard = window().navigator().clipboard();
        let write = Reflect::get(&clipboard, &"write".into())
            .and_then(|write| write.dyn_into::<Function>())
            .and_then(|write| write.call1(&clipboard, &items))
            .and_then(|promise| promise.dyn_into::<js_sys::Promise>());
        if let Ok(promise) = write
            && JsFuture::from(promise).await.is_ok()
        {
            return true;
        }
    }
    copy_text(text).await
}

/// Copies a plain text. Whether it was copied.
pub async fn copy_text(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    // Absent over plain http, and then asking it would panic.
    if clipboard.is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

/// What the clipboard is given. `ClipboardItem` is absent in older browsers.
fn items(html: &str, text: &str) -> Result<JsValue, JsValue> {
    let make: Function = Reflect::get(&window(), &"ClipboardItem".into())?.dyn_into()?;
    let kinds = Object::new();
    for (kind, words) in [("text/html", html), ("text/plain", text)] {
        let options = web_sys::BlobPropertyBag::new();
        options.set_type(kind);
        let parts = Array::of1(&words.into());
        let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
        Reflect::set(&kinds, &kind.into(), &blob)?;
    }
    let item = Reflect::construct(&make, &Array::of1(&kinds))?;
    Ok(Array::of1(&item).into())
}
