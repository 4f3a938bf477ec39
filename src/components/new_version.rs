//! Offers a newer version of the app, once it is here: nobody is moved to it who hasn't said so.

use leptos::prelude::*;

use crate::app::{Update, move_to_it, use_update};

/// The offer, below the bar at the top of every page.
#[component]
pub fn NewVersion() -> impl IntoView {
    let update = use_update();
    let later = RwSignal::new(false);
    let shown = move || update.with(|update| *update != Update::Nothing) && !later.get();
    let said = move || {
        match update.get() {
        Update::Nothing => String::new(),
        Update::Waits(news) => format!("A new version of Waymark is here. {news}"),
        Update::Moving => "Keeping what is written in every tab, then moving to the new version…".to_owned(),
        Update::NotMoved => "Nothing has moved: in one of your tabs are words that couldn’t be kept. Save a file of that draft, close the tab, then try again.".to_owned(),
    }
    };
    let busy = move || update.with(|update| *update == Update::Moving);
    view! {
        <div role="status">
            <Show when=shown>
                <div class="wm-banner wm-banner--info">
                    <p>{said}</p>
                    <div class="wm-banner__acts">
                        <button
                            class="wm-btn wm-btn--main"
                            type="button"
                            disabled=busy
                            on:click=move |_| move_to_it(update)
                        >
                            "Use it now"
                        </button>
                        <button class="wm-btn" type="button" disabled=busy on:click=move |_| later.set(true)>
                            "Later"
                        </button>
                    </div>
                </div>
            </Show>
        </div>
    }
}
