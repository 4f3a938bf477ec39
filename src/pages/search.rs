//! Being written.
use leptos::prelude::*;
/// Page.
#[component]
pub fn Search() -> impl IntoView {
    view! { <crate::components::PageTitle text="Search" class="wm-title" /> }
}
