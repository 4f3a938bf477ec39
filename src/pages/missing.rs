//! The pages for what isn't there: an unknown page, an unknown view of a plan, an item the plan
//! doesn't have.

use leptos::prelude::*;

use crate::{
    app::{Refusal, View, view_href},
    components::{Notice, PlainPage},
};

/// There is no such page.
#[component]
pub fn NoSuchPage() -> impl IntoView {
    view! {
        <PlainPage>
            <Notice
                title="There is no such page"
                refusal=Refusal::new(
                    "The address names a page that Waymark doesn’t have.",
                    "Check the link for missing characters, or start from the list of plans.",
                )
            />
        </PlainPage>
    }
}

/// The plan has no such view.
#[component]
pub fn NoSuchView() -> impl IntoView {
    view! {
        <Notice
            title="There is no such page in this plan"
            refusal=Refusal::new(
                "The address names a view that Waymark doesn’t have.",
                "Check the link for missing characters, or start from the plan’s overview.",
            )
        >
            <a class="wm-btn wm-btn--main" href=view_href(View::Overview)>
                "The plan’s overview"
            </a>
        </Notice>
    }
}

/// The plan has no such item.
#[component]
pub fn NoSuchItem(
    /// What was looked for.
    id: String,
) -> impl IntoView {
    view! {
        <Notice
            title="This plan has no such item"
            refusal=Refusal::new(
                &format!(
                    "Nothing in this plan is called “{id}”. It may have been deleted, or the link may be cut short.",
                ),
                "Search the plan, or look through its contents.",
            )
        >
            <a class="wm-btn wm-btn--main" href=view_href(View::Contents)>
                "The plan’s contents"
            </a>
        </Notice>
    }
}
