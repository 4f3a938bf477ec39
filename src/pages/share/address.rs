//! The address of a published plan: the shortest link there is, which says only what to open.

use leptos::prelude::*;

use super::{
    Sending,
    link::{CopyLink, serves_best},
    making::here,
};
use crate::{
    app::{Address, View, use_location},
    components::radio,
};

/// A link to the published plan, while nothing is left out of it and nothing added.
#[component]
pub fn PublishedLink(
    /// What is chosen.
    sending: Sending,
) -> impl IntoView {
    let location = use_location();
    let overview = move || location.get().to_view(View::Overview);
    // Who comes here from a page of the plan is most likely to mean that page, as it is filtered.
    let left = location.left().filter(|left| {
        let (there, here) = (&left.address, location.get_untracked());
        there.of == here.of && there.view != View::Share && there.href() != overview().href()
    });
    let goes_there = RwSignal::new(left.is_some());
    let there = left.as_ref().map(|left| left.address.clone());
    let address = Memo::new(move |_| {
        let mut to = match there.clone().filter(|_| goes_there.get()) {
            Some(there) => there,
            None => overview(),
        };
        to.keep(location.get().kept());
        format!("{}{}", here(), Address::href(&to))
    });
    let heading = left.map(|left| left.heading.trim().to_owned());
    view! {
        <Show when=move || sending.is_whole()>
            <section class="wm-card wm-stack wm-stack--s">
                <h2>"A link to the published plan" {serves_best()}</h2>
                <p>
                    "It says only which plan to open, and where: anyone who can reach this site can follow it."
                </p>
                {heading.clone().map(|heading| ways(heading, goes_there))}
                <CopyLink id="link-plain" url=address.into() />
            </section>
        </Show>
    }
}

/// Where the link opens: where the reader was, or at the overview.
fn ways(heading: String, goes_there: RwSignal<bool>) -> impl IntoView {
    let there = format!("Where you were: ‘{heading}’, as it is filtered and sorted");
    view! {
        <fieldset class="govuk-fieldset">
            <legend class="govuk-label">"It opens"</legend>
            <div class="govuk-radios govuk-radios--small">
                {radio("opens-there", "opens", there, move || goes_there.get(), move || goes_there.set(true))}
                {radio(
                    "opens-overview",
                    "opens",
                    "At the overview",
                    move || !goes_there.get(),
                    move || goes_there.set(false),
                )}
            </div>
        </fieldset>
    }
}
