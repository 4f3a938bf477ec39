//! Being written.
use leptos::prelude::*;
/// Page.
#[component]
pub fn Risks() -> impl IntoView {
    view! { <crate::components::PageTitle text="Risks" class="wm-title" /> }
}
