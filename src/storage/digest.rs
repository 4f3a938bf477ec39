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
    use js_sys::{Function, Promise, Reflect, Uint8Array};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;

    let get = |from: &JsValue, name: &str| {
        let found = Reflect::get(from, &name.into()).ok()?;
        (!found.is_undefined()).then_some(found)
    };
    let subtle = get(&get(&js_sys::global(), "crypto")?, "subtle")?;
    let digest: Function = get(&subtle, "digest")?.dyn_into().ok()?;
    let asked = digest.call2(&subtle, &"SHA-256".into(), &Uint8Array::from(bytes));
    let promise: Promise = asked.ok()?.dyn_into().ok()?;
    let answer = JsFuture::from(promise).await.ok()?;
    let hash = Uint8Array::new(&answer).to_vec();
    Some(hash.iter().map(|byte| format!("{byte:02x}")).collect())
}
