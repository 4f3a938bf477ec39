//! The pages, one a file, and which of them an address shows.

mod about;
mod actions;
mod asked;
mod benchmarks;
mod checks;
mod compare;
mod contents;
mod draft;
mod drafts;
mod edit;
mod glossary;
mod history;
mod item;
mod item_ways;
mod later;
mod library;
mod many;
mod measures;
mod merge;
mod missing;
mod money;
mod next_year;
mod notes;
mod open_file;
mod over_time;
mod overview;
mod paper;
mod paste;
mod people;
mod plan;
mod projects;
mod risks;
mod round;
mod search;
mod share;
mod shared_banner;
mod source;
mod supported;
mod tabs;
mod this_device;
mod thread;
mod timeline;

use leptos::prelude::*;

use later::{Noting, Reading, Writing};

use crate::{
    app::{Location, Notebook, Of, PageName, Shelf, View, carry_along, unfold_for_print},
    components::{Foot, NewVersion, TopBar},
};

/// The whole app: contexts, frame, and the page that the address names.
#[component]
pub fn App() -> impl IntoView {
    let location = Location::start();
    provide_context(location);
    provide_context(Shelf::empty());
    provide_context(Notebook::closed());
    provide_context(PageName(RwSignal::new(String::new())));
    carry_along(location);
    unfold_for_print();
    later::fetch_ahead();
    let of = location.of();
    view! {
        <TopBar />
        <NewVersion />
        {move || match of.get() {
            Of::Nothing => view! { <Plain /> }.into_any(),
            Of::Draft(id) => Writing::Draft(id).shown(),
            of => view! { <plan::PlanRoot of=of /> }.into_any(),
        }}
        <Foot />
    }
}

/// The pages about no plan.
#[component]
fn Plain() -> impl IntoView {
    let view = crate::app::use_location().part(|a| a.view);
    move || match view.get() {
        View::Library => view! { <library::Library /> }.into_any(),
        view @ (View::Drafts | View::Open | View::Storage) => Writing::Desk(view).shown(),
        View::Notes => Noting::Everywhere.shown(),
        view
        @ (View::Search | View::Help | View::Accessibility | View::Privacy | View::Compare) => {
            Reading::About(view).shown()
        }
        _ => Reading::About(View::Unknown).shown(),
    }
}
