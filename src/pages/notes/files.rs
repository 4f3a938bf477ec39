//! The list taken out and brought back: printed, copied, saved as a document or a file, and notes added from a file.

use std::sync::Arc;

use leptos::{prelude::*, web_sys};

use crate::{
    app::{OpenPlan, Refusal, bytes_of, notes_of_this_plan, today, use_notebook, use_plan},
    components::{
        Banner, Tone, Unfold,
        clipboard::copy_formatted,
        download::{download, file_name, save},
        file_field,
    },
    formats::{
        Caps,
        agenda::Agenda,
        notes_file::{NotesFile, read_notes, write_notes},
    },
    insight::{
        notes::{Note, entries},
        rows::{sentence, some},
    },
    plan::{Date, Id},
};

/// The list of a plan with the context of each item.
pub fn agenda(open: OpenPlan, notes: &[Arc<Note>]) -> Agenda {
    let plan = open.get();
    let as_at = Date::day(open.as_at()).shown();
    let entries = entries(&plan, &open.index(), notes);
    Agenda::of(
        &plan.front.title,
        &plan.front.organisation,
        &as_at,
        &entries,
    )
}

/// Ways to take the list along.
#[component]
pub fn TakeAlong() -> impl IntoView {
    let open = use_plan();
    let book = use_notebook();
    let key = notes_of_this_plan();
    let said = RwSignal::new("");
    let now = move || untrack(|| agenda(open, &book.of_untracked(&key.get())));
    let name = move |ending: &str| {
        let title = open.get_untracked().front.title.clone();
        let slug = Id::slug(&format!("notes {title}"));
        format!("{slug}-{}.{ending}", today().iso())
    };
    let copy = move |_| {
        let agenda = now();
        leptos::task::spawn_local(async move {
            let _ = said.try_set(match copy_formatted(&agenda.html(), &agenda.text()).await {
                true => "Copied. Paste it into a document or a message.",
                false => "This browser doesn’t let us copy. Save it as a document.",
            });
        });
    };
    let saved = move || said.set("Saved where this browser keeps its downloads.");
    let document = move |_| {
        save(&name("html"), &now().page().into(), "text/html");
        saved();
    };
    let text = move |_| {
        save(&name("txt"), &now().text().into(), "text/plain");
        saved();
    };
    let file = move |_| {
        let key = key.get_untracked();
        let title = open.get_untracked().front.title.clone();
        let name = file_name(&format!("notes {title}"), &today().iso(), "json");
        download(&name, &write_notes(&key, &title, &book.of_untracked(&key)));
        saved();
    };
    view! {
        <div class="wm-cluster wm-agenda__acts">
            <button
                class="wm-btn"
                type="button"
                on:click=|_| {
                    let _ = window().print();
                }
            >
                "Print"
            </button>
            <button class="wm-btn" type="button" on:click=copy>
                "Copy as formatted text"
            </button>
            <Unfold label="Save a copy">
                <div class="wm-cluster">
                    <button class="wm-btn" type="button" on:click=document>
                        "As a document"
                    </button>
                    <button class="wm-btn" type="button" on:click=text>
                        "As plain text"
                    </button>
                    <button class="wm-btn" type="button" on:click=file>
                        "As a file to add again"
                    </button>
                </div>
            </Unfold>
            <span role="status">{said}</span>
        </div>
    }
}

/// Adds notes from a file that was saved here or on another device.
#[component]
pub fn AddFromFile() -> impl IntoView {
    let book = use_notebook();
    let key = notes_of_this_plan();
    let open = use_plan();
    let said = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<Refusal>);
    let doubtful = RwSignal::new(None::<NotesFile>);
    let add = move |notes: Vec<Note>| {
        let notes: Vec<Arc<Note>> = notes.into_iter().map(Arc::new).collect();
        said.set(told(book.add(&key.get_untracked(), &notes)));
    };
    let chosen = move |file: web_sys::File| {
        leptos::task::spawn_local(async move {
            let read = read_file(&file).await;
            let _ = refused.try_set(read.as_ref().err().cloned());
            let Ok(file) = read else { return };
            let title = open.get_untracked().front.title.clone();
            let same = key.try_get_untracked().is_some_and(|key| key == file.plan);
            if same || file.title == title {
                add(file.notes);
            } else {
                let _ = doubtful.try_set(Some(file));
            }
        });
    };
    view! {
        <section class="wm-card wm-stack wm-stack--s wm-agenda__add">
            <h2>"Add notes from a file"</h2>
            {move || {
                let refusal = refused.get()?.nothing_changed();
                Some(view! { <Banner tone=Tone::Error refusal /> })
            }}
            {move || {
                let file = doubtful.get()?;
                let refusal = Refusal::new(
                    &format!("These notes were written on another plan: {}.", file.title),
                    "Its items may not be in this one; their notes are then listed with the names they had.",
                );
                let go_on = move |_| {
                    if let Some(file) = doubtful.try_update(Option::take).flatten() {
                        add(file.notes);
                    }
                };
                Some(
                    view! {
                        <Banner tone=Tone::Warning refusal>
                            <button class="wm-btn" type="button" on:click=go_on>
                                "Add them all the same"
                            </button>
                            <button class="wm-btn" type="button" on:click=move |_| doubtful.set(None)>
                                "Leave them"
                            </button>
                        </Banner>
                    },
                )
            }}
            {file_field(
                "notes-file",
                "Choose a file of notes",
                "A file that was saved on this page to be added again; its name ends in .json. What you have written stays.",
                ".json,application/json",
                chosen,
            )}
            <p role="status">{said}</p>
        </section>
    }
}

/// What came of adding so many notes.
pub fn told(added: usize) -> String {
    match added {
        0 => "You have all of these notes already.".to_owned(),
        n => format!(
            "{} added to yours.",
            sentence(&some(n, "note was", "notes were"))
        ),
    }
}

async fn read_file(file: &web_sys::File) -> Result<NotesFile, Refusal> {
    // Notes are never as long as what a link may unpack to.
    let bytes = bytes_of(file, Caps::LINK.bytes).await?;
    Ok(read_notes(&bytes, Caps::LINK)?)
}
