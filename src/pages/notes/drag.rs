//! Moving an item of the list by hand: by mouse, finger or pen, held at a handle of its card.

use leptos::{ev, html, prelude::*, web_sys};

use crate::{components::take_hold, insight::notes::lands};

/// So near to the edge of the window the page scrolls along, by so much at each move, in pixels.
const NEAR: f64 = 70.0;
const ALONG: f64 = 12.0;

/// The card that is held: where it came from and where it would land.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// Its place before.
    pub from: usize,
    /// Its place, were it let go now.
    pub to: usize,
}

/// What one list shares: which of its cards is held, if one is.
#[derive(Clone, Copy)]
pub struct Hand(RwSignal<Option<Held>>);

/// Where a card was taken, in pixels from the top of the page, and the top and bottom of each card then.
struct Taken {
    pointer: i32,
    at: f64,
    from: usize,
    cards: Vec<(f64, f64)>,
}

impl Hand {
    /// Nothing is held.
    pub fn new() -> Hand {
        Hand(RwSignal::new(None))
    }

    /// Whether the card at a place is held, followed.
    pub fn holds(self, at: Option<usize>) -> bool {
        self.0.get().is_some_and(|held| Some(held.from) == at)
    }

    /// Whether the held card would land before the one at a place, or, if `after`, behind it; followed.
    pub fn lands(self, at: Option<usize>, after: bool) -> bool {
        let here = |held: &Held| Some(held.to) == at && held.from != held.to;
        self.0
            .get()
            .filter(here)
            .is_some_and(|held| (held.to > held.from) == after)
    }
}

/// The handle of a card. The keys say in their own words how they move it.
#[component]
pub fn Grip(
    /// Its id, for the focus to come back to.
    id: String,
    /// What it is called.
    label: Signal<String>,
    /// The card.
    card: NodeRef<html::Li>,
    /// Where that stands.
    at: Memo<Option<usize>>,
    /// What the list shares.
    hand: Hand,
    /// Called with the two places once a card is let go at another.
    dropped: Callback<(usize, usize)>,
) -> impl IntoView {
    let taken = StoredValue::new(None::<Taken>);
    let begin = move |event: ev::PointerEvent| {
        let free = taken.with_value(Option::is_none);
        let Some((card, from)) = card.get_untracked().zip(at.get_untracked()) else {
            return;
        };
        if event.button() != 0 || !free {
            return;
        }
        take_hold(&event);
        taken.set_value(Some(Taken {
            pointer: event.pointer_id(),
            at: f64::from(event.client_y()) + scrolled(),
            from,
            cards: cards_beside(&card),
        }));
        hand.0.set(Some(Held { from, to: from }));
    };
    let drag = move |event: ev::PointerEvent| {
        let y = f64::from(event.client_y());
        let moved = taken.with_value(|taken| {
            let taken = taken.as_ref().filter(|t| t.pointer == event.pointer_id())?;
            let by = y + scrolled() - taken.at;
            Some((by, taken.from, lands(&taken.cards, taken.from, by)))
        });
        let Some((by, from, to)) = moved else {
            return;
        };
        shift(card, Some(by));
        let now = Some(Held { from, to });
        if hand.0.get_untracked() != now {
            hand.0.set(now);
        }
        scroll_along(y);
    };
    let let_go = move |keep: bool| {
        if taken.try_update_value(Option::take).flatten().is_none() {
            return;
        }
        shift(card, None);
        let held = hand.0.get_untracked();
        hand.0.set(None);
        if let Some(Held { from, to }) = held.filter(|held| keep && held.from != held.to) {
            dropped.run((from, to));
        }
    };
    let ours = move |event: &ev::PointerEvent| {
        taken.with_value(|t| t.as_ref().is_some_and(|t| t.pointer == event.pointer_id()))
    };
    let end = move |event: ev::PointerEvent, keep: bool| {
        if ours(&event) {
            let_go(keep);
        }
    };
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            let_go(false);
        }
    };
    view! {
        <button
            class="wm-btn wm-btn--icon wm-agenda__grip"
            id=id
            type="button"
            aria-label=label
            on:pointerdown=begin
            on:pointermove=drag
            on:pointerup=move |event| end(event, true)
            on:pointercancel=move |event| end(event, false)
            on:keydown=escape
        >
            <span aria-hidden="true">"⠿"</span>
        </button>
    }
}

fn scrolled() -> f64 {
    window().scroll_y().unwrap_or_default()
}

/// Top and bottom of the card and of those beside it, in order, in pixels from the top of the page.
fn cards_beside(card: &web_sys::HtmlLiElement) -> Vec<(f64, f64)> {
    let Some(list) = card.parent_element() else {
        return Vec::new();
    };
    let all = list.children();
    let cards = (0..all.length()).filter_map(|at| all.item(at));
    let ends = cards.map(|card| {
        let seen = card.get_bounding_client_rect();
        (seen.top() + scrolled(), seen.bottom() + scrolled())
    });
    ends.collect()
}

/// Draws a card so far from its place, or at its place.
fn shift(card: NodeRef<html::Li>, by: Option<f64>) {
    let Some(card) = card.get_untracked() else {
        return;
    };
    let style = web_sys::HtmlElement::style(&card);
    drop(match by {
        Some(by) => style.set_property("transform", &format!("translateY({by}px)")),
        None => style.remove_property("transform").map(drop),
    });
}

fn scroll_along(y: f64) {
    let height = window().inner_height().ok();
    let height = height.and_then(|h| h.as_f64()).unwrap_or_default();
    if y < NEAR {
        window().scroll_by_with_x_and_y(0.0, -ALONG);
    } else if y > height - NEAR {
        window().scroll_by_with_x_and_y(0.0, ALONG);
    }
}
