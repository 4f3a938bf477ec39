//! What may follow a moment later, so that it never stands between a hand and what it does: a chart is drawn again once
//! the rows and counts it belongs to are on the screen, and not for each letter of a word.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

/// As long nothing must have changed: longer than between two letters, too short to be waited for.
const REST: Duration = Duration::from_millis(150);

/// Follows a value once it rests.
pub fn settled<T>(value: Memo<T>) -> Signal<T>
where
    T: Clone + Send + Sync + 'static,
{
    let kept = RwSignal::new(value.get_untracked());
    let follow = move || {
        // The reader may have left the page meanwhile.
        if let Some(now) = value.try_get_untracked() {
            kept.try_set(now);
        }
    };
    at_rest(REST, move || value.track(), follow);
    kept.into()
}

/// Does something once what `watch` follows has rested for a while; not for how it is at first.
pub fn at_rest(rest: Duration, watch: impl Fn() + 'static, act: impl Fn() + Copy + 'static) {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(before)) = waiting.try_update_value(Option::take) {
            before.clear();
        }
    };
    Effect::new(move |begun: Option<()>| {
        watch();
        if begun.is_none() {
            return;
        }
        stop();
        waiting.set_value(set_timeout_with_handle(act, rest).ok());
    });
    on_cleanup(stop);
}
