//! Being written.
use leptos::prelude::*;
/// Page.
#[component]
pub fn Measures() -> impl IntoView {
    view! { <crate::components::PageTitle text="Measures" class="wm-title" /> }
}
