//! The address bar as a signal, over the browser's own history. Links are ordinary links: a click on
//! one that stays in the app is caught and becomes a change of this signal. A page opened from disk
//! may not push addresses in every browser, so the signal leads and the bar follows if it can.

use leptos::{ev, html, prelude::*, web_sys};
use wasm_bindgen::{JsCast, JsValue};

use super::address::Address;

/// Where the reader is and how to go elsewhere.
#[derive(Clone, Copy)]
pub struct Location {
    address: RwSignal<Address>,
    /// Whether the last move was to a page that begins at its heading.
    led: StoredValue<bool>,
    left: StoredValue<Option<Left>>,
}

/// The page that the reader left for the one that is open.
#[derive(Clone, Debug)]
pub struct Left {
    /// Its address, with all that was set there.
    pub address: Address,
    /// Its heading.
    pub heading: String,
}

/// The location, from any component.
pub fn use_location() -> Location {
    expect_context::<Location>()
}

/// Whether this is a plan saved as one page, which reads that plan and does nothing else: the page's root says so.
pub fn is_saved_page() -> bool {
    let root = document().document_element();
    root.is_some_and(|root| root.has_attribute("data-start"))
}

fn in_bar() -> Address {
    let location = window().location();
    let query = location.search().unwrap_or_default();
    let fragment = location.hash().unwrap_or_default();
    Address::parse(&query, &fragment)
}

impl Location {
    /// Starts following the address bar; once, by the app.
    pub fn start() -> Location {
        let here = Location {
            address: RwSignal::new(in_bar()),
            led: StoredValue::new(false),
            left: StoredValue::new(None),
        };
        let back = window_event_listener(ev::popstate, move |_| here.arrive());
        let changed = window_event_listener(ev::hashchange, move |_| here.arrive());
        let click = window_event_listener(ev::click, move |event| here.follow(&event));
        on_cleanup(move || {
            back.remove();
            changed.remove();
            click.remove();
        });
        here
    }

    fn arrive(self) {
        let there = in_bar();
        if there != self.address.get_untracked() {
            self.led.set_value(true);
            self.address.set(there);
        }
    }

    /// The address, followed.
    pub fn get(self) -> Address {
        self.address.get()
    }

    /// The address as it is now.
    pub fn get_untracked(self) -> Address {
        self.address.get_untracked()
    }

    /// Part of the address; changes only when that part does.
    pub fn part<T: PartialEq + Clone + Send + Sync + 'static>(
        self,
        part: impl Fn(&Address) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.address.with(&part))
    }

    /// One of the reader's settings, empty if it isn't set.
    pub fn setting(self, name: &'static str) -> Memo<String> {
        self.part(move |a| a.get(name).unwrap_or_default().to_owned())
    }

    /// What is set for the whole plan, followed: whatever makes links within it makes them anew when this changes.
    pub fn kept(self) -> Memo<Vec<(String, String)>> {
        self.part(Address::kept)
    }

    /// The page that the reader last left by a link or a button of the app.
    pub fn left(self) -> Option<Left> {
        self.left.get_value()
    }

    /// Goes to another page: a new entry of the history, and focus on its heading.
    pub fn go(self, to: Address) {
        let heading = document().query_selector("main h1").ok().flatten();
        self.left.set_value(heading.map(|heading| Left {
            address: self.get_untracked(),
            heading: heading.text_content().unwrap_or_default(),
        }));
        self.put(&to, true);
        self.led.set_value(true);
        self.address.set(to);
        window().scroll_to_with_x_and_y(0.0, 0.0);
        request_animation_frame(keep_focus);
    }

    /// Goes to another page and leaves the focus where it is, as search does while one types.
    pub fn go_quietly(self, to: Address) {
        self.put(&to, true);
        self.led.set_value(false);
        self.address.set(to);
    }

    /// Changes a setting of this page: the entry of the history is replaced and focus stays.
    pub fn change(self, name: &str, value: &str) {
        let to = self.get_untracked().set(name, value);
        self.replace(to);
    }

    /// Changes this address without a move.
    pub fn replace(self, to: Address) {
        self.put(&to, false);
        self.address.set(to);
    }

    /// Whether a page that comes now takes the focus: not the first, which leaves the browser's own, and not one that
    /// typing led to, which would take the next letter away.
    pub fn leads(self) -> bool {
        self.led.get_value()
    }

    fn put(self, to: &Address, push: bool) {
        let Ok(history) = window().history() else {
            return;
        };
        let href = to.href();
        let done = if push {
            history.push_state_with_url(&JsValue::NULL, "", Some(&href))
        } else {
            history.replace_state_with_url(&JsValue::NULL, "", Some(&href))
        };
        // From disk some browsers refuse; the page changes all the same.
        drop(done);
    }

    /// Takes a click on a link that stays in the app; leaves every other click to the browser.
    fn follow(self, event: &web_sys::MouseEvent) {
        let plain = event.button() == 0
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
            && !event.default_prevented();
        let link = event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::Element>().ok())
            .and_then(|e| e.closest("a[href]").ok().flatten())
            .and_then(|e| e.dyn_into::<web_sys::HtmlAnchorElement>().ok());
        let (true, Some(link)) = (plain, link) else {
            return;
        };
        let here = window().location();
        let same_page =
            Ok(link.origin()) == here.origin() && Ok(link.pathname()) == here.pathname();
        let stays = link.target().is_empty() && !link.has_attribute("download");
        let raw = link.get_attribute("href").unwrap_or_default();
        if !same_page || !stays {
            return;
        }
        // '#main' and the like move focus and leave the address, whose fragment may hold a plan.
        if let Some(id) = raw
            .strip_prefix('#')
            .filter(|id| !crate::formats::link::looks_shared(id))
        {
            event.prevent_default();
            focus(id);
            return;
        }
        event.prevent_default();
        self.go(Address::parse(&link.search(), &link.hash()));
    }
}

/// What was pressed may be gone with what it stood in, where the page itself has stayed: then its heading takes the focus.
fn keep_focus() {
    let lost = document()
        .active_element()
        .is_none_or(|e| e.tag_name() == "BODY");
    if lost {
        focus_first("main h1");
    }
}

/// Moves focus to the first of these that the next picture of the page has: to what was just added, or to what stands
/// where something was taken away.
pub fn focus_next(css: String) {
    request_animation_frame(move || focus_first(&css));
}

fn focus_first(css: &str) {
    let found = document().query_selector(css).ok().flatten();
    if let Some(found) = found.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        drop(found.focus());
    }
}

/// What was pressed may have done all it can, and be off: focus then goes to the button beside it and isn't lost.
pub fn focus_beside(pressed: NodeRef<html::Button>, beside: NodeRef<html::Button>) {
    request_animation_frame(move || {
        let off = |button: &web_sys::HtmlButtonElement| button.disabled();
        if pressed.get_untracked().is_some_and(|button| off(&button))
            && let Some(beside) = beside.get_untracked()
        {
            drop(beside.focus());
        }
    });
}

/// Moves focus to an element by its id.
pub fn focus(id: &str) {
    let element = document()
        .get_element_by_id(id)
        .and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = element {
        drop(element.focus());
    }
}
