//! A page that says what is wrong, what to do about it, and how to go back.

use leptos::prelude::*;

use super::page::PageTitle;
use crate::app::{View, page_href};

/// A full-page notice.
#[component]
pub fn Notice(
    /// What is wrong, in a few words.
    title: String,
    /// What happened.
    what: String,
    /// What to do next.
    what_to_do: String,
    /// More ways on, beside the list of plans.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="wm-notice wm-card">
            <PageTitle text=title class="wm-title" />
            <p>{what}</p>
            <h2>"What you can do"</h2>
            <p>{what_to_do}</p>
            <div class="wm-acts">
                {children.map(|children| children())}
                <a class="wm-btn" href=page_href(View::Library)>
                    "All plans"
                </a>
            </div>
        </section>
    }
}
