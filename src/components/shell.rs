//! What every page stands in: the bar at the top with search and the ways about, and the foot.

use leptos::{ev, html, prelude::*, web_sys};
use wasm_bindgen::JsCast;

use crate::app::{Of, Offline, View, focus, page_href, use_location, use_offline};

/// How a mark and a few words say how far the app is kept for use offline.
fn kept(offline: Offline) -> (&'static str, &'static str) {
    match offline {
        Offline::Ready => ("wm-dot wm-dot--ready", "Ready offline"),
        Offline::Partly => ("wm-dot wm-dot--partly", "Partly offline"),
        Offline::Incomplete => ("wm-dot", "Not ready offline"),
        Offline::Unavailable => ("wm-dot", "Online only"),
        Offline::Unknown => ("wm-dot", "Getting ready…"),
    }
}

/// The bar at the top of every page.
#[component]
pub fn TopBar() -> impl IntoView {
    let location = use_location();
    let view = location.part(|a| a.view);
    let in_plan = location.part(|a| a.of != Of::Nothing);
    let here = move |page| move || (view.get() == page && !in_plan.get()).then_some("page");
    let offline = use_offline();
    view! {
        <a class="wm-skip" href="#main">
            "Skip to main content"
        </a>
        <header class="wm-top">
            <a class="wm-logo" href="?">
                <Signpost />
                "Waymark"
            </a>
            <SearchBox />
            <nav class="wm-top__nav" aria-label="Waymark">
                <a href=page_href(View::Library) aria-current=here(View::Library)>
                    "Plans"
                </a>
                <a href=page_href(View::Drafts) aria-current=here(View::Drafts)>
                    "My drafts"
                </a>
                <a class="wm-offline" href=page_href(View::Storage) aria-current=here(View::Storage)>
                    <i class=move || kept(offline.get()).0></i>
                    <span>{move || kept(offline.get()).1}</span>
                </a>
            </nav>
        </header>
    }
}

#[component]
fn Signpost() -> impl IntoView {
    view! {
        <svg width="26" height="30" viewBox="0 0 26 30" aria-hidden="true">
            <path d="M12 0h3v30h-3z" fill="#fff" />
            <path d="M3 4h16l6 4.5L19 13H3z" fill="#7fe0b5" />
            <path d="M23 15H9l-6 4 6 4h14z" fill="#fff" opacity=".75" />
        </svg>
    }
}

/// Search over the open plan and all others: leads to the search page, which answers as one types. '/' and
/// Ctrl+K lead here from anywhere; Escape empties it, and then leads back.
#[component]
fn SearchBox() -> impl IntoView {
    let location = use_location();
    let words = location.part(|a| match a.view {
        View::Search => a.get("q").unwrap_or_default().to_owned(),
        _ => String::new(),
    });
    let input = NodeRef::<html::Input>::new();
    // What was typed here comes back from the address, sometimes after the next letter: only other words are put in.
    let sent = StoredValue::new(String::new());
    Effect::new(move || {
        let words = words.get();
        if sent.with_value(|sent| *sent == words) {
            return;
        }
        if let Some(input) = input.get() {
            input.set_value(&words);
            sent.set_value(words);
        }
    });
    let look = move |text: String| {
        sent.set_value(text.clone());
        let here = location.get_untracked();
        if here.view == View::Search && here.item.is_none() {
            location.replace(here.set("q", &text).set("show", ""));
        } else if !text.is_empty() {
            location.go_quietly(here.to_view(View::Search).set("q", &text));
        }
    };
    let came_from = StoredValue::new_local(None::<web_sys::Element>);
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() != "Escape" {
            return;
        }
        // Browsers differ in what they do by themselves.
        event.prevent_default();
        if let Some(input) = input.get_untracked()
            && !input.value().is_empty()
        {
            input.set_value("");
            look(String::new());
            return;
        }
        let before = came_from.get_value().filter(|e| e.is_connected());
        match before.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
            Some(before) => drop(before.focus()),
            None => focus("main"),
        }
    };
    let key = window_event_listener(ev::keydown, move |event| {
        let typing = event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|e| e.matches("input, textarea, select, [contenteditable]") == Ok(true));
        let slash = event.key() == "/" && !typing;
        let ctrl_k = event.key() == "k" && (event.ctrl_key() || event.meta_key());
        if slash || ctrl_k {
            event.prevent_default();
            let active = document().active_element();
            if active.as_ref().is_none_or(|e| e.id() != "find") {
                came_from.set_value(active.filter(|e| e.tag_name() != "BODY"));
            }
            focus("find");
        }
    });
    on_cleanup(move || key.remove());
    view! {
        <form
            class="wm-search"
            role="search"
            on:submit=move |event| {
                event.prevent_default();
                if let Some(input) = input.get() {
                    look(input.value());
                }
            }
        >
            <label class="govuk-visually-hidden" for="find">
                "Search plans"
            </label>
            <input
                class="wm-search__input"
                id="find"
                type="search"
                placeholder="Search plans"
                autocomplete="off"
                node_ref=input
                on:input=move |event| look(event_target_value(&event))
                on:keydown=escape
            />
            <kbd class="wm-search__key" aria-hidden="true">
                "/"
            </kbd>
        </form>
    }
}

/// The foot of every page.
#[component]
pub fn Foot() -> impl IntoView {
    view! {
        <footer class="wm-foot">
            <div class="wm-wrap">
                <nav aria-label="About">
                    <a href=page_href(View::Help)>"Help"</a>
                    <a href=page_href(View::Storage)>"This device"</a>
                    <a href=page_href(View::Accessibility)>"Accessibility"</a>
                    <a href=page_href(View::Privacy)>"Privacy"</a>
                </nav>
                <p>"Waymark works on this device alone: nothing you open or write is sent anywhere."</p>
            </div>
        </footer>
    }
}

/// A page about no plan: its main part in the usual frame.
#[component]
pub fn PlainPage(children: Children) -> impl IntoView {
    view! {
        <main class="wm-main" id="main" tabindex="-1">
            <div class="wm-wrap">{children()}</div>
        </main>
    }
}
