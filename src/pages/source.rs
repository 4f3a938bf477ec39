//! Being written.
use leptos::prelude::*;
/// Page.
#[component]
pub fn Source() -> impl IntoView {
    view! { <crate::components::PageTitle text="Source" class="wm-title" /> }
}
