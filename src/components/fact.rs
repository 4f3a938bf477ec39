//! Values as a page shows them: exact text, our own words, printed words, ratings, standings, states
//! and links; and the blocks that the page of an item is made of.

use leptos::prelude::*;

use super::{abbreviated::told, carry::Carry};
use crate::{
    app::item_href,
    insight::{
        Block, Document, Fact, MilestoneState, Standing, document,
        facts::{Entry, Grid, Labelled},
        rows::short,
    },
    plan::{Id, Rag},
};

/// The most characters a link among facts has.
const LINK: usize = 120;

/// One value.
pub fn fact(fact: &Fact) -> AnyView {
    match fact {
        Fact::Text(text) => told(text),
        Fact::Retold(text) => view! { {told(text)} " " <Retold /> }.into_any(),
        Fact::Word(word) => view! { <span class="wm-printed">{told(word)}</span> }.into_any(),
        Fact::Inferred(text) => {
            view! { {text.clone()} " " <span class="wm-inferred">"inferred"</span> }.into_any()
        }
        Fact::Rating(rag) => rating(rag_class(*rag), rag.letter(), rag.shown()),
        Fact::Standing(standing) => self::standing(*standing),
        Fact::State(state) => {
            view! { <span class=state_class(*state)>{state.shown()}</span> }.into_any()
        }
        Fact::Items(items) => links(items),
    }
}

/// Says that the words before it are ours.
#[component]
pub fn Retold() -> impl IntoView {
    view! { <span class="wm-retold">"in our words"</span> }
}

/// How a measure stands: for a rating its letter and shape, and always the words.
pub fn standing(standing: Standing) -> AnyView {
    match standing {
        Standing::Rated(rag) => rating(rag_class(rag), rag.letter(), standing.shown()),
        Standing::ToGo { reached: true } => {
            rating("wm-rag wm-rag--s wm-rag--n", "✓", standing.shown())
        }
        Standing::ToGo { reached: false } => {
            rating("wm-rag wm-rag--s wm-rag--n", "→", standing.shown())
        }
        Standing::None(_) => standing.shown().into_any(),
    }
}

fn rating(class: &'static str, sign: &'static str, words: &'static str) -> AnyView {
    view! {
        <span class=class>
            <b aria-hidden="true">{sign}</b>
            " "
            <span class="wm-rag__word">{words}</span>
        </span>
    }
    .into_any()
}

/// The shape and colour of a rating, in the small size of tables and facts.
pub fn rag_class(rag: Rag) -> &'static str {
    match rag {
        Rag::Red => "wm-rag wm-rag--s wm-rag--r",
        Rag::Amber => "wm-rag wm-rag--s wm-rag--a",
        Rag::Green => "wm-rag wm-rag--s wm-rag--g",
    }
}

fn state_class(state: MilestoneState) -> &'static str {
    match state {
        MilestoneState::Overdue => "wm-tag wm-tag--off",
        MilestoneState::Passed => "wm-tag wm-tag--near",
        MilestoneState::Due => "wm-tag wm-tag--brand",
        MilestoneState::Done => "wm-tag wm-tag--good",
        MilestoneState::NoDate | MilestoneState::Dropped => "wm-tag",
    }
}

/// Links to other items, one after another.
fn links(items: &[(Id, String)]) -> AnyView {
    let last = items.len().saturating_sub(1);
    items
        .iter()
        .enumerate()
        .map(|(at, (id, words))| {
            let comma = if at < last { ", " } else { "" };
            view! {
                <a href=item_href(id)>{short(words, LINK)}</a>
                {comma}
            }
        })
        .collect_view()
        .into_any()
}

/// One block of the page of an item. A row of a table that is about `on` is marked.
pub fn block(block: &Block, on: Option<&Id>) -> AnyView {
    match block {
        Block::Facts(facts) if facts.is_empty() => ().into_any(),
        Block::Facts(facts) => view! { <div class="wm-card">{self::facts(facts)}</div> }.into_any(),
        Block::Grid(grid) => self::grid(grid, on),
        Block::List(heading, items) => view! {
            <section class="wm-card">
                <h2>{*heading}</h2>
                <ul class="wm-entries">{items.iter().map(entry).collect_view()}</ul>
            </section>
        }
        .into_any(),
    }
}

/// An entry of a list, which opens the part it is.
fn entry(entry: &Entry) -> AnyView {
    let said = match &entry.id {
        Some(id) => linked(&entry.fact, id),
        None => fact(&entry.fact),
    };
    let class = entry.nested.then_some("is-nested");
    view! { <li class=class>{said}</li> }.into_any()
}

/// Long values stand across the page.
const LONG: usize = 90;

fn facts(facts: &[Labelled]) -> AnyView {
    let rows = facts.iter().map(|(label, value)| {
        let long = match value {
            Fact::Text(text) | Fact::Retold(text) => text.chars().count() > LONG,
            Fact::Items(items) => items.iter().map(|(_, t)| t.len()).sum::<usize>() > LONG,
            _ => false,
        };
        view! {
            <div class=if long { "wm-wide" } else { "" }>
                <dt>{label.clone()}</dt>
                <dd>{fact(value)}</dd>
            </div>
        }
    });
    view! { <dl class="wm-facts">{rows.collect_view()}</dl> }.into_any()
}

fn grid(grid: &Grid, on: Option<&Id>) -> AnyView {
    let headings = grid.columns.iter().map(|heading| {
        view! {
            <th scope="col" role="columnheader">
                {heading.clone()}
            </th>
        }
    });
    let rows = grid.rows.iter().map(|(id, cells)| {
        let chosen = id.is_some() && id.as_ref() == on;
        let mut cells = cells.iter();
        let header = cells
            .next()
            .and_then(Option::as_ref)
            .map(|cell| match (cell, id) {
                (Fact::Items(_), _) | (_, None) => fact(cell),
                (_, Some(_)) if chosen => fact(cell),
                (_, Some(id)) => linked(cell, id),
            });
        let cells = cells
            .zip(grid.columns.iter().skip(1))
            .map(|(cell, heading)| {
                view! {
                    <td role="cell" data-label=heading.clone()>
                        {cell.as_ref().map(|cell| view! { <div>{fact(cell)}</div> })}
                    </td>
                }
            });
        view! {
            <tr role="row" class=if chosen { "is-on" } else { "" }>
                <th scope="row" role="rowheader" aria-current=chosen.then_some("true")>
                    {header}
                </th>
                {cells.collect_view()}
            </tr>
        }
    });
    let table = StoredValue::new(document::grid(grid));
    let content = Callback::new(move |()| Document::from(table.get_value()));
    view! {
        <div class="wm-table-wrap" role="region" aria-label=grid.caption.clone() tabindex="0">
            <table class="wm-table wm-table--cards" role="table">
                <caption>{grid.caption.clone()}</caption>
                <thead role="rowgroup">
                    <tr role="row">{headings.collect_view()}</tr>
                </thead>
                <tbody role="rowgroup">{rows.collect_view()}</tbody>
            </table>
        </div>
        <div class="wm-carried">
            <Carry name=grid.caption.clone() content=content />
        </div>
    }
    .into_any()
}

/// A cell whose words open the part it is about.
fn linked(cell: &Fact, id: &Id) -> AnyView {
    let href = item_href(id);
    match cell {
        Fact::Text(text) => view! { <a href=href>{text.clone()}</a> }.into_any(),
        Fact::Retold(text) => view! {
            <a href=href>{text.clone()}</a>
            " "
            <Retold />
        }
        .into_any(),
        // Nothing is pressed within a link.
        Fact::Word(word) => view! { <a class="wm-printed" href=href>{word.clone()}</a> }.into_any(),
        other => view! { <a href=href>{fact(other)}</a> }.into_any(),
    }
}
