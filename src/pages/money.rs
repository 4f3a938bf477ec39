//! Being written.
use leptos::prelude::*;
/// Page.
#[component]
pub fn Money() -> impl IntoView {
    view! { <crate::components::PageTitle text="Money" class="wm-title" /> }
}
