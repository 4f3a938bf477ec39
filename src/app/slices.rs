//! Long work in slices, so that the page goes on answering meanwhile.

use js_sys::Promise;
use leptos::{prelude::window, web_sys::MessageChannel};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::mark;
use crate::storage::pause;

/// As long a slice may take, in milliseconds of this device: with the step that ends it, it stays below what a person
/// notices on one a quarter as fast as ours.
const SLICE: f64 = 12.0;

/// Steps on until something comes of it. What is done before and after it falls in no slice.
pub async fn in_slices<T>(mut step: impl FnMut() -> Option<T>) -> T {
    let now = || window().performance().map_or(0.0, |clock| clock.now());
    breath().await;
    mark("slices-begin");
    let mut since = now();
    loop {
        let done = step();
        if done.is_none() && now() - since < SLICE {
            continue;
        }
        if done.is_some() {
            mark("slices-end");
        }
        breath().await;
        if let Some(done) = done {
            return done;
        }
        since = now();
    }
}

/// Lets the browser hear and draw. A timer would have it wait for milliseconds each time, a message doesn't.
pub async fn breath() {
    let Ok(channel) = MessageChannel::new() else {
        return pause(0).await;
    };
    let (here, there) = (channel.port1(), channel.port2());
    let heard = Promise::new(&mut |ring, _| {
        here.set_onmessage(Some(ring.unchecked_ref()));
        // If it can't be sent, the wait is as long as the page.
        drop(there.post_message(&JsValue::NULL));
    });
    drop(JsFuture::from(heard).await);
    here.close();
}
