//! The bytes of a file that someone chose or dropped.

use js_sys::Uint8Array;
use leptos::web_sys::File;
use wasm_bindgen_futures::JsFuture;

use super::Refusal;
use crate::formats::ReadError;

/// Reads a chosen file of at most so many bytes.
///
/// # Errors
/// If it is larger, or the browser can't read it.
pub async fn bytes_of(file: &File, cap: usize) -> Result<Vec<u8>, Refusal> {
    let size = file.size();
    if size > cap as f64 {
        let bytes = size as usize;
        return Err(ReadError::TooLarge { bytes, cap }.into());
    }
    let unreadable = |_| {
        Refusal::new(
            "This file could not be read.",
            "Check that it is still where it was, and choose it again.",
        )
    };
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
