//! What is said where notes could not be kept, and the way to take them out.

use leptos::prelude::*;

use super::files;
use crate::{
    app::{Safety, keep_notes_again, notes_of_this_plan, today, use_notebook, use_plan},
    components::{
        Banner, Tone,
        clipboard::copy_text,
        download::{download, file_name},
    },
    formats::notes_file::write_notes,
};

/// Says that the last words are in this page alone, and offers to take them out.
#[component]
pub fn NotSaved() -> impl IntoView {
    let book = use_notebook();
    let open = use_plan();
    let plan = notes_of_this_plan();
    let failed = Memo::new(move |_| match book.safety.get() {
        Safety::Failed(refusal) => Some(refusal),
        _ => None,
    });
    let copied = RwSignal::new("");
    let copy = move |_| {
        let text = untrack(|| files::agenda(open, &book.of_untracked(&plan.get()))).text();
        leptos::task::spawn_local(async move {
            let _ = copied.try_set(match copy_text(&text).await {
                true => "Copied.",
                false => "This browser doesn’t let us copy. Save them as a file.",
            });
        });
    };
    let save = move |_| {
        let plan = plan.get_untracked();
        let title = open.get_untracked().front.title.clone();
        let name = file_name(&format!("notes {title}"), &today().iso(), "json");
        download(
            &name,
            &write_notes(&plan, &title, &book.of_untracked(&plan)),
        );
    };
    move || {
        let refusal = failed.get()?;
        Some(view! {
            <Banner tone=Tone::Error refusal>
                <button class="wm-btn wm-btn--main" type="button" on:click=save>
                    "Save as a file"
                </button>
                <button class="wm-btn" type="button" on:click=copy>
                    "Copy my notes"
                </button>
                <button class="wm-btn" type="button" on:click=|_| keep_notes_again()>
                    "Try again"
                </button>
                <span role="status">{copied}</span>
            </Banner>
        })
    }
}
