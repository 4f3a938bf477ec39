//! Long work in slices, so that the page goes on answering meanwhile.

use leptos::prelude::window;

use super::mark;
use crate::storage::pause;

/// As long a slice may take, in milliseconds of this device: with the step that ends it, it stays below what a person
/// notices on one a quarter as fast as ours.
const SLICE: f64 = 12.0;

/// Steps on until something comes of it.
pub async fn in_slices<T>(mut step: impl FnMut() -> Option<T>) -> T {
    let now = || window().performance().map_or(0.0, |clock| clock.now());
    mark("slices-begin");
    let mut since = now();
    loop {
        if let Some(done) = step() {
            mark("slices-end");
            return done;
        }
        if now() - since >= SLICE {
            pause(0).await;
            since = now();
        }
    }
}
