//! Notes that came along with a link or a file: read-only, and nobody's here until the reader takes them.

use std::sync::Arc;

use leptos::prelude::*;

use super::files::told;
use crate::{
    app::{Came, item_href, notes_of_this_plan, use_notebook, use_plan},
    formats::agenda::said,
    insight::{
        notes::{Entry, Part, entries},
        rows::sentence,
    },
};

/// What came with the open plan, if anything did.
#[component]
pub fn CameAlong() -> impl IntoView {
    let book = use_notebook();
    let open = use_plan();
    let key = notes_of_this_plan();
    let done = RwSignal::new(String::new());
    let came = Memo::new(move |_| book.came.get().filter(|came| came.plan == key.get()));
    move || {
        let Came { plan, notes } = came.get()?;
        let shown = entries(&open.get(), &open.index(), &notes);
        let items = shown
            .iter()
            .map(|entry| view! { <li>{written(entry)}</li> });
        let add = move |_| {
            done.set(told(book.add(&plan, &notes)));
        };
        Some(view! {
            <section class="wm-card wm-stack wm-stack--s">
                <h2>"Notes that came with this plan"</h2>
                <p>"Whoever sent it wrote these. They are not on your list."</p>
                <ol class="wm-agenda wm-agenda--came">{items.collect_view()}</ol>
                <div class="wm-cluster">
                    <button class="wm-btn wm-btn--main" type="button" on:click=add>
                        "Add to my notes"
                    </button>
                    <span role="status">{done}</span>
                </div>
            </section>
        })
    }
}

/// An item and what is written on it.
pub fn written(entry: &Entry) -> AnyView {
    view! {
        {head(entry)}
        {words(entry)}
    }
    .into_any()
}

/// What an item is, what it is called and what it comes to.
pub fn head(entry: &Entry) -> AnyView {
    let title = entry.title.clone();
    let title = match &entry.note.item {
        Some(id) if entry.here => view! { <a href=item_href(id)>{title}</a> }.into_any(),
        _ => title.into_any(),
    };
    let gist =
        (!entry.gist.is_empty()).then(|| view! { <p class="wm-sub">{entry.gist.clone()}</p> });
    let gone = (!entry.here).then(|| view! { <p class="wm-sub">"No longer in this plan"</p> });
    let thread = (!entry.thread.is_empty()).then(|| {
        let steps: Vec<&str> = entry.thread.iter().map(|(_, title)| &**title).collect();
        view! { <p class="wm-sub">{format!("For: {}", steps.join(" › "))}</p> }
    });
    view! {
        <p class="wm-eyebrow">{entry.what.clone()}</p>
        <h3>{title}</h3>
        {gist}
        {thread}
        {gone}
    }
    .into_any()
}

/// What is written on an item, labelled.
pub fn words(entry: &Entry) -> AnyView {
    let note = Arc::clone(&entry.note);
    let told = |part: Part| said(part, note.text(part));
    let whom = [(Part::AskedOf, "from"), (Part::AskedBy, "by")];
    let whom = whom.map(|(part, word)| (told(part), word));
    let whom = whom.iter().filter(|(words, _)| !words.is_empty());
    let whom: Vec<String> = whom
        .map(|(words, word)| format!("{word} {words}"))
        .collect();
    let written = [Part::Question, Part::Note, Part::Asked, Part::Answer].map(|part| {
        let words = told(part);
        let whom = (part == Part::Asked && !whom.is_empty())
            .then(|| view! { <small>{sentence(&whom.join(", "))}</small> });
        (!words.is_empty() || whom.is_some()).then(|| {
            view! {
                <div>
                    <dt>{part.label()}</dt>
                    <dd>{words} {whom}</dd>
                </div>
            }
        })
    });
    let written: Vec<_> = written.into_iter().flatten().collect();
    (!written.is_empty())
        .then(|| view! { <dl class="wm-agenda__said">{written}</dl> })
        .into_any()
}
