//! Being written.
use leptos::prelude::*;
/// Page.
#[component]
pub fn Library() -> impl IntoView {
    view! { <crate::components::PlainPage><crate::components::PageTitle text="Plans" class="wm-title" /></crate::components::PlainPage> }
}
