//! What storage asks of its host besides storage: the time of day, random letters, and to go on with something
//! in the background. Each has a form for native tests.

use std::future::Future;

/// Milliseconds since 1970, for showing only: a clock can be set back, so nothing is decided by it.
#[cfg(target_arch = "wasm32")]
pub(crate) fn now() -> f64 {
    js_sys::Date::now()
}

/// Milliseconds since 1970, for showing only: a clock can be set back, so nothing is decided by it.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn now() -> f64 {
    #[cfg(test)]
    if let Some(set) = CLOCK.get() {
        return set;
    }
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0.0, |since| since.as_millis() as f64)
}

#[cfg(test)]
thread_local! {
    /// What the clock of a test says, where it was set.
    static CLOCK: std::cell::Cell<Option<f64>> = const { std::cell::Cell::new(None) };
}

/// Sets the clock of the running test, forwards or back.
#[cfg(test)]
pub(crate) fn set_clock(to: f64) {
    CLOCK.set(Some(to));
}

/// The page's window; `None` in a worker.
#[cfg(target_arch = "wasm32")]
pub(crate) fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

/// There is none outside a browser, and web-sys panics when asked.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn window() -> Option<web_sys::Window> {
    None
}

/// Letters and digits that nobody else has: 12 of 32 signs are 60 bits.
pub(crate) fn letters() -> String {
    const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    (0..12)
        .map(|_| char::from(SIGNS.get(die() % 32).copied().unwrap_or(b'a')))
        .collect()
}

/// A number that no other tab has.
pub(crate) fn number() -> u64 {
    // Nought is where the main place keeps its rows.
    (die() as u64 % (u32::MAX as u64)) + 1
}

#[cfg(target_arch = "wasm32")]
fn die() -> usize {
    (js_sys::Math::random() * f64::from(u32::MAX)) as usize
}

#[cfg(not(target_arch = "wasm32"))]
fn die() -> usize {
    use std::hash::{BuildHasher, Hasher, RandomState};
    // Each RandomState has keys of its own, which is all the chance that native tests need.
    RandomState::new().build_hasher().finish() as usize
}

/// Goes on with something by itself; the first step is taken as soon as the running handler returns.
#[cfg(target_arch = "wasm32")]
pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(task);
}

/// Does it on the spot: natively rows are kept in memory, where nothing has to be waited for.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
    let mut task = Box::pin(task);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let _ = task.as_mut().poll(&mut context);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_differ_and_are_plain() {
        let (one, two) = (letters(), letters());
        assert_ne!(one, two);
        assert_eq!(one.len(), 12);
        assert!(
            one.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        );
    }
}
