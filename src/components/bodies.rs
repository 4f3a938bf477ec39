//! The rows of a long table: only those near the screen are made, a stretch at a time, each stretch in a
//! table body of its own. Where a stretch isn't, its room is kept, so that the page's length stays true.

use std::{ops::Range, sync::Arc};

use js_sys::Array;
use leptos::{html, prelude::*, web_sys};
use wasm_bindgen::{JsCast, prelude::Closure};

use crate::app::follow_printing;

/// As many rows are in a table at once; longer ones are made in stretches.
pub const AT_ONCE: usize = 100;

/// Rows of a stretch.
const STRETCH: usize = 25;

/// How high a row is taken to be until one has been seen, in pixels.
const GUESS: f64 = 64.0;

/// How far from the screen a stretch is made, so that it is there when it comes into view.
const AHEAD: &str = "900px 0px";

/// Makes the rows of a range.
pub type Rows = Arc<dyn Fn(Range<usize>) -> AnyView + Send + Sync>;

/// The bodies of a table: one for a short table, one for each stretch of a long one.
pub fn bodies(count: usize, columns: usize, rows: Rows) -> AnyView {
    if count <= AT_ONCE {
        return view! { <tbody role="rowgroup">{rows(0..count)}</tbody> }.into_any();
    }
    view! { <Stretches count columns rows /> }.into_any()
}

/// The stretches of a table: which of them is there follows the screen.
#[component]
fn Stretches(
    /// How many rows there are.
    count: usize,
    /// How many columns.
    columns: usize,
    /// Makes the rows of a range.
    rows: Rows,
) -> impl IntoView {
    let printing = follow_printing();
    let height = RwSignal::new(GUESS);
    let near: Arc<[RwSignal<bool>]> = (0..count.div_ceil(STRETCH))
        .map(|n| RwSignal::new(n == 0))
        .collect();
    let watch = StoredValue::new_local(Watch::begin(near.clone()));
    on_cleanup(move || {
        watch.try_update_value(Option::take);
    });
    near.iter()
        .copied()
        .enumerate()
        .map(|(n, near)| {
            let range = n * STRETCH..count.min((n + 1) * STRETCH);
            let body = NodeRef::<html::Tbody>::new();
            let seen = StoredValue::new(None::<f64>);
            // Without anyone to tell what is near, everything is.
            let alone = watch.with_value(Option::is_none);
            let shown = Memo::new(move |was: Option<&bool>| {
                let shown = alone || printing.get() || near.get() || holds_focus(&body);
                if was == Some(&true) && !shown {
                    seen.set_value(height_of(&body));
                }
                shown
            });
            Effect::new(move |_| {
                let Some(element) = body.get() else { return };
                watch.with_value(|watch| {
                    if let Some(watch) = watch {
                        watch.see(&element, n);
                    }
                });
                // The first stretch tells how high the others may be.
                if n == 0
                    && let Some(high) = height_of(&body).filter(|high| *high > 0.0)
                {
                    height.set(high / STRETCH as f64);
                }
            });
            let rows = rows.clone();
            let length = range.len() as f64;
            let room = move || format!("{}px", seen.get_value().unwrap_or(height.get() * length));
            let inner = move || match shown.get() {
                true => rows(range.clone()),
                false => view! {
                    <tr class="wm-table__room" aria-hidden="true" style:height=room>
                        <td colspan=columns.to_string()></td>
                    </tr>
                }
                .into_any(),
            };
            view! {
                <tbody role="rowgroup" node_ref=body>
                    {inner}
                </tbody>
            }
        })
        .collect_view()
}

/// What has the focus is never taken away.
fn holds_focus(body: &NodeRef<html::Tbody>) -> bool {
    let focused = document().active_element();
    let body = body.get_untracked();
    body.is_some_and(|body| body.contains(focused.as_ref().map(|f| f.as_ref())))
}

fn height_of(body: &NodeRef<html::Tbody>) -> Option<f64> {
    Some(body.get_untracked()?.get_bounding_client_rect().height())
}

/// Where a body says which stretch it is.
const NUMBER: &str = "data-stretch";

/// Tells the stretches whether they are near the screen.
struct Watch {
    observer: web_sys::IntersectionObserver,
    _seen: Closure<dyn Fn(Array)>,
}

impl Watch {
    fn begin(near: Arc<[RwSignal<bool>]>) -> Option<Watch> {
        let seen = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            for entry in entries {
                let entry: web_sys::IntersectionObserverEntry = entry.unchecked_into();
                let number = entry.target().get_attribute(NUMBER);
                let number = number.and_then(|n| n.parse::<usize>().ok());
                if let Some(near) = number.and_then(|n| near.get(n)) {
                    near.try_set(entry.is_intersecting());
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
