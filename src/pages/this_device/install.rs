//! Putting Waymark beside the device's other apps: the browser's own way where it has one, pictures for an iPad or iPhone.

use leptos::{prelude::*, web_sys};

use crate::{app::follow_media, storage::forgets_in_a_week};

/// How Waymark gets onto the device.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// It is there.
    Done,
    /// The browser asks, once it is told to.
    Offered,
    /// By hand, from the browser's own menu.
    ByHand,
}

fn way() -> Way {
    let root = document().document_element();
    match root
        .and_then(|root| root.get_attribute("data-install"))
        .as_deref()
    {
        Some("done") => Way::Done,
        Some(_) => Way::Offered,
        None => Way::ByHand,
    }
}

/// How to install the app.
#[component]
pub fn Install() -> impl IntoView {
    let alone = follow_media("(display-mode: standalone)");
    let known = RwSignal::new(way());
    let heard = window_event_listener_untyped("waymark-install", move |_| known.set(way()));
    on_cleanup(move || heard.remove());
    let way = Memo::new(move |_| match alone.get() {
        true => Way::Done,
        false => known.get(),
    });
    let ask = move |_| {
        if let Ok(event) = web_sys::Event::new("waymark-install-now") {
            drop(window().dispatch_event(&event));
        }
    };
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <h2>"Put Waymark beside your other apps"</h2>
            {move || match way.get() {
                Way::Done => view! { <p>"Waymark is installed on this device."</p> }.into_any(),
                Way::Offered => {
                    view! {
                        <p>"It then opens in a window of its own, with the network on or off."</p>
                        <button class="wm-btn" type="button" on:click=ask>
                            "Install Waymark"
                        </button>
                    }
                        .into_any()
                }
                Way::ByHand if forgets_in_a_week() => on_an_ipad(),
                Way::ByHand => {
                    view! {
                        <p>
                            "Edge and Chrome have it in their menu: ‘Apps’, then ‘Install this site as an app’, or ‘Install Waymark’. "
                            "Where a browser has no such way, a bookmark does: Waymark opens from it with the network off as well."
                        </p>
                    }
                        .into_any()
                }
            }}
        </section>
    }
}

/// The steps on an iPad or iPhone, with what to look for.
fn on_an_ipad() -> AnyView {
    let step = |drawing: &'static str, words: &'static str| {
        view! {
            <li>
                <svg class="wm-byhand__look" viewBox="0 0 24 24" aria-hidden="true">
                    <path d=drawing />
                </svg>
                <span>{words}</span>
            </li>
        }
    };
    view! {
        <p>"On the home screen it opens like an app, and Safari doesn’t erase its drafts after a week without a visit."</p>
        <ol class="wm-byhand">
            {step("M12 15V3M8 7l4-4 4 4M7 10H5v11h14V10h-2", "Tap ‘Share’: the square with an arrow, at the top of an iPad or the foot of an iPhone.")}
            {step("M4 4h16v16H4zM12 8v8M8 12h8", "Choose ‘Add to Home Screen’ further down the list.")}
            {step("M5 13l5 5L20 7", "Tap ‘Add’. Open Waymark from there from now on: drafts begun in Safari stay in Safari, so save a file of each first.")}
        </ol>
    }
    .into_any()
}
