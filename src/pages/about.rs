//! Being written.
use leptos::prelude::*;
/// Page.
#[component]
pub fn Help() -> impl IntoView {}
/// Page.
#[component]
pub fn Accessibility() -> impl IntoView {}
/// Page.
#[component]
pub fn Privacy() -> impl IntoView {}
