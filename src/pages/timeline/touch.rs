//! Fingers on the chart: one moves the time looked at, two come closer or go further away.

use leptos::{ev, html, prelude::*, web_sys};
use wasm_bindgen::JsCast;

use super::{handle::seen, moving::Moving};
use crate::insight::timeline::Window;

/// So far a finger goes before it moves anything, in pixels: less is a tap.
const TAP: f64 = 8.0;

/// The fingers that are down.
#[derive(Clone, Debug, Default)]
struct Fingers {
    /// Each by its number: where it came down and where it is, from 0 to 1 across the scale.
    down: Vec<(i32, f64, f64)>,
    /// What was looked at when the last of them came down or went up.
    from: Option<Window>,
    /// Whether they have gone further than a tap.
    moved: bool,
}

/// Follows the fingers on a chart.
#[derive(Clone, Copy)]
pub struct Touch {
    moving: Moving,
    scale: NodeRef<html::Div>,
    fingers: StoredValue<Fingers>,
}

impl Touch {
    /// For a chart whose scale stands in this box.
    pub fn new(moving: Moving, scale: NodeRef<html::Div>) -> Touch {
        Touch {
            moving,
            scale,
            fingers: StoredValue::new(Fingers::default()),
        }
    }

    /// A finger comes down.
    pub fn begin(self, event: &ev::PointerEvent) {
        let on = event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let on_chart = on.is_some_and(|e| {
            let inside = |css| e.closest(css).ok().flatten().is_some();
            inside(".wm-figure__chart") && !inside("[role=slider]")
        });
        let at = self
            .place(event)
            .filter(|_| on_chart && event.button() == 0);
        let (Some(at), Some((window, _))) = (at, self.moving.windows_untracked()) else {
            return;
        };
        self.fingers.update_value(|fingers| {
            fingers.down.retain(|(id, ..)| *id != event.pointer_id());
            fingers.down.push((event.pointer_id(), at, at));
            fingers.rest(window);
        });
    }

    /// A finger moves.
    pub fn follow(self, event: &ev::PointerEvent) {
        let id = event.pointer_id();
        let at = self.place(event).zip(seen(self.scale));
        let (Some((at, seen)), Some((_, whole))) = (at, self.moving.windows_untracked()) else {
            return;
        };
        let mut to = None;
        self.fingers.update_value(|fingers| {
            let Some(finger) = fingers.down.iter_mut().find(|(f, ..)| *f == id) else {
                return;
            };
            finger.2 = at;
            fingers.moved |= (finger.2 - finger.1).abs() * seen.width() > TAP;
            to = fingers.window(whole).filter(|_| fingers.moved);
        });
        if let Some(to) = to {
            self.moving.hold_window(to);
        }
    }

    /// A finger goes up.
    pub fn end(self, event: &ev::PointerEvent) {
        let mut rests = false;
        let window = self.moving.windows_untracked().map(|(window, _)| window);
        self.fingers.update_value(|fingers| {
            let before = fingers.down.len();
            fingers.down.retain(|(id, ..)| *id != event.pointer_id());
            if let Some(window) = window.filter(|_| fingers.down.len() < before) {
                fingers.rest(window);
            }
            rests = before > 0 && fingers.down.is_empty() && std::mem::take(&mut fingers.moved);
        });
        if rests {
            self.moving.let_go();
        }
    }

    /// Where a finger is across the scale.
    fn place(self, event: &ev::PointerEvent) -> Option<f64> {
        let seen = seen(self.scale)?;
        Some((f64::from(event.client_x()) - seen.left()) / seen.width())
    }
}

impl Fingers {
    /// What moves from here on moves from what is looked at now.
    fn rest(&mut self, window: Window) {
        self.from = Some(window);
        for (_, then, now) in &mut self.down {
            *then = *now;
        }
    }

    fn window(&self, whole: Window) -> Option<Window> {
        let from = self.from?;
        match self.down.as_slice() {
            [(_, then, now)] => Some(from.moved(whole, then - now)),
            [(_, a, c), (_, b, d), ..] => Some(from.pinched(whole, (*a, *b), (*c, *d))),
            [] => None,
        }
    }
}
