//! Texts of a plan's first page, which is there before the part that knows abbreviations: they are explained once it is.

use leptos::prelude::*;

/// Shows a text with its abbreviations explained.
pub type Told = fn(&str) -> AnyView;

/// What explains texts; none for as long as nothing can.
#[derive(Clone, Copy)]
pub struct Explain(pub RwSignal<Option<Told>>);

/// A text that is explained as soon as it can be.
pub fn explained(text: String) -> AnyView {
    match use_context::<Explain>() {
        Some(Explain(with)) => (move || match with.get() {
            Some(told) => told(&text),
            None => text.clone().into_any(),
        })
        .into_any(),
        None => text.into_any(),
    }
}
