//! Whether the app is kept for use without a network, as `boot.js` hears it from the service worker.

use leptos::prelude::*;

/// How far the app is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offline {
    /// Not known yet.
    Unknown,
    /// Everything.
    Ready,
    /// The app, but not every published plan.
    Partly,
    /// Nothing: this browser or this address doesn't let it.
    Unavailable,
}

impl Offline {
    fn now() -> Offline {
        let said = document()
            .document_element()
            .and_then(|root| root.get_attribute("data-offline"));
        match said.as_deref() {
            Some("ready") => Offline::Ready,
            Some("partly") => Offline::Partly,
            Some("unavailable") => Offline::Unavailable,
            _ => Offline::Unknown,
        }
    }
}

/// Follows how far the app is kept.
pub fn use_offline() -> ReadSignal<Offline> {
    let (offline, set) = signal(Offline::now());
    let heard = window_event_listener_untyped("waymark-offline", move |_| set.set(Offline::now()));
    on_cleanup(move || heard.remove());
    offline
}
