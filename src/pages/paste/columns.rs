//! Which column is what, with the guess to begin with, and what else there is to say of the table.

use leptos::prelude::*;

use super::Pasting;
use crate::{
    app::use_plan,
    components::{Select, tick::tick_box},
    drafting::{
        mapping::{Column, Fate, Made, Mapping, Takes, Why},
        typed::{Meant, Reading},
    },
    plan::{Id, MoneyUnit, Period, brief},
};

/// The second step.
#[component]
pub fn Columns(pasting: Pasting) -> impl IntoView {
    let count = Memo::new(move |_| pasting.mapping.with(|mapping| mapping.columns.len()));
    // What a field of this kind was is none of another: the columns of another table begin anew.
    let table = Memo::new(move |before: Option<&(usize, _)>| {
        let now = (pasting.made.get(), pasting.grid.get());
        match before {
            Some((n, (made, grid))) if (*made, grid) == (now.0, &now.1) => (*n, now),
            Some((n, _)) => (n + 1, now),
            None => (0, now),
        }
    });
    let number = Memo::new(move |_| table.with(|(n, _)| *n));
    view! {
        <section class="wm-card wm-stack wm-stack--s" aria-labelledby="paste-columns">
            <h2 id="paste-columns">"2. What the columns are"</h2>
            {tick(
                "paste-heading",
                "The first row is a heading",
                move || pasting.mapping.with(|m| m.heading),
                move |is| pasting.mapping.update(|m| m.heading = is),
            )}
            <div class="wm-mapping">
                <For
                    each=move || {
                        let number = number.get();
                        (0..count.get()).map(move |at| (number, at))
                    }
                    key=|key| *key
                    children=move |(_, at)| view! { <OneColumn pasting at /> }
                />
            </div>
            <Whole pasting />
        </section>
    }
}

/// What one column is, and the period of its figures.
#[component]
fn OneColumn(pasting: Pasting, at: usize) -> impl IntoView {
    let mapping = pasting.mapping;
    let heading = Memo::new(move |_| {
        let headed = mapping.with(|m| m.heading);
        let cell = pasting.rows().and_then(|grid| {
            let cell = grid.rows.first().filter(|_| headed)?.get(at)?;
            Some(cell.split_whitespace().collect::<Vec<_>>().join(" "))
        });
        match cell.unwrap_or_default().as_str() {
            "" => format!("Column {}", at + 1),
            cell => format!("Column “{}”", brief(cell, 60)),
        }
    });
    let example = Memo::new(move |_| {
        let below = usize::from(mapping.with(|m| m.heading));
        let grid = pasting.rows()?;
        let mut cells = grid.rows.iter().skip(below).filter_map(|row| row.get(at));
        let cell = cells.find(|cell| !cell.is_empty())?;
        Some(brief(
            &cell.split_whitespace().collect::<Vec<_>>().join(" "),
            60,
        ))
    });
    let takes = Memo::new(move |_| {
        mapping.with(|m| m.columns.get(at).map_or("", |column| key(column.takes)))
    });
    let has_period = Memo::new(move |_| {
        mapping.with(|m| {
            let field = m.columns.get(at).and_then(|column| column.takes.field());
            field.is_some_and(|field| field.has_period())
        })
    });
    let choose = move |key: String| {
        change(mapping, at, |made, column| {
            column.takes = match key.as_str() {
                "" => Takes::Nothing,
                WORDS => Takes::Words,
                key => made.field(key).map_or(Takes::Nothing, Takes::Field),
            };
        });
    };
    let options = Signal::derive(move || {
        let fields = pasting.made.get().fields().iter();
        let fields = fields.map(|field| (field.key, field.label));
        let others = [
            ("", "Leave out"),
            (WORDS, "Kept as words, under this heading"),
        ];
        let all = others.into_iter().chain(fields);
        all.map(|(key, shown)| (key.to_owned(), shown.to_owned()))
            .collect::<Vec<_>>()
    });
    view! {
        <div class="wm-stack wm-stack--s">
            <Select
                id=format!("paste-column-{at}")
                label=Signal::derive(move || format!("{} is", heading.get()))
                hint=Signal::derive(move || match example.get() {
                    Some(cell) => format!("Such as “{cell}”"),
                    None => "Nothing stands in it".to_owned(),
                })
                chosen=Signal::derive(move || takes.get().to_owned())
                options
                choose
            />
            <Show when=move || has_period.get()>
                <PeriodOf pasting at heading />
            </Show>
        </div>
    }
}

/// The name of what keeps a column as words.
const WORDS: &str = "words";

fn key(takes: Takes) -> &'static str {
    match takes {
        Takes::Nothing => "",
        Takes::Words => WORDS,
        Takes::Field(field) => field.key,
    }
}

fn change(mapping: RwSignal<Mapping>, at: usize, change: impl FnOnce(Made, &mut Column)) {
    mapping.update(|mapping| {
        let made = mapping.made;
        if let Some(column) = mapping.columns.get_mut(at) {
            change(made, column);
        }
    });
}

/// The period of a column's figures.
#[component]
fn PeriodOf(pasting: Pasting, at: usize, heading: Memo<String>) -> impl IntoView {
    let mapping = pasting.mapping;
    let period =
        Memo::new(move |_| mapping.with(|m| m.columns.get(at).and_then(|column| column.period)));
    let text = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<&'static str>);
    // What is typed stays as it is typed while it means the same.
    Effect::new(move |_| {
        let period = period.get();
        if read_period(&text.get_untracked()) != Ok(period) {
            text.set(period.map_or(String::new(), Period::shown));
            wrong.set(None);
        }
    });
    let typed = move |now: String| {
        text.set(now.clone());
        match read_period(&now) {
            Ok(period) => {
                wrong.set(None);
                change(mapping, at, |_, column| column.period = period);
            }
            Err(what) => wrong.set(Some(what)),
        }
    };
    let id = format!("paste-period-{at}");
    let error = format!("{id}-error");
    let described = error.clone();
    view! {
        <div class="govuk-form-group" class=("govuk-form-group--error", move || wrong.get().is_some())>
            <label class="govuk-label" for=id.clone()>
                "Period of "
                {move || heading.get().replacen("Column", "column", 1)}
            </label>
            {move || {
                wrong.get().map(|what| view! { <p class="govuk-error-message" id=error.clone() role="alert">{what}</p> })
            }}
            <input
                class="govuk-input govuk-input--width-10"
                id=id
                autocomplete="off"
                aria-describedby=move || wrong.get().map(|_| described.clone())
                prop:value=text
                on:input=move |event| typed(event_target_value(&event))
            />
        </div>
    }
}

/// The period that a text means; none for no text.
fn read_period(text: &str) -> Result<Option<Period>, &'static str> {
    match Reading::Period.read(text) {
        Meant::Value(value) => Ok(value.as_str().and_then(|period| period.parse().ok())),
        Meant::Words(_, what) | Meant::Error(what) => Err(what),
    }
}

/// What counts for the whole table.
#[component]
fn Whole(pasting: Pasting) -> impl IntoView {
    let mapping = pasting.mapping;
    let made = pasting.made;
    // A choice is offered as long as there are such rows, whatever is chosen.
    let some = move |chosen: fn(&Mapping) -> bool, why: fn(&Why) -> bool| {
        Memo::new(move |_| {
            let left_out = |fate: &Fate| matches!(fate, Fate::LeftOut(reason) if why(reason));
            mapping.with(chosen)
                || pasting
                    .reading
                    .with(|reading| reading.rows.iter().any(|row| left_out(&row.fate)))
        })
    };
    let already = some(|m| m.also.already, |why| matches!(why, Why::Already(_)));
    let totals = some(|m| m.also.totals, |why| matches!(why, Why::Total));
    let headings = some(|m| m.also.headings, |why| matches!(why, Why::HeadingOver));
    view! {
        <Show when=move || made.get() == Made::Milestones>
            <OfAction pasting />
        </Show>
        <Show when=move || made.get() == Made::Money>
            <UnitOf pasting />
        </Show>
        {tick(
            "paste-words",
            "Keep cells that can’t be read as words, under their heading",
            move || mapping.with(|m| m.keep_words),
            move |is| mapping.update(|m| m.keep_words = is),
        )}
        <Show when=move || already.get()>
            {tick(
                "paste-already",
                "Add rows that are in the plan already",
                move || mapping.with(|m| m.also.already),
                move |is| mapping.update(|m| m.also.already = is),
            )}
        </Show>
        <Show when=move || totals.get()>
            {tick(
                "paste-totals",
                "Add totals of other lines",
                move || mapping.with(|m| m.also.totals),
                move |is| mapping.update(|m| m.also.totals = is),
            )}
        </Show>
        <Show when=move || headings.get()>
            {tick(
                "paste-headings",
                "Add rows that look like headings",
                move || mapping.with(|m| m.also.headings),
                move |is| mapping.update(|m| m.also.headings = is),
            )}
        </Show>
    }
}

/// The action of milestones whose row names none.
#[component]
fn OfAction(pasting: Pasting) -> impl IntoView {
    let open = use_plan();
    let mapping = pasting.mapping;
    let chosen = Signal::derive(move || {
        let id = mapping.with(|m| m.action.clone());
        id.map_or(String::new(), |id| id.to_string())
    });
    let options = Signal::derive(move || {
        let option = |action: &std::sync::Arc<crate::plan::Action>| {
            let words = format!("{} {}", action.reference, brief(action.text.as_str(), 60));
            (action.id.to_string(), words.trim().to_owned())
        };
        open.get().actions.iter().map(option).collect::<Vec<_>>()
    });
    view! {
        <Select
            id="paste-action"
            label="Action of milestones whose row names none"
            chosen
            options
            choose=move |id: String| mapping.update(|m| m.action = Id::parse(&id))
            none="Not said"
        />
    }
}

/// The unit of amounts that have none.
#[component]
fn UnitOf(pasting: Pasting) -> impl IntoView {
    let mapping = pasting.mapping;
    let units = [
        ("pounds", "Pounds", MoneyUnit::Pounds),
        (
            "thousands",
            "Thousands of pounds (£000)",
            MoneyUnit::Thousands,
        ),
        ("millions", "Millions of pounds (£m)", MoneyUnit::Millions),
    ];
    let chosen = Signal::derive(move || {
        let unit = mapping.with(|m| m.unit);
        let found = units.into_iter().find(|(.., this)| *this == unit);
        found.map_or(String::new(), |(key, ..)| key.to_owned())
    });
    let choose = move |key: String| {
        if let Some((.., unit)) = units.into_iter().find(|(name, ..)| *name == key) {
            mapping.update(|m| m.unit = unit);
        }
    };
    let options = units.map(|(key, shown, _)| (key.to_owned(), shown.to_owned()));
    view! {
        <Select
            id="paste-unit"
            label="Amounts are in"
            hint="Where neither the amount nor its heading says otherwise"
            chosen
            options=Signal::stored(Vec::from(options))
            choose
        />
    }
}

/// A box to tick.
pub fn tick(
    id: &'static str,
    label: &'static str,
    is: impl Fn() -> bool + Send + Sync + 'static,
    set: impl Fn(bool) + Send + Sync + 'static,
) -> AnyView {
    let (is, set) = (Signal::derive(is), Callback::new(set));
    view! {
        <div class="govuk-checkboxes govuk-checkboxes--small">
            {tick_box(id.to_owned(), label.into_any(), None, is, set)}
        </div>
    }
    .into_any()
}
