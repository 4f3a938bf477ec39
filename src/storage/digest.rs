//! SHA-256 of what is kept or fetched: by the browser where the bytes are many, for it is some fifty times as fast
//! as we are, and by ourselves else.

use crate::formats::sha256_hex;

/// From so many bytes on asking the browser is worth the wait.
#[cfg(target_arch = "wasm32")]
const MANY: usize = 64 * 1024;

/// The SHA-256 of some bytes, in hexadecimal.
#[cfg(target_arch = "wasm32")]
pub async fn digest(bytes: &[u8]) -> String {
    if bytes.len() >= MANY
        && let Some(hash) = by_browser(bytes).await
    {
        return hash;
    }
    sha256_hex(bytes)
}

/// The SHA-256 of some bytes, in hexadecimal.
#[cfg(not(target_arch = "wasm32"))]
pub async fn digest(bytes: &[u8]) -> String {
    sha256_hex(bytes)
}

/// `None` where the browser has no such thing, as on a page that came over plain http.
#[cfg(target_arch = "wasm32")]
async fn by_browser(bytes: &[u8]) -> Option<String> {
    let answer = wasm_bindgen_futures::JsFuture::from(subtle_digest("SHA-256", bytes).ok()?);
    let hash = js_sys::Uint8Array::new(&answer.await.ok()?).to_vec();
    Some(hash.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
extern "C" {
    // It takes its own copy of the bytes before it answers: one of ours would be a second.
    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"], js_name = digest)]
    fn subtle_digest(
        algorithm: &str,
        bytes: &[u8],
    ) -> Result<js_sys::Promise, wasm_bindgen::JsValue>;
}
