//! The list for the meeting on a plan, in the reader's own order: what to ask, what was asked for, what was answered.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    came::CameAlong,
    card::Card,
    drag::Hand,
    files::{AddFromFile, TakeAlong},
    pad::{Pad, fields},
    safety::NotSaved,
};
use crate::{
    app::{View, notes_of_this_plan, page_href, use_location, use_notebook, use_plan, view_href},
    components::{PageTitle, Saved, Select, Unfold, Waiting},
    insight::notes::{Entry, Show, answer, entries},
    plan::Id,
};

/// The page.
#[component]
pub fn PlanNotes() -> impl IntoView {
    let open = use_plan();
    let book = use_notebook();
    leptos::task::spawn_local(book.open());
    view! {
        <PageTitle
            text="My notes"
            within=Signal::derive(move || open.get().front.title.clone())
            class="wm-title"
        />
        {move || match book.is_open.get() {
            false => view! { <Waiting what="Reading your notes" /> }.into_any(),
            true => view! { <Opened /> }.into_any(),
        }}
    }
}

#[component]
fn Opened() -> impl IntoView {
    let open = use_plan();
    let book = use_notebook();
    let key = notes_of_this_plan();
    let location = use_location();
    let notes = Memo::new(move |_| book.of(&key.get()));
    let all = Memo::new(move |_| {
        notes.with(|notes| Arc::new(entries(&open.get(), &open.index(), notes)))
    });
    let any = Memo::new(move |_| all.with(|all| !all.is_empty()));
    let show = location.setting("kind");
    let about = location.setting("about");
    let chosen = move |listed: bool| {
        Memo::new(move |_| {
            let show = show.with(|key| Show::from_key(key));
            let about = about.get();
            all.with(|all| {
                // What nobody is filed under hides nothing.
                let known = all.iter().any(|entry| entry.about().0 == about);
                let fits = |entry: &&Entry| {
                    entry.note.listed == listed
                        && show.fits(&entry.note)
                        && (!known || entry.about().0 == about)
                };
                let items = all.iter().filter(fits).map(|entry| entry.note.item.clone());
                items.collect::<Vec<_>>()
            })
        })
    };
    let (listed, beside) = (chosen(true), chosen(false));
    let none_left = move || any.get() && listed.with(Vec::is_empty) && beside.with(Vec::is_empty);
    let moved = RwSignal::new(String::new());
    let hand = Hand::new();
    let elsewhere = Memo::new(move |_| {
        let key = key.get();
        book.all().iter().any(|(plan, _)| *plan != key)
    });
    view! {
        <div class="wm-stack wm-stack--m">
            <p>{move || notes.with(|notes| answer(notes))}</p>
            <div class="wm-cluster wm-cluster--apart wm-agenda__kept">
                <p class="wm-sub">
                    "Only you see these. They stay on this device, and go with a link or a file only if you say so."
                </p>
                <Saved safety=book.safety />
            </div>
            <NotSaved />
            {move || unreadable(book.unreadable.get())}
            <CameAlong />
            <Show when=move || any.get() fallback=nothing_yet>
                <TakeAlong />
                {move || all.with(|all| choices(all))}
                <Show when=move || !listed.with(Vec::is_empty)>
                    <h2>"For the meeting"</h2>
                    <ol class="wm-agenda">
                        <For each=move || listed.get() key=Clone::clone let:item>
                            <Card item all order=listed moved hand />
                        </For>
                    </ol>
                </Show>
                <p class="govuk-visually-hidden" role="status">
                    {moved}
                </p>
                <Show when=move || !beside.with(Vec::is_empty)>
                    <h2>"Not on the list"</h2>
                    <ul class="wm-agenda wm-agenda--beside">
                        <For each=move || beside.get() key=Clone::clone let:item>
                            <Card item all order=beside moved hand=Hand::new() />
                        </For>
                    </ul>
                </Show>
                <Show when=none_left>
                    <p class="wm-empty">"Nothing on your list is of this kind."</p>
                </Show>
            </Show>
            <WholePlan />
            <AddFromFile />
            <Show when=move || elsewhere.get()>
                <p>
                    <a href=page_href(View::Notes)>"My notes on all plans"</a>
                </p>
            </Show>
        </div>
    }
}

fn nothing_yet() -> AnyView {
    view! {
        <div class="wm-empty">
            <p>
                "Open any measure, action, risk or other item of this plan and press ‘Mark for the meeting’. "
                "What you mark, ask and note is listed here, in the order you choose, to print or take along."
            </p>
            <a class="wm-btn" href=view_href(View::Contents)>
                "Find an item"
            </a>
        </div>
    }
    .into_any()
}

fn unreadable(many: usize) -> Option<AnyView> {
    (many > 0).then(|| {
        let words = format!(
            "{many} of your notes could not be read. What a newer Waymark wrote shows once this page is reloaded; \
             what is damaged was set aside as it was."
        );
        view! {
            <div class="wm-banner wm-banner--warn" role="status">
                <p>{words}</p>
            </div>
        }
        .into_any()
    })
}

/// What of the list is shown: by what is written, and by what it is about.
fn choices(all: &[Entry]) -> AnyView {
    let location = use_location();
    let show = location.setting("kind");
    let about = location.setting("about");
    let kinds = Show::ALL.into_iter().filter_map(|choice| {
        let many = all.iter().filter(|entry| choice.fits(&entry.note)).count();
        (many > 0 || choice == Show::All).then(|| {
            view! {
                <button
                    type="button"
                    aria-pressed=move || show.with(|key| Show::from_key(key) == choice).to_string()
                    on:click=move |_| location.change("kind", choice.key())
                >
                    {choice.shown()}
                    <span class="wm-tabs__n">{many}</span>
                </button>
            }
        })
    });
    let kinds = kinds.collect_view();
    let mut subjects: Vec<(&str, String)> = Vec::new();
    for entry in all {
        let subject = entry.about();
        if !subjects.contains(&subject) {
            subjects.push(subject);
        }
    }
    let subjects = (subjects.len() > 1).then(|| {
        let every = ("", "Everything".to_owned());
        let options = [every].into_iter().chain(subjects);
        let options = options.map(|(key, label)| (key.to_owned(), label));
        view! {
            <Select
                id="notes-about"
                label="About"
                chosen=about
                options=Signal::stored(options.collect::<Vec<_>>())
                choose=move |key: String| location.change("about", &key)
                class="wm-filters__field"
            />
        }
    });
    view! {
        <div class="wm-filters">
            <div class="wm-seg" role="group" aria-label="Show">
                {kinds}
            </div>
            {subjects}
        </div>
    }
    .into_any()
}

/// Where something is written about the plan as a whole, while nothing is.
#[component]
fn WholePlan() -> impl IntoView {
    let pad = Pad::of(None::<Id>);
    let (opened, open) = signal(false);
    // Once something is written it stands in the list; what is being typed stays where it is.
    let begun = StoredValue::new(!pad.note_now().is_blank());
    view! {
        <Show when=move || !begun.get_value()>
            <section class="wm-card wm-stack wm-stack--s wm-agenda__whole">
                <h2>"About the plan as a whole"</h2>
                <Unfold label="Write a question or note" opened=open>
                    <Show when=move || opened.get()>{fields(pad)}</Show>
                </Unfold>
            </section>
        </Show>
    }
}
