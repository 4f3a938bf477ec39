//! The places of a field: filtered, ticked, and what becomes of each that is ticked.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::{
    LISTED, SAID, select, text,
    wish::{Wish, WishFields},
};
use crate::{
    app::{Editing, focus, use_editing, use_location, use_plan},
    components::{settled, tick::tick_box},
    drafting::many::{Fate, Field, Item, Line, Preview, Sort, items, preview},
    insight::rows::{sentence, so_many},
    plan::{Id, Kind, Plan},
};

/// The name of a filter's choice for those that have none.
const NONE: &str = "-";

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
                move |key| location.change("field", &key),
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

/// What the reader has filtered by.
#[derive(Clone, Copy)]
struct Narrowed {
    words: RwSignal<String>,
    who: RwSignal<String>,
    stands: RwSignal<String>,
}

impl Narrowed {
    fn leaves(self, item: &Item) -> bool {
        let text = format!("{} {} {}", item.name, item.within, item.shown).to_lowercase();
        let words = self.words.get().to_lowercase();
        let (who, stands) = (self.who.get(), self.stands.get());
        let named = match who.as_str() {
            "" => true,
            NONE => item.who.is_empty(),
            who => item.who.iter().any(|name| name == who),
        };
        let progress = match stands.as_str() {
            "" => true,
            NONE => item.stands.is_empty(),
            stands => item.stands == stands,
        };
        named && progress && words.split_whitespace().all(|word| text.contains(word))
    }
}

/// The choices of a filter with how many have each; nothing where there is but one.
fn choices(all: &[Item], said: impl Fn(&Item) -> Vec<String>, none: &str) -> Vec<(String, String)> {
    let mut counts = BTreeMap::new();
    for item in all {
        let said = said(item);
        let said = if said.is_empty() {
            vec![NONE.to_owned()]
        } else {
            said
        };
        said.into_iter()
            .for_each(|name| *counts.entry(name).or_insert(0) += 1);
    }
    if counts.len() < 2 {
        return Vec::new();
    }
    let every = (String::new(), "All".to_owned());
    let told = counts.into_iter().map(|(name, count)| {
        let label = if name == NONE { none } else { &name };
        (name.clone(), format!("{label} ({count})"))
    });
    std::iter::once(every).chain(told).collect()
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
    let narrowed = Narrowed {
        words: RwSignal::new(String::new()),
        who: RwSignal::new(String::new()),
        stands: RwSignal::new(String::new()),
    };
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
                <Filter all narrowed />
                <Ticks field left chosen />
            </section>
        </Show>
        <section class="wm-card wm-stack wm-stack--s">
            <h2>"What this does"</h2>
            <p id=SAID tabindex="-1" role="status">
                {said}
            </p>
            {move || told.with(|told| table(field, told))}
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

/// The filters above the list.
#[component]
fn Filter(all: Memo<Vec<Item>>, narrowed: Narrowed) -> impl IntoView {
    let who = Memo::new(move |_| all.with(|all| choices(all, |item| item.who.clone(), "Nobody")));
    let stands = Memo::new(move |_| {
        let said = |item: &Item| {
            Some(item.stands.clone())
                .filter(|s| !s.is_empty())
                .into_iter()
                .collect()
        };
        all.with(|all| choices(all, said, "Not said"))
    });
    let choice = |id, label, options: Memo<Vec<(String, String)>>, chosen: RwSignal<String>| {
        // A filter that isn't there any more leaves all.
        Effect::new(move |_| {
            if options.with(Vec::is_empty) && chosen.with_untracked(|chosen| !chosen.is_empty()) {
                chosen.set(String::new());
            }
        });
        move || {
            let options = options.get();
            (!options.is_empty())
                .then(|| select(id, label, options, chosen.into(), move |to| chosen.set(to)))
        }
    };
    view! {
        <div class="wm-rowform__fields">
            {text("many-q", "Find in the list", "", "", narrowed.words)}
            {choice("many-filter-who", "Responsible", who, narrowed.who)}
            {choice("many-filter-progress", "Progress", stands, narrowed.stands)}
        </div>
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
fn table(field: &'static Field, told: &Preview) -> Option<AnyView> {
    if told.lines.is_empty() {
        return None;
    }
    let row = |line: &Line| {
        let within = (!line.item.within.is_empty() && line.item.within != line.item.name)
            .then(|| view! { <span class="wm-sub">{line.item.within.clone()}</span> });
        let said = |words: &str| match words {
            "" => "Nothing".to_owned(),
            words => words.to_owned(),
        };
        let after = match &line.fate {
            Fate::Becomes(after) => view! { <b>{said(after)}</b> }.into_any(),
            Fate::Stays(why) => format!("Stays. {why}.").into_any(),
        };
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">
                    {line.item.name.clone()}
                    {within}
                </th>
                <td role="cell" data-label="Now">{said(&line.item.shown)}</td>
                <td role="cell" data-label="Becomes">{after}</td>
            </tr>
        }
    };
    let caption = format!("{} before and after", sentence(field.many));
    let more = told.lines.len().saturating_sub(LISTED);
    let more = (more > 0).then(|| view! { <p class="wm-sub">{format!("And {more} more.")}</p> });
    Some(
        view! {
            <div class="wm-table-wrap" role="region" aria-label=caption.clone() tabindex="0">
                <table class="wm-table wm-table--cards" role="table">
                    <caption>{caption.clone()}</caption>
                    <thead role="rowgroup">
                        <tr role="row">
                            <th scope="col" role="columnheader">{sentence(field.one)}</th>
                            <th scope="col" role="columnheader">"Now"</th>
                            <th scope="col" role="columnheader">"Becomes"</th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">{told.lines.iter().take(LISTED).map(row).collect_view()}</tbody>
                </table>
            </div>
            {more}
        }
        .into_any(),
    )
}
