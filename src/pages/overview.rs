//! Being written.
use leptos::prelude::*;
/// Page.
#[component]
pub fn Overview() -> impl IntoView {
    view! { <crate::components::PageTitle text="Overview" class="wm-title" /> }
}
