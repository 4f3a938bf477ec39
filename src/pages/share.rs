//! Sharing the open plan: a link that carries it whole or leads to the published one, and a file. The reader's own
//! notes go along only where they say so, and see which.

use std::sync::Arc;

use leptos::prelude::*;

use super::later::read_notes;
use crate::{
    app::{
        Editing, Of, View, drafts, drafts::moment, notes_of_this_plan, today, use_location,
        use_notebook, use_plan,
    },
    components::{
        PageTitle, Unfold,
        clipboard::copy_text,
        download::{download, file_name},
        tick::tick_box,
    },
    formats::{
        Along,
        agenda::said,
        link::{Verdict, share_plan_with, share_url},
        version_hash, write_plan_with,
    },
    insight::notes::{Note, Part, entries},
};

/// The page to share a plan.
#[component]
pub fn Share() -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let within = Memo::new(move |_| open.get().front.title.clone());
    let published = matches!(location.get_untracked().of, Of::Published(_));
    let base = {
        let here = window().location();
        let origin = here.origin().unwrap_or_default();
        format!("{origin}{}", here.pathname().unwrap_or_default())
    };
    let plain = published.then(|| {
        let to = location.get_untracked().to_view(View::Overview);
        format!("{base}{}", to.href())
    });
    let book = use_notebook();
    let key = notes_of_this_plan();
    leptos::task::spawn_local(read_notes(book));
    let mine = Memo::new(move |_| key.with(|key| to_send(&book.of(key))));
    let ticked = RwSignal::new(false);
    let along = Memo::new(move |_| match ticked.get() {
        true => mine.get(),
        false => Vec::new(),
    });
    let whole = Memo::new(move |_| {
        along
            .with(|notes| share_plan_with(&open.written(), notes))
            .map(|fragment| share_url(&base, &fragment))
            .map_err(|e| e.to_string())
    });
    view! {
        <div class="wm-stack wm-stack--m">
            <PageTitle text="Share this plan" within=within class="wm-title" />
            <Show when=move || !mine.with(Vec::is_empty)>
                <WithNotes mine ticked />
            </Show>
            {plain
                .map(|url| {
                    view! {
                        <section class="wm-card wm-stack wm-stack--s">
                            <h2>"A link to the published plan"</h2>
                            <p>"Anyone who can reach this site can open it."</p>
                            <CopyLink id="link-plain" url=url />
                        </section>
                    }
                })}
            <section class="wm-card wm-stack wm-stack--s">
                <h2>"A link that carries the plan"</h2>
                <p>
                    "The whole plan is inside the link, with every name and note in it. No server keeps it, "
                    "but whoever handles the message can read it, a mail gateway too."
                </p>
                {move || match whole.get() {
                    Ok(url) => {
                        let verdict = Verdict::of(&url).to_string();
                        view! {
                            <p>{verdict}</p>
                            <CopyLink id="link-whole" url=url />
                        }
                            .into_any()
                    }
                    Err(what) => view! { <p>{what}</p> }.into_any(),
                }}
            </section>
            <section class="wm-card wm-stack wm-stack--s">
                <h2>"A file"</h2>
                <p>
                    "A file has no limit of length. Send it by email or keep it as a copy; it opens in "
                    "Waymark with ‘Open a file’."
                </p>
                <SaveFile along />
            </section>
        </div>
    }
}

/// Notes as they are sent: without what only matters on this device.
fn to_send(notes: &[Arc<Note>]) -> Vec<Arc<Note>> {
    let kept = notes.iter().filter(|note| !note.is_blank());
    let sent = kept.map(|note| {
        let mut note = Note::clone(note);
        note.plan.clear();
        Arc::new(note)
    });
    sent.collect()
}

/// Whether the reader's notes go along, and which these are.
#[component]
fn WithNotes(mine: Memo<Vec<Arc<Note>>>, ticked: RwSignal<bool>) -> impl IntoView {
    let open = use_plan();
    let label = move || format!("Include my notes ({})", mine.with(Vec::len));
    let preview = move || {
        let (plan, index) = (open.get(), open.index());
        let shown = mine.with(|notes| entries(&plan, &index, notes)).into_iter();
        let shown = shown.map(|entry| {
            let words = Part::ALL.into_iter().filter_map(|part| {
                let words = said(part, entry.note.text(part));
                (!words.is_empty())
                    .then(|| view! { <small>{format!("{}: {words}", part.label())}</small> })
            });
            view! {
                <li>
                    <b>{format!("{}: {}", entry.what, entry.title)}</b>
                    {words.collect_view()}
                </li>
            }
        });
        shown.collect_view()
    };
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <h2>"Your own notes"</h2>
            <p>"Nobody gets your questions and notes on this plan unless you tick this."</p>
            <div class="govuk-checkboxes govuk-checkboxes--small">
                {tick_box(
                    "with-notes".to_owned(),
                    label.into_any(),
                    None,
                    ticked.into(),
                    Callback::new(move |on| ticked.set(on)),
                )}
            </div>
            <Unfold label="See what would go">
                <ul class="wm-links wm-links--told">{preview}</ul>
            </Unfold>
            <p role="status">
                {move || {
                    ticked.get().then_some("The link that carries the plan and the file now hold your notes.")
                }}
            </p>
        </section>
    }
}

/// A link to copy.
#[component]
fn CopyLink(
    /// A name for its field.
    id: &'static str,
    /// The link.
    url: String,
) -> impl IntoView {
    let copied = RwSignal::new("");
    let text = url.clone();
    let length = url.chars().count();
    let copy = move |_| {
        let text = text.clone();
        leptos::task::spawn_local(async move {
            let said = match copy_text(&text).await {
                true => "Copied. Paste it into a message.",
                false => "This browser doesn’t let us copy. Select the link and copy it yourself.",
            };
            let _ = copied.try_set(said);
        });
    };
    let grouped = crate::plan::Decimal::new(length as i64, 0).grouped();
    view! {
        <div class="govuk-form-group">
            <label class="govuk-label" for=id>
                {format!("The link, {grouped} characters")}
            </label>
            <input class="govuk-input" id=id readonly prop:value=url />
        </div>
        <div class="wm-cluster">
            <button class="wm-btn wm-btn--main" type="button" on:click=copy>
                "Copy the link"
            </button>
            <span role="status">{copied}</span>
        </div>
    }
}

/// Saves the plan as a file; a draft remembers that it was backed up.
#[component]
fn SaveFile(
    /// The notes that go along.
    along: Memo<Vec<Arc<Note>>>,
) -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let editing = use_context::<Editing>();
    let saved = RwSignal::new("");
    // The versions of a draft, by which a copy that comes back is told from another plan.
    let before = StoredValue::new(Vec::<String>::new());
    if let Of::Draft(id) = location.get_untracked().of {
        leptos::task::spawn_local(async move {
            let Ok(id) = id.parse() else { return };
            if let Ok(card) = drafts().await.card(&id).await {
                before.try_set_value(card.hashes());
            }
        });
    }
    let save = move |_| {
        let plan = open.written_untracked();
        let name = file_name(&plan.front.title, &today().iso());
        let mut going = Along {
            notes: along.get_untracked(),
            versions: Vec::new(),
        };
        if editing.is_some() {
            let now = version_hash(&plan);
            let earlier = before.get_value().into_iter().filter(|hash| *hash != now);
            going.versions = std::iter::once(now.clone()).chain(earlier).collect();
        }
        download(&name, &write_plan_with(&plan, &going));
        if let Some((editing, desk)) = editing.and_then(|e| Some((e, e.desk()?))) {
            let head = editing.head();
            leptos::task::spawn_local(async move {
                let id = desk.journal.draft().clone();
                // A name keeps it: what comes back is read against it.
                let name = format!("Saved to a file on {}", moment(js_sys::Date::now()));
                drop(editing.keep_as(Some(&name)).await);
                drop(drafts().await.backed_up(&id, head).await);
            });
        }
        saved.set("Saved where this browser keeps its downloads.");
    };
    view! {
        <div class="wm-cluster">
            <button class="wm-btn wm-btn--main" type="button" on:click=save>
                "Save as a file"
            </button>
            <span role="status">{saved}</span>
        </div>
    }
}
