//! The rows of a table. A row is made once and follows what stands in its place, so that a date or a filter changes only
//! the rows it touches. Of a long table only the rows near the screen are made, a stretch at a time, each stretch in a
//! table body of its own; where a stretch isn't, its room is kept, so that the page's length stays true.

use std::{collections::HashMap, ops::Range, sync::Arc};

use js_sys::Array;
use leptos::{html, prelude::*, web_sys};
use wasm_bindgen::{JsCast, prelude::Closure};

use crate::app::follow_printing;

/// As many rows are in a table at once; longer ones are made in stretches.
pub const AT_ONCE: usize = 100;

/// Rows of a stretch.
const STRETCH: usize = 12;

/// How high a row is taken to be until one has been seen, in pixels.
const GUESS: f64 = 64.0;

/// How far from the screen a stretch is made, so that it is there when it comes into view.
const AHEAD: &str = "700px 0px";

/// Makes the row of a place, which follows what stands there.
pub type RowMaker = Arc<dyn Fn(usize) -> AnyView + Send + Sync>;

/// Whether a stretch is near the screen, and how high it was when it last was.
#[derive(Clone, Copy)]
struct Place {
    near: RwSignal<bool>,
    height: StoredValue<Option<f64>>,
}

/// The stretches there are, by their numbers.
type Places = StoredValue<HashMap<usize, Place>>;

/// The bodies of a table: one for a short table, one for each stretch of a long one.
#[component]
pub fn Bodies(
    /// How many rows there are.
    count: Memo<usize>,
    /// How many columns.
    #[prop(into)]
    columns: Signal<usize>,
    /// Makes a row.
    row: RowMaker,
) -> impl IntoView {
    let long = Memo::new(move |_| count.get() > AT_ONCE);
    let stretches = Memo::new(move |_| match long.get() {
        true => count.get().div_ceil(STRETCH),
        false => 1,
    });
    let printing = follow_printing();
    let height = RwSignal::new(GUESS);
    let places: Places = StoredValue::new(HashMap::new());
    let watch = StoredValue::new_local(Watch::begin(places, height));
    on_cleanup(move || {
        watch.try_update_value(Option::take);
    });
    // Without anyone to tell what is near, everything is.
    let alone = watch.with_value(Option::is_none);
    let stretch = move |n: usize| {
        // A table that has just become a short one holds for a moment the other stretches it had.
        let range = Memo::new(move |_| match (long.get(), n) {
            (true, n) => n * STRETCH..count.get().min((n + 1) * STRETCH),
            (false, 0) => 0..count.get(),
            (false, _) => 0..0,
        });
        let place = Place {
            near: RwSignal::new(n == 0),
            height: StoredValue::new(None),
        };
        places.update_value(|all| {
            all.insert(n, place);
        });
        let body = NodeRef::<html::Tbody>::new();
        let shown = Memo::new(move |_| {
            alone || !long.get() || printing.get() || place.near.get() || holds_focus(&body)
        });
        Effect::new(move |_| {
            if let Some(element) = body.get() {
                watch.with_value(|watch| {
                    if let Some(watch) = watch {
                        watch.see(&element, n);
                    }
                });
            }
        });
        on_cleanup(move || {
            places.try_update_value(|all| all.remove(&n));
        });
        let row = row.clone();
        let room = move || {
            let rows = range.with(Range::len) as f64;
            let seen = place.height.get_value();
            format!("{}px", seen.unwrap_or(height.get() * rows))
        };
        let inner = move || match shown.get() {
            true => {
                let row = row.clone();
                view! { <For each=move || range.get() key=|at| *at children=move |at| row(at) /> }
                    .into_any()
            }
            false => view! {
                <tr class="wm-table__room" aria-hidden="true" style:height=room>
                    <td colspan=move || columns.get().to_string()></td>
                </tr>
            }
            .into_any(),
        };
        view! {
            <tbody role="rowgroup" node_ref=body>
                {inner}
            </tbody>
        }
    };
    view! { <For each=move || 0..stretches.get() key=|n| *n children=stretch /> }
}

/// What has the focus is never taken away.
fn holds_focus(body: &NodeRef<html::Tbody>) -> bool {
    let focused = document().active_element();
    let body = body.get_untracked();
    body.is_some_and(|body| body.contains(focused.as_ref().map(|f| f.as_ref())))
}

/// Where a body says which stretch it is.
const NUMBER: &str = "data-stretch";

/// Tells the stretches whether they are near the screen. How high they are comes with that: asking for it would have the
/// browser lay out the page once more.
struct Watch {
    observer: web_sys::IntersectionObserver,
    _seen: Closure<dyn Fn(Array)>,
}

impl Watch {
    fn begin(places: Places, height: RwSignal<f64>) -> Option<Watch> {
        let seen = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            for entry in entries {
                let entry: web_sys::IntersectionObserverEntry = entry.unchecked_into();
                let number = entry.target().get_attribute(NUMBER);
                let number = number.and_then(|n| n.parse::<usize>().ok());
                let place = number
                    .and_then(|n| places.try_with_value(|all| all.get(&n).copied()).flatten());
                let Some(place) = place else { continue };
                let high = entry.bounding_client_rect().height();
                if place.near.get_untracked() && high > 0.0 {
                    place.height.set_value(Some(high));
                    // The first stretch tells how high the others may be.
                    if number == Some(0) {
                        height.set(high / STRETCH as f64);
                    }
                }
                let near = entry.is_intersecting();
                if place.near.get_untracked() != near {
                    place.near.set(near);
                }
            }
        });
        let options = web_sys::IntersectionObserverInit::new();
        options.set_root_margin(AHEAD);
        let seen_by = seen.as_ref().unchecked_ref();
        let observer = web_sys::IntersectionObserver::new_with_options(seen_by, &options).ok()?;
        Some(Watch {
            observer,
            _seen: seen,
        })
    }

    fn see(&self, body: &web_sys::Element, number: usize) {
        drop(body.set_attribute(NUMBER, &number.to_string()));
        self.observer.observe(body);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
