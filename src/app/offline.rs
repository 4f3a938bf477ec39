//! Whether the app is kept for use without a network, as `boot/keep.js` hears it from the service worker.

use js_sys::Reflect;
use leptos::{prelude::*, web_sys};
use serde::Deserialize;

/// How far the app is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offline {
    /// Not known yet.
    Unknown,
    /// Everything.
    Ready,
    /// The app, but not every published plan.
    Partly,
    /// Not all of the app itself: a file didn't come, or was thrown away.
    Incomplete,
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
            Some("incomplete") => Offline::Incomplete,
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

/// How much room what is kept for use offline takes, as the service worker says.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Room {
    /// The app's files that are kept.
    pub files: usize,
    /// Those that it has.
    pub of: usize,
    /// What they take, in bytes.
    pub bytes: f64,
    /// The plans of the shelf.
    pub plans: Vec<PlanRoom>,
}

/// What a published plan takes.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct PlanRoom {
    /// Its id on the shelf.
    pub id: String,
    /// Its bytes; nothing where it isn't kept.
    pub bytes: Option<f64>,
}

/// Follows how much room what is kept takes; nothing until the service worker has said it.
pub fn use_room() -> ReadSignal<Option<Room>> {
    let (room, set) = signal(None);
    let heard = window_event_listener_untyped("waymark-room", move |event| {
        let said = Reflect::get(&event, &"detail".into()).ok();
        let said = said.and_then(|said| said.as_string()).unwrap_or_default();
        set.set(serde_json::from_str(&said).ok());
    });
    on_cleanup(move || heard.remove());
    let offline = use_offline();
    Effect::new(move |_| {
        offline.track();
        if let Ok(ask) = web_sys::Event::new("waymark-room?") {
            drop(window().dispatch_event(&ask));
        }
    });
    room
}
