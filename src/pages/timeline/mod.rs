//! The plan in time: what is due when and in whose lane, how it stands at a date that the reader moves, and where dates
//! bunch.

mod controls;
mod handle;
mod moving;
mod touch;

use std::sync::Arc;

use leptos::{html, prelude::*};

use controls::{Steps, Ways};
use handle::Handle;
use moving::Moving;
use touch::Touch;

use crate::{
    app::{Held, item_href, use_location, use_plan},
    charts::{
        ChartFigure, Look, Plot,
        timeline::{self as chart, Scene},
    },
    components::{
        Listed, PageTitle,
        figure::Figure,
        listed::{chosen, opening},
        settled,
    },
    insight::{
        rows::timeline::{Dated, undated},
        timeline::{self, LANES, LaneBy, Window, answer, bunches, lanes, offered, see},
    },
    plan::{Day, Id},
};

/// The most lanes an address can ask for.
const MOST: usize = 1_200;

/// The timeline's page.
#[component]
pub fn Timeline() -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let timeline = Memo::new(move |_| {
        Held(Arc::new(timeline::Timeline::new(
            &open.get(),
            &open.index(),
        )))
    });
    let offered = Memo::new(move |_| offered(&timeline.get()));
    let named = location.setting("lanes");
    let by = Memo::new(move |_| offered.with(|all| LaneBy::named(&named.get(), all)));
    let whole = Memo::new(move |_| timeline.get().whole(open.as_at_start()));
    let moving = Moving::new(whole);

    // Rows are compared by whoever made them: what comes here is new.
    let base = Memo::new(move |_| Held(Arc::new(undated(&timeline.get(), &open.get(), by.get()))));
    let dated = Memo::new_with_compare(
        move |before: Option<&Dated>| base.get().0.at(&timeline.get(), open.as_at(), before),
        |_, _| true,
    );
    let listing = Memo::new_with_compare(
        move |_| dated.with(|dated| dated.listing.clone()),
        |_, _| true,
    );
    let rows = chosen(listing);
    // What is drawn changes with the filters, and not with each row that stands otherwise at another date.
    let left =
        Memo::new(move |_| rows.with(|rows| timeline.get().places(rows.iter().map(|row| &row.id))));
    let left = Memo::new(move |_| Held(Arc::new(left.get())));
    let drawn = settled(left);
    let in_lanes =
        Memo::new(move |_| Held(Arc::new(lanes(&timeline.get(), by.get(), &drawn.get()))));
    let shown = location.setting("shown");
    let most = Memo::new(move |_| shown.get().parse().unwrap_or(LANES).clamp(LANES, MOST));
    let seen = Memo::new(move |_| {
        let (day, window) = moving.drawn();
        let (timeline, by, lanes) = (timeline.get(), by.get(), in_lanes.get());
        window.map(|window| {
            (
                day,
                window,
                see(&timeline, &lanes, by, window, most.get(), day),
            )
        })
    });
    let draw = move |look: Look| {
        let Some((as_at, window, seen)) = seen.get() else {
            return ChartFigure::default();
        };
        let (timeline, left) = (timeline.get(), drawn.get());
        let dues = left.iter().filter_map(|at| timeline.dues.get(*at));
        let scene = Scene {
            bunches: bunches(&timeline, &left, window, chart::columns(look)),
            undrawn: dues.filter(|due| due.place().is_none()).count(),
            noun: timeline.noun(),
            lane: by.get().shown(&timeline, &open.get()).to_lowercase(),
            seen,
            window,
            as_at,
        };
        chart::figure(&scene, look)
    };
    let hidden = Memo::new(move |_| {
        let hidden = seen.with(|seen| seen.as_ref().map_or(0, |(.., seen)| seen.hidden));
        (hidden > 0).then_some(hidden)
    });
    let scale = NodeRef::<html::Div>::new();
    let touch = Touch::new(moving, scale);
    let over = move |plot: Signal<Plot>| view! { <Handle moving plot scale /> }.into_any();
    let closer = move |(first, last): (Day, Day)| {
        moving.look_at(move |_, whole, _| Window::named(&first.iso(), &last.iso(), whole));
    };
    let on_item = opening();
    // One word for the filters and the list, as the plan has it.
    let noun = timeline.get_untracked().noun().1;
    view! {
        <PageTitle
            text="Timeline"
            within=Signal::derive(move || open.get().front.title.clone())
            class="wm-title"
        />
        <p>{move || answer(&timeline.get(), open.as_at())}</p>
        <Listed noun=noun listing=listing rows=rows caption="What is due, by date" order="By date">
            <Steps moving timeline chosen=left />
            <Ways moving timeline offered by />
            <div
                class="wm-timeline"
                on:pointerdown=move |event| touch.begin(&event)
                on:pointermove=move |event| touch.follow(&event)
                on:pointerup=move |event| touch.end(&event)
                on:pointercancel=move |event| touch.end(&event)
            >
                <Figure
                    draw=Callback::new(draw)
                    item_href=Callback::new(|id: Id| item_href(&id))
                    on_item=on_item
                    on_stretch=Callback::new(closer)
                    over=Callback::new(over)
                    source="A month is past when its last day is."
                />
            </div>
            <p class="wm-sub" id="timeline-keys">
                "Drag the date over the chart, or move it with the arrow keys by a day, with Page Up and Page Down by a \
                 month. Plus and minus zoom, square brackets move, 0 shows the whole plan. Press a column to look closer."
            </p>
            {move || {
                hidden
                    .get()
                    .map(|n| {
                        view! {
                            <button
                                class="wm-btn"
                                type="button"
                                on:click=move |_| {
                                    let more = most.get_untracked() + LANES;
                                    location.change("shown", &more.to_string());
                                }
                            >
                                {format!("Show more lanes, {n} are not drawn")}
                            </button>
                        }
                    })
            }}
        </Listed>
    }
}
