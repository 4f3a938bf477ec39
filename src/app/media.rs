//! What the page is shown on, followed: the reader's wishes of their device, and paper.

use leptos::{ev, prelude::*, web_sys};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

/// Whether a media query holds, followed.
pub fn follow_media(query: &str) -> ReadSignal<bool> {
    let (holds, set_holds) = signal(false);
    let Ok(Some(list)) = window().match_media(query) else {
        return holds;
    };
    set_holds.set(list.matches());
    let changed = Closure::<dyn Fn(JsValue)>::new({
        let list = list.clone();
        move |_| {
            set_holds.try_set(list.matches());
        }
    });
    list.set_onchange(Some(changed.as_ref().unchecked_ref()));
    // Both live as long as the component that follows.
    let kept = StoredValue::new_local((list, changed));
    on_cleanup(move || {
        kept.try_with_value(|(list, _)| list.set_onchange(None));
    });
    holds
}

/// Whether the page is being printed.
pub fn follow_printing() -> Signal<bool> {
    let media = follow_media("print");
    let asked = RwSignal::new(false);
    let before = window_event_listener(
        ev::Custom::<web_sys::Event>::new("beforeprint"),
        move |_| {
            asked.set(true);
        },
    );
    let after = window_event_listener(ev::Custom::<web_sys::Event>::new("afterprint"), move |_| {
        asked.set(false);
    });
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    Signal::derive(move || media.get() || asked.get())
}
