//! Waymark opens a council's adult social care plan as something you can explore, draft and share
//! in a browser, with no server and no network.
//!
//! The rooms, each depending only on those before it:
//! - [`plan`]: what a plan is.
//! - [`insight`]: questions put to a plan.
//! - [`drafting`]: ways to change a plan.
//! - [`formats`]: a plan to bytes and back.
//! - [`charts`]: rows to a chart, and the same facts as a table.
//! - [`storage`]: drafts as safe as in a database.
//! - [`app`]: where the reader is and what is open.
//! - [`components`] and [`pages`]: what the reader sees.

pub mod app;
pub mod charts;
#[cfg(not(fuzzing))]
pub mod components;
pub mod drafting;
pub mod formats;
pub mod insight;
#[cfg(not(fuzzing))]
pub mod pages;
pub mod plan;
pub mod storage;

/// Mounts the app in the page. A fuzzer reads what is hostile and sees no page: without them it is built in half the time.
#[cfg(not(fuzzing))]
pub fn mount() {
    // Names the line in the console; left out of the release, where it would cost bytes.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(pages::App);
    if let Some(boot) = leptos::prelude::document().get_element_by_id("boot") {
        boot.remove();
    }
}
