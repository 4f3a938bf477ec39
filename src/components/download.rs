//! Saving something as a file, by the browser's own download.

use js_sys::Array;
use leptos::{prelude::document, web_sys};
use wasm_bindgen::{JsCast, JsValue};

/// Hands a text to the browser to save under a name.
pub fn download(name: &str, text: &str) {
    save(name, &text.into(), "application/json");
}

/// Hands a text or bytes to the browser to save under a name, as a kind of file: 'text/csv'.
pub fn save(name: &str, content: &JsValue, kind: &str) {
    // Where the browser can't make a file there is nothing to save to; the page stays as it is.
    drop(try_save(name, content, kind));
}

/// A text or bytes as the browser holds a file.
///
/// # Errors
/// If the browser can't make one.
pub fn blob(content: &JsValue, kind: &str) -> Result<JsValue, JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(content);
    web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).map(JsValue::from)
}

fn try_save(name: &str, content: &JsValue, kind: &str) -> Result<(), JsValue> {
    let blob: web_sys::Blob = blob(content, kind)?.unchecked_into();
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The address is let go with the page; revoking it now would cut a slow download short.
    Ok(())
}

/// A file name: of its title, the day and what such files end in.
pub fn file_name(title: &str, today: &str, ending: &str) -> String {
    format!("{}-{today}.{ending}", crate::plan::Id::slug(title))
}

/// Hands bytes to the browser to save under a name, as a kind of file.
pub fn save_bytes(name: &str, bytes: &[u8], kind: &str) {
    save(name, &js_sys::Uint8Array::from(bytes), kind);
}
