//! Getting the app's own files: bytes from a path beside the page. Nothing ever asks another host.

use std::fmt;

use js_sys::Uint8Array;
use leptos::{prelude::window, web_sys};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Why a file could not be got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// Neither the server nor the offline store answered.
    NoAnswer,
    /// There is no such file.
    NotThere,
    /// The answer could not be read to its end.
    Cut,
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FetchError::NoAnswer => {
                "This device is offline, and this part has not been kept for offline use yet."
            }
            FetchError::NotThere => "It is not where it should be on the site.",
            FetchError::Cut => "It did not arrive whole.",
        })
    }
}

/// Gets a file beside the page: `plans/index.json`.
///
/// # Errors
/// If there is no answer, no such file, or the answer breaks off.
pub async fn fetch_bytes(path: &str) -> Result<Vec<u8>, FetchError> {
    let answer = JsFuture::from(window().fetch_with_str(path))
        .await
        .map_err(|_| FetchError::NoAnswer)?;
    let answer: web_sys::Response = answer.dyn_into().map_err(|_| FetchError::NoAnswer)?;
    if !answer.ok() {
        return Err(FetchError::NotThere);
    }
    let body = answer.array_buffer().map_err(|_| FetchError::Cut)?;
    let body = JsFuture::from(body).await.map_err(|_| FetchError::Cut)?;
    Ok(Uint8Array::new(&body).to_vec())
}
