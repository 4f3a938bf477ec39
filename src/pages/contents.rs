//! Being written.
use leptos::prelude::*;
/// Page.
#[component]
pub fn Contents() -> impl IntoView {
    view! { <crate::components::PageTitle text="Contents" class="wm-title" /> }
}
