//! Saving a text as a file, by the browser's own download.

use js_sys::Array;
use leptos::{prelude::document, web_sys};
use wasm_bindgen::{JsCast, JsValue};

/// Hands a text to the browser to save under a name.
pub fn download(name: &str, text: &str) {
    download_as("application/json", name, text);
}

/// The same for a text of another kind, as `text/html`.
pub fn download_as(kind: &str, name: &str, text: &str) {
    // Where the browser can't make a file there is nothing to save to; the page stays as it is.
    drop(try_download(kind, name, text));
}

fn try_download(kind: &str, name: &str, text: &str) -> Result<(), JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The address is let go with the page; revoking it now would cut a slow download short.
    Ok(())
}

/// A file name for a plan: its id or title, and the day.
pub fn file_name(title: &str, today: &str) -> String {
    format!("{}-{today}.json", crate::plan::Id::slug(title))
}
