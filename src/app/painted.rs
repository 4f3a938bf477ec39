//! Waiting until the page shows what it says, before work begins that leaves it no time to.

use std::time::Duration;

use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// A page in the background paints nothing: nobody waits for that longer than this.
const AT_MOST: Duration = Duration::from_millis(100);

/// Waits until the page as it is now has been painted.
pub async fn painted() {
    let painted = Promise::new(&mut |done, _| {
        let done = move || drop(done.call0(&JsValue::NULL));
        set_timeout(done.clone(), AT_MOST);
        request_animation_frame(move || set_timeout(done, Duration::ZERO));
    });
    drop(JsFuture::from(painted).await);
}
