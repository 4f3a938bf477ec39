//! Topics that several plans print figures on: for each what the figures are, how far they can be held
//! against each other, and a chart where some are called the same and counted in the same unit.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{Address, use_location},
    charts::{
        ChartFigure, Look,
        tally::{self, TallyRow, TallyWords},
    },
    components::{DataTable, Figure, Unfold},
    insight::{
        compare::{
            Compared, Mention,
            shelf::{OnTopic, alike, caution},
        },
        rows::{Column, Row, sentence, short, some},
    },
    plan::Id,
};

/// The topics of the rows that are left.
#[component]
pub fn Topics(
    /// All of them.
    topics: Arc<Vec<OnTopic>>,
    /// The plans they are from.
    plans: Arc<Vec<Compared>>,
    /// The rows that are left of their listing.
    rows: Memo<Vec<Arc<Row>>>,
    /// Its columns.
    columns: Memo<Vec<Column>>,
    /// The page of an item of one of the plans, by the plan's place.
    href: Callback<(usize, Id), Option<String>>,
    /// The level of a topic's heading, 2 or 3.
    level: u8,
) -> impl IntoView {
    let topic = |topic: &OnTopic| {
        let key = topic.key;
        let name = topic.name;
        let of = move |row: &&Arc<Row>| {
            row.tags
                .iter()
                .any(|tag| tag.filter == "topic" && *tag.value == *key)
        };
        let own = Memo::new(move |_| {
            rows.with(|rows| rows.iter().filter(of).cloned().collect::<Vec<_>>())
        });
        let some = Memo::new(move |_| own.with(|rows| !rows.is_empty()));
        let said = caution(topic, &plans);
        let chart = StoredValue::new(chart(topic, &plans));
        view! {
            <Show when=move || some.get()>
                <section id=format!("topic-{key}") class="wm-stack wm-stack--s">
                    {match level {
                        2 => view! { <h2>{name}</h2> }.into_any(),
                        _ => view! { <h3>{name}</h3> }.into_any(),
                    }}
                    <p>{said.clone()}</p>
                    {chart
                        .get_value()
                        .map(|chart| view! { <Drawn chart=chart href=href level=level + 1 /> })}
                    {match level {
                        2 => table(name, columns, own, href).into_any(),
                        _ => view! { <Folded name=name columns=columns rows=own href=href /> }.into_any(),
                    }}
                </section>
            </Show>
        }
    };
    topics.iter().map(topic).collect_view()
}

fn table(
    name: &'static str,
    columns: Memo<Vec<Column>>,
    rows: Memo<Vec<Arc<Row>>>,
    href: Callback<(usize, Id), Option<String>>,
) -> impl IntoView {
    let caption = format!("Figures: {}", name.to_lowercase());
    view! { <DataTable caption=caption columns=columns rows=rows beside=href /> }
}

/// The table of a topic, for whoever asks.
#[component]
fn Folded(
    /// The topic.
    name: &'static str,
    /// The columns.
    columns: Memo<Vec<Column>>,
    /// The rows.
    rows: Memo<Vec<Arc<Row>>>,
    /// The page of an item of one of the plans.
    href: Callback<(usize, Id), Option<String>>,
) -> impl IntoView {
    let (opened, set_opened) = signal(false);
    let count = some(rows.with_untracked(Vec::len), "figure", "figures");
    view! {
        <Unfold label=format!("{name}: {count} in full") opened=set_opened>
            <Show when=move || opened.get()>{table(name, columns, rows, href)}</Show>
        </Unfold>
    }
}

/// What is drawn of a topic: rows with the place of each plan.
#[derive(Clone)]
struct Drawing {
    rows: Vec<(usize, TallyRow)>,
    words: TallyWords,
}

#[component]
fn Drawn(
    /// What is drawn.
    chart: Drawing,
    /// The page of an item of one of the plans.
    href: Callback<(usize, Id), Option<String>>,
    /// The level of its heading.
    level: u8,
) -> impl IntoView {
    let location = use_location();
    let of = chart.rows.clone();
    let to = Callback::new(move |id: Id| {
        let from = of.iter().find(|(_, row)| row.id.as_ref() == Some(&id));
        from.and_then(|(at, _)| href.run((*at, id)))
            .unwrap_or_default()
    });
    let on_item = Callback::new(move |id: Id| {
        let to = to.run(id);
        if !to.is_empty() {
            location.go(Address::parse(&to, ""));
        }
    });
    let draw = move |look: Look| -> ChartFigure {
        let rows: Vec<TallyRow> = chart.rows.iter().map(|(_, row)| row.clone()).collect();
        tally::figure(&rows, &chart.words, look)
    };
    view! {
        <Figure
            draw=Callback::new(draw)
            item_href=to
            on_item=on_item
            level=level.min(3)
            source="Matched by name and unit. The other figures count something else and stand in the table only."
        />
    }
}

/// The most characters of what is counted that a headline has.
const COUNTED: usize = 90;

/// The largest group of figures with one name and one unit, if two plans have a number above nought.
fn chart(topic: &OnTopic, plans: &[Compared]) -> Option<Drawing> {
    let group = alike(topic).into_iter().max_by_key(Vec::len)?;
    let figures: Vec<&(usize, Mention)> = group
        .iter()
        .filter_map(|at| topic.figures.get(*at))
        .collect();
    // Of names that are alike the shortest says least that holds for one of them alone.
    let shortest = figures.iter().min_by_key(|(_, m)| m.title.chars().count());
    let counted = shortest.map(|(_, m)| sentence(&short(&m.title, COUNTED)))?;
    let row = |(at, mention): &&(usize, Mention)| {
        let name = &plans.get(*at)?.name;
        let label = match mention.when.as_str() {
            "" => name.clone(),
            when => format!("{name}: {when}"),
        };
        let row = TallyRow {
            id: Some(mention.id.clone()),
            label,
            amount: mention.number?.to_f64(),
            value: mention.figure.clone(),
            ..TallyRow::default()
        };
        (row.amount > 0.0).then_some((*at, row))
    };
    let rows: Vec<(usize, TallyRow)> = figures.iter().filter_map(row).collect();
    if rows.len() < 2 {
        return None;
    }
    let value =
        |best: Option<&(usize, TallyRow)>| best.map(|(_, r)| r.value.clone()).unwrap_or_default();
    let by = |a: &&(usize, TallyRow), b: &&(usize, TallyRow)| a.1.amount.total_cmp(&b.1.amount);
    let (low, high) = (rows.iter().min_by(by), rows.iter().max_by(by));
    Some(Drawing {
        words: TallyWords {
            headline: format!("{counted}: from {} to {}", value(low), value(high)),
            subtitle: "Figures with much the same name and the same unit, each for its own period"
                .to_owned(),
            caption: counted,
            what: "Plan and period".to_owned(),
            amount: "Figure".to_owned(),
            drawn: rows.len(),
            ..TallyWords::default()
        },
        rows,
    })
}
