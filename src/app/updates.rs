//! A newer version of the app: offered where one is here and waits, never forced. `boot/keep.js` hears of it from the service
//! worker, asks every tab to make its words safe, and moves them all together.

use std::future::Future;

use js_sys::{Array, Reflect};
use leptos::{prelude::*, web_sys};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;

/// How far the way to a newer version is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Update {
    /// There is none, or none yet.
    Nothing,
    /// One waits; what is new in it, in a sentence.
    Waits(String),
    /// All tabs make their words safe to move to it.
    Moving,
    /// A tab has words that can't be kept, so none has moved.
    NotMoved,
}

impl Update {
    fn now() -> Update {
        let root = document().document_element();
        match root.and_then(|root| root.get_attribute("data-update")) {
            Some(news) => Update::Waits(news),
            None => Update::Nothing,
        }
    }
}

/// Follows whether there is a newer version.
pub fn use_update() -> RwSignal<Update> {
    let update = RwSignal::new(Update::now());
    let waits = window_event_listener_untyped("waymark-update", move |_| update.set(Update::now()));
    let stays = window_event_listener_untyped("waymark-not-moved", move |_| {
        update.set(Update::NotMoved);
    });
    on_cleanup(move || {
        waits.remove();
        stays.remove();
    });
    update
}

/// Has all tabs move to the version that waits.
pub fn move_to_it(update: RwSignal<Update>) {
    update.set(Update::Moving);
    if let Ok(event) = web_sys::Event::new("waymark-move") {
        drop(window().dispatch_event(&event));
    }
}

/// Has something made safe before the page moves to another version, for as long as the component that asks is there; what
/// isn't safe holds up the move.
pub fn before_moving<F>(make_safe: impl Fn() -> F + 'static)
where
    F: Future<Output = bool> + 'static,
{
    let asked = window_event_listener_untyped("waymark-make-safe", move |event| {
        let promises = Reflect::get(&event, &"detail".into());
        let Some(promises) = promises.ok().and_then(|list| list.dyn_into::<Array>().ok()) else {
            return;
        };
        let safe = make_safe();
        promises.push(&future_to_promise(async move {
            match safe.await {
                true => Ok(JsValue::TRUE),
                false => Err(JsValue::FALSE),
            }
        }));
    });
    on_cleanup(move || asked.remove());
}
