//! Copying to the clipboard: as formatted text where the browser can, as plain text where it can't.

use js_sys::Promise;
use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;

use super::{download::blob, picture::copy};

/// Copies a text that word processors paste as HTML and all others as plain text. Whether it was copied.
pub async fn copy_formatted(html: &str, text: &str) -> bool {
    let page = blob(&html.into(), "text/html").map(|page| Promise::resolve(&page));
    if let Ok(asked) = page.and_then(|page| copy(&page, text))
        && JsFuture::from(asked).await.is_ok()
    {
        return true;
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
