//! Being written.
use leptos::prelude::*;
/// Page.
#[component]
pub fn Item(id: crate::plan::Id) -> impl IntoView {
    view! { <crate::components::PageTitle text="Item" class="wm-title" /> }
}
