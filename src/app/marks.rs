//! Moments noted in the browser's own record of times, where developers' tools and `make bench` find them.

/// Notes that something begins or ends now.
pub fn mark(name: &str) {
    if let Some(times) = web_sys::window().and_then(|window| window.performance()) {
        // A full record forgets; nothing depends on it.
        let _ = times.mark(name);
    }
}
