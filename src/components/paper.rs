//! Pages as sections of a committee paper: the same page, with a heading of its section's level, and
//! without what is pressed.

use leptos::prelude::*;

/// Stands for: what is below is part of a paper.
#[derive(Clone, Copy)]
struct OnPaper;

/// Makes all that is shown from here on part of a paper.
pub fn put_on_paper() {
    provide_context(OnPaper);
}

/// Whether what is shown is part of a paper.
pub fn on_paper() -> bool {
    use_context::<OnPaper>().is_some()
}
