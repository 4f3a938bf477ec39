//! The places of a field: filtered, ticked, and what becomes of each that is ticked.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{
    LISTED, SAID,
    filter::{Filter, Narrowed},
    preview::{Headings, Seen, preview_table},
    select, unfiltered,
    wish::{Wish, WishFields},
};
use crate::{
    app::{Editing, focus, use_editing, use_location, use_plan},
    components::{settled, tick::tick_box},
    drafting::many::{Fate, Field, Item, Line, Preview, Sort, items, preview},
    insight::rows::{sentence, so_many},
    plan::{Id, Kind, Plan},
};

/// The fields of one sort of change, and the places of the one chosen.
#[component]
pub fn Places(sort: Sort) -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let named = location.setting("field");
    let of = location.setting("of");
    let first = begun(
        &open.written_untracked(),
        sort,
        Kind::from_key(&of.get_untracked()),
    );
    let field = Memo::new(move |_| {
        let named = Field::from_key(&named.get()).filter(|field| field.sort == sort);
        named.or(first)
    });
    let options = move || {
        let plan = open.written();
        let told = |field: &Field| {
            let count = items(&plan, field).len();
            let label = format!(
                "{}: {} ({count})",
                sentence(field.many),
                field.label.to_lowercase()
            );
            (field.key(), label)
        };
        Field::all(sort).map(told).collect::<Vec<_>>()
    };
    let key = Signal::derive(move || field.get().map(Field::key).unwrap_or_default());
    view! {
        {move || {
            select(
                "many-field",
                "Of what",
                options(),
                key,
                move |key| location.replace(unfiltered(location.get_untracked()).set("field", &key)),
            )
        }}
        {move || field.get().map(|field| view! { <Of field /> })}
    }
}

/// The field to begin with: one of a kind, if that has any, else the first that stands somewhere.
fn begun(plan: &Plan, sort: Sort, kind: Option<Kind>) -> Option<&'static Field> {
    let stands = |field: &&'static Field| !items(plan, field).is_empty();
    let of_kind = Field::all(sort).filter(|field| Some(field.kind) == kind);
    let found = of_kind.into_iter().find(stands);
    found
        .or_else(|| Field::all(sort).find(stands))
        .or_else(|| Field::all(sort).next())
}

/// Whether a step of this name is the last one, and so not undone.
pub fn is_last(editing: Editing, name: &str) -> bool {
    editing.undoes().is_some_and(|last| last == name)
}

/// The places of one field.
#[component]
fn Of(field: &'static Field) -> impl IntoView {
    let open = use_plan();
    let editing = use_editing();
    let all = Memo::new(move |_| items(&open.written(), field));
    let chosen = RwSignal::new(BTreeSet::<Id>::new());
    let narrowed = Narrowed::of(all);
    let left = Memo::new(move |_| {
        all.with(|all| {
            all.iter()
                .filter(|item| narrowed.leaves(item))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let wish = Wish::new(field);
    let to = Memo::new(move |_| wish.to());
    let wanted = settled(Memo::new(move |_| (chosen.get(), to.get())));
    let told = Memo::new(move |_| {
        let (chosen, to) = wanted.get();
        to.map_or(Preview::default(), |to| {
            preview(&open.written(), field, &chosen, &to, wish.remember.get())
        })
    });
    let done = RwSignal::new(String::new());
    let press = move |_| {
        let Ok(to) = to.get_untracked() else {
            focus(SAID);
            return;
        };
        // As it is chosen now, whatever has followed yet.
        let now = chosen.with_untracked(|chosen| {
            preview(
                &open.written_untracked(),
                field,
                chosen,
                &to,
                wish.remember.get_untracked(),
            )
        });
        if let Some(command) = now.command {
            done.set(command.name.clone());
            editing.perform_and_say(command);
            chosen.set(BTreeSet::new());
        }
        focus(SAID);
    };
    let said = move || {
        let (ticked, changing) = (chosen.with(BTreeSet::len), told.with(Preview::changing));
        match (ticked, to.get()) {
            (0, _) if is_last(editing, &done.get()) => format!("{}.", done.get()),
            (0, _) => "Nothing is ticked yet.".to_owned(),
            (n, Err(what)) => format!("{} ticked. {what}", so_many(n, field.one, field.many)),
            (_, Ok(_)) if changing == 0 => "Nothing would change. The table says why.".to_owned(),
            (n, Ok(_)) if changing == n => {
                format!("{} will change.", so_many(n, field.one, field.many))
            }
            (n, Ok(_)) => format!(
                "{changing} of {} will change.",
                so_many(n, field.one, field.many)
            ),
        }
    };
    let count = Memo::new(move |_| told.with(Preview::changing));
    let nothing = Memo::new(move |_| all.with(Vec::is_empty));
    view! {
        <Show
            when=move || !nothing.get()
            fallback=move || {
                view! {
                    <p class="wm-empty">
                        {format!("This plan has no {} yet. Choose something else, or write them first.", field.many)}
                    </p>
                }
            }
        >
            <section class="wm-card wm-stack wm-stack--s">
                <h2>"What it becomes"</h2>
                <WishFields wish />
            </section>
            <section class="wm-card wm-stack wm-stack--s">
                <h2>"Where"</h2>
                <Filter narrowed />
                <Ticks field left chosen />
            </section>
        </Show>
        <section class="wm-card wm-stack wm-stack--s">
            <h2>"What this does"</h2>
            <p id=SAID tabindex="-1" role="status">
                {said}
            </p>
            {table(field, told)}
            <div class="wm-acts">
                <button
                    class="wm-btn wm-btn--main"
                    type="button"
                    disabled=move || count.get() == 0 || !editing.writes.get()
                    on:click=press
                >
                    {move || match count.get() {
                        0 => format!("Change {}", field.many),
                        n => format!("Change {}", so_many(n, field.one, field.many)),
                    }}
                </button>
            </div>
        </section>
    }
}

/// The places to tick.
#[component]
fn Ticks(
    field: &'static Field,
    left: Memo<Vec<Item>>,
    chosen: RwSignal<BTreeSet<Id>>,
) -> impl IntoView {
    let count = Memo::new(move |_| left.with(Vec::len));
    let all = move |_| {
        let ids: Vec<Id> =
            left.with_untracked(|left| left.iter().map(|item| item.id.clone()).collect());
        chosen.update(|chosen| chosen.extend(ids));
    };
    let row = move |item: Item| {
        let (this, of) = (item.id.clone(), item.id.clone());
        let ticked = Signal::derive(move || chosen.with(|chosen| chosen.contains(&this)));
        let set = Callback::new(move |on: bool| {
            let id = of.clone();
            chosen.update(|chosen| match on {
                true => drop(chosen.insert(id)),
                false => drop(chosen.remove(&id)),
            });
        });
        let now = match item.shown.as_str() {
            "" => "empty".to_owned(),
            shown => shown.to_owned(),
        };
        let hint = match item.within.as_str() {
            "" => format!("{}: {now}", field.label),
            within => format!("{}: {now}. Of: {within}", field.label),
        };
        tick_box(
            format!("tick-{}", item.id),
            item.name.into_any(),
            Some(hint.into_any()),
            ticked,
            set,
        )
    };
    view! {
        <div class="wm-acts">
            <button class="wm-btn" type="button" disabled=move || count.get() == 0 on:click=all>
                {move || format!("Tick all {} shown", count.get())}
            </button>
            <button
                class="wm-btn"
                type="button"
                disabled=move || chosen.with(BTreeSet::is_empty)
                on:click=move |_| chosen.set(BTreeSet::new())
            >
                "Untick all"
            </button>
        </div>
        <fieldset class="govuk-fieldset">
            <legend class="govuk-label">{format!("Which {}", field.many)}</legend>
            <div class="govuk-checkboxes govuk-checkboxes--small">
                <For
                    each=move || left.with(|left| left.iter().take(LISTED).cloned().collect::<Vec<_>>())
                    key=|item| (item.id.clone(), item.shown.clone(), item.name.clone())
                    children=row
                />
            </div>
        </fieldset>
        {move || match count.get() {
            0 => Some("None has all of this. Take back a filter.".to_owned()),
            n if n > LISTED => {
                Some(format!("The first {LISTED} of {n} are listed; ‘Tick all’ ticks all {n}."))
            }
            _ => None,
        }
            .map(|words| view! { <p class="wm-sub">{words}</p> })}
    }
}

/// What becomes of each ticked place.
fn table(field: &'static Field, told: Memo<Preview>) -> AnyView {
    let caption = format!("{} before and after", sentence(field.many));
    let headings = Headings {
        region: caption.clone(),
        caption,
        place: sentence(field.one),
        choice: None,
        rest: ".",
    };
    let count = Memo::new(move |_| told.with(|told| told.lines.len()));
    let listed = Signal::derive(move || {
        told.with(|told| told.lines.iter().take(LISTED).cloned().collect::<Vec<_>>())
    });
    preview_table(headings, count, listed, key, seen)
}

/// A name that no other line has, and this one only as long as it says the same.
fn key(line: &Line) -> (Id, [String; 4]) {
    let (name, within, shown) = (&line.item.name, &line.item.within, &line.item.shown);
    let fate = match &line.fate {
        Fate::Becomes(after) => format!("becomes {after}"),
        Fate::Stays(why) => format!("stays {why}"),
    };
    let said = [name.clone(), within.clone(), shown.clone(), fate];
    (line.item.id.clone(), said)
}

fn seen(line: Line) -> Seen {
    let said = |words: String| match words.is_empty() {
        true => "Nothing".to_owned(),
        false => words,
    };
    let Item {
        name,
        within,
        shown,
        ..
    } = line.item;
    let within = (!within.is_empty() && within != name)
        .then(|| view! { <span class="wm-sub">{within}</span> });
    Seen {
        place: view! { {name} {within} }.into_any(),
        now: said(shown).into_any(),
        becomes: match line.fate {
            Fate::Becomes(after) => view! { <b>{said(after)}</b> }.into_any(),
            Fate::Stays(why) => format!("Stays. {why}.").into_any(),
        },
        choice: None,
    }
}
