//! The words a plan explains: what its abbreviations stand for, where it uses them, and its terms.

use leptos::prelude::*;

use crate::{
    app::use_plan,
    components::{Listed, PageTitle, listed::chosen},
    insight::rows,
};

/// The glossary.
#[component]
pub fn Glossary() -> impl IntoView {
    let open = use_plan();
    let listing = Memo::new(move |_| rows::glossary::listing(&open.get(), &open.index()));
    let rows = chosen(listing);
    view! {
        <PageTitle
            text="Glossary"
            within=Signal::derive(move || open.get().front.title.clone())
            class="wm-title"
        />
        <p>{move || listing.with(|all| rows::glossary::answer(&open.get(), all))}</p>
        <div class="wm-terms">
            <Listed noun="terms" listing=listing rows=rows caption="Abbreviations and terms" />
        </div>
    }
}
