//! What is kept for use with the network off, and how much room it takes.

use leptos::prelude::*;

use super::room_shown;
use crate::{
    app::{Offline, PlanRoom, Room, use_offline, use_room, use_shelf},
    insight::rows::some,
};

/// Whether the app works with the network gone, and what of it is here.
#[component]
pub fn KeptOffline() -> impl IntoView {
    let state = use_offline();
    let room = use_room();
    let shelf = use_shelf();
    leptos::task::spawn_local(async move { drop(shelf.load().await) });
    let title = move |id: &str| {
        let entries = shelf.entries().and_then(Result::ok).unwrap_or_default();
        let entry = entries.into_iter().find(|entry| entry.id.as_str() == id);
        entry.map_or_else(
            || id.to_owned(),
            |entry| format!("{}, {}", entry.title, entry.organisation),
        )
    };
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <h2>"Offline"</h2>
            <p role="status">
                {move || match state.get() {
                    Offline::Ready => {
                        "Ready to use offline: every page and published plan opens with the network off."
                    }
                    Offline::Partly => {
                        "Partly ready: Waymark and your drafts open with the network off, but not every published plan. The others are fetched when you next open Waymark online."
                    }
                    Offline::Incomplete => {
                        "Not ready: some files of Waymark itself did not come, so it works only while you are online. They are fetched when you next open Waymark online. If this stays, tell whoever runs the site."
                    }
                    Offline::Unavailable => {
                        "This browser can’t keep the app for offline use here. It works while you are online."
                    }
                    Offline::Unknown => "Getting ready for offline use…",
                }}
            </p>
            {move || room.get().map(|room| kept(&room, title))}
        </section>
    }
}

fn kept(room: &Room, title: impl Fn(&str) -> String) -> AnyView {
    let app = match room.files == room.of {
        true => format!("Waymark itself, {}", some(room.of, "file", "files")),
        false => format!("Waymark itself, {} of {} files", room.files, room.of),
    };
    let plan = |plan: &PlanRoom| (title(&plan.id), plan.bytes);
    let rows = std::iter::once((app, Some(room.bytes))).chain(room.plans.iter().map(plan));
    let row = |(name, bytes): (String, Option<f64>)| {
        let takes = bytes.map_or_else(|| "Not kept yet".to_owned(), room_shown);
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="wm-num">{takes}</td>
            </tr>
        }
    };
    view! {
        <table class="wm-table">
            <caption class="govuk-visually-hidden">"What is kept for use offline"</caption>
            <thead>
                <tr>
                    <th scope="col">"Kept"</th>
                    <th scope="col" class="wm-num">
                        "Takes"
                    </th>
                </tr>
            </thead>
            <tbody>{rows.map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
