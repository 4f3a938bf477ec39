//! Being written.
use leptos::prelude::*;
/// Page.
#[component]
pub fn Actions() -> impl IntoView {
    view! { <crate::components::PageTitle text="Actions" class="wm-title" /> }
}
