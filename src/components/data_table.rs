//! A table of records: sorted by its headings, grouped under headings of its own where rows have
//! sections, and cards on a phone.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    bodies::{AT_ONCE, Bodies},
    carry::Carry,
    copied::copied_as,
    fact::{Retold, fact},
};
use crate::{
    app::{item_href, use_location},
    insight::{
        Document, Fact, Verdict,
        compare::{Fate, Piece},
        document,
        rows::{self, Bit, Cell, Column, Home, Row, Trend},
    },
    plan::Id,
};

/// The most characters that stand on one line in a column of figures.
const FIGURE: usize = 22;

/// A table of rows that are filtered and sorted already; pressing a heading changes the order asked
/// for in the address bar.
#[component]
pub fn DataTable(
    /// What it holds.
    #[prop(into)]
    caption: Signal<String>,
    /// Its columns; the first names the row.
    #[prop(into)]
    columns: Signal<Vec<Column>>,
    /// Its rows.
    #[prop(into)]
    rows: Signal<Vec<Arc<Row>>>,
    /// The address of a record of one of the plans beside the open one, where rows are from several.
    #[prop(optional)]
    beside: Option<Callback<(usize, Id), Option<String>>>,
) -> impl IntoView {
    let location = use_location();
    let sort = location.setting("sort");
    let columns = Memo::new(move |_| columns.get());
    let headings = move || {
        let heading = |column: Column| heading(column, sort);
        columns.get().into_iter().map(heading).collect_view()
    };
    let count = Memo::new(move |_| rows.with(Vec::len));
    let long = Memo::new(move |_| count.get() > AT_ONCE);
    let grouped = Memo::new(move |_| rows.with(|rows| rows::grouped(rows)));
    let body = move |at: usize| {
        let here = Memo::new_with_compare(
            move |_| rows.with(|rows| Slot::of(rows, at, grouped.get(), long.get())),
            |before, now| before != now,
        );
        let drawn = move || {
            let slot = here.get()?;
            Some(columns.with(|columns| slot.drawn(columns, beside)))
        };
        drawn.into_any()
    };
    let across = Signal::derive(move || columns.with(Vec::len));
    // All rows, whatever of them is on the screen.
    let content = Callback::new(move |()| {
        let (caption, columns) = (caption.get_untracked(), columns.get_untracked());
        Document::from(rows.with_untracked(|rows| document::listed(&caption, &columns, rows)))
    });
    view! {
        <div
            class="wm-table-wrap"
            role="region"
            aria-label=move || caption.get()
            tabindex="0"
            data-copied=copied_as(content)
        >
            <table
                class="wm-table wm-table--cards"
                class=("wm-table--long", move || long.get())
                role="table"
                aria-rowcount=move || long.get().then(|| (count.get() + 1).to_string())
            >
                <caption>{move || caption.get()}</caption>
                <thead role="rowgroup">
                    <tr role="row">{headings}</tr>
                </thead>
                <Bodies count columns=across row=Arc::new(body) />
            </table>
        </div>
        <div class="wm-carried">
            <Carry name=caption content=content />
        </div>
    }
}

/// What pressing a heading asks for next: its first way, the other way, then the plan's order.
fn next_sort(column: &Column, now: &str) -> String {
    let (up, down) = (column.key.clone(), format!("-{}", column.key));
    let (first, second) = match column.largest_first {
        true => (down, up),
        false => (up, down),
    };
    if now == first {
        second
    } else if now == second {
        String::new()
    } else {
        first
    }
}

fn heading(column: Column, sort: Memo<String>) -> AnyView {
    let location = use_location();
    let key = column.key.clone();
    let way = move || {
        sort.with(|sort| match sort.strip_prefix('-') {
            Some(name) if name == key => Some("descending"),
            None if *sort == key => Some("ascending"),
            _ => None,
        })
    };
    let words = column.heading.clone();
    let class = if column.numeric { "wm-num" } else { "" };
    view! {
        <th scope="col" role="columnheader" class=class aria-sort=way>
            <button
                class="wm-sort"
                type="button"
                on:click=move |_| {
                    let next = next_sort(&column, &sort.get_untracked());
                    location.change("sort", &next);
                }
            >
                {words}
            </button>
        </th>
    }
    .into_any()
}

/// Where the records of the plans beside the open one are.
type Beside = Option<Callback<(usize, Id), Option<String>>>;

/// The address of a record; none for a row that is about none.
fn href(home: Home, id: &Id, beside: Beside) -> Option<String> {
    match home {
        Home::Open => Some(item_href(id)),
        Home::Beside(at) => beside?.run((at, id.clone())),
        Home::Nowhere => None,
    }
}

/// A link to a record, or its words alone.
fn linked(home: Home, id: &Id, words: String, beside: Beside) -> AnyView {
    match href(home, id, beside) {
        Some(href) => view! { <a href=href>{words}</a> }.into_any(),
        None => words.into_any(),
    }
}

/// What stands in a place of the table.
#[derive(Clone)]
struct Slot {
    row: Arc<Row>,
    /// The heading before it.
    heading: Option<String>,
    /// Its number in a table of which not all rows are there.
    number: Option<String>,
}

impl PartialEq for Slot {
    fn eq(&self, other: &Slot) -> bool {
        (&self.heading, &self.number) == (&other.heading, &other.number)
            && (Arc::ptr_eq(&self.row, &other.row) || self.row == other.row)
    }
}

impl Slot {
    fn of(rows: &[Arc<Row>], at: usize, grouped: bool, long: bool) -> Option<Slot> {
        let row = rows.get(at)?;
        let before = at.checked_sub(1).and_then(|before| rows.get(before));
        let begins = before.is_none_or(|before| before.section != row.section);
        Some(Slot {
            row: row.clone(),
            heading: (grouped && begins).then(|| row.section.clone()),
            // The heading is the first row of all.
            number: long.then(|| (at + 2).to_string()),
        })
    }

    fn drawn(self, columns: &[Column], beside: Beside) -> AnyView {
        let heading = self.heading.map(|section| group(&section, columns.len()));
        let row = row(columns, &self.row, self.number, beside);
        view! { {heading} {row} }.into_any()
    }
}

fn group(section: &str, across: usize) -> AnyView {
    let name = if section.is_empty() {
        "Others"
    } else {
        section
    };
    view! {
        <tr class="wm-table__group" role="row">
            <th colspan=across.to_string() scope="colgroup" role="rowheader">
                {name.to_owned()}
            </th>
        </tr>
    }
    .into_any()
}

/// A row; `number` is its place in a table of which not all rows are there.
fn row(columns: &[Column], row: &Row, number: Option<String>, beside: Beside) -> AnyView {
    let mut cells = row.cells.iter().zip(columns);
    let under = cells
        .next()
        .map(|(cell, _)| bits(cell, beside))
        .filter(|b| !b.is_empty());
    let under = under.map(|bits| view! { <div class="wm-sub">{bits}</div> });
    let cells = cells.map(|(cell, column)| {
        let bits = bits(cell, beside);
        let inner = (!bits.is_empty()).then(|| view! { <div>{bits}</div> });
        view! {
            <td
                role="cell"
                class=if column.numeric && fits(cell) { "wm-num" } else { "" }
                data-label=column.heading.clone()
            >
                {inner}
            </td>
        }
    });
    view! {
        <tr
            role="row"
            aria-rowindex=number
            class=if row.total { "wm-table__total" } else { "" }
        >
            <th scope="row" role="rowheader">
                {linked(row.home, &row.id, row.title.clone(), beside)}
                {row
                    .retold
                    .then(|| {
                        view! {
                            " "
                            <Retold />
                        }
                    })}
                {under}
            </th>
            {cells.collect_view()}
        </tr>
    }
    .into_any()
}

/// Words that stand in a column of figures break into lines once they are longer than a figure.
fn fits(cell: &Cell) -> bool {
    let long = |bit: &Bit| match bit {
        Bit::Fact(Fact::Text(words) | Fact::Word(words)) => words.chars().count() > FIGURE,
        _ => false,
    };
    !cell.bits.iter().any(long)
}

fn bits(cell: &Cell, beside: Beside) -> Vec<AnyView> {
    cell.bits.iter().map(|one| bit(one, beside)).collect()
}

fn bit(bit: &Bit, beside: Beside) -> AnyView {
    match bit {
        Bit::Fact(value) => fact(value),
        Bit::Amount(printed, full) => {
            // Nothing by hovering alone: what is printed short stands in full under it. Whole thousands are no shorter.
            let short = full != printed && !printed.ends_with('k');
            let full = short.then(|| view! { <small class="wm-full">{full.clone()}</small> });
            view! {
                {printed.clone()}
                {full}
            }
            .into_any()
        }
        Bit::Marked(pieces) => pieces.iter().map(piece).collect_view().into_any(),
        Bit::Item(home, id, words) => linked(*home, id, words.clone(), beside),
        Bit::Small(words) => view! { <div class="wm-eyebrow">{words.clone()}</div> }.into_any(),
        Bit::Reference(words) => view! { <span class="wm-ref">{words.clone()}</span> }.into_any(),
        Bit::Trend(line, words) => view! {
            <span class="wm-trend">{trend(line)} <span>{words.clone()}</span></span>
        }
        .into_any(),
        Bit::Sum(verdict, found) => {
            let class = match verdict {
                Verdict::AddsUp => "wm-tag wm-tag--good",
                Verdict::MayBeRounding => "wm-tag wm-tag--near",
                Verdict::DoesNotAddUp => "wm-tag wm-tag--off",
            };
            view! {
                <span class=class>{verdict.shown()}</span>
                " "
                {found.clone()}
            }
            .into_any()
        }
    }
}

/// A line small enough for a cell. Its words stand beside it.
fn trend(trend: &Trend) -> AnyView {
    // Places are across and up; a drawing's are across and down, with room for the last mark.
    let place = |(across, up): (f64, f64)| (4.0 + across * 72.0, 22.0 - up * 18.0);
    let told = trend.line.iter().map(|at| {
        let (x, y) = place(*at);
        format!("{x:.1},{y:.1}")
    });
    let told: Vec<String> = told.collect();
    let last = trend.line.last().map(|at| {
        let (x, y) = place(*at);
        view! { <circle cx=format!("{x:.1}") cy=format!("{y:.1}") r="3.5" /> }
    });
    let aims = trend.aims.iter().map(|(from, to)| {
        let ((x1, y1), (x2, y2)) = (place(*from), place(*to));
        view! {
            <line x1=format!("{x1:.1}") y1=format!("{y1:.1}") x2=format!("{x2:.1}") y2=format!("{y2:.1}") />
        }
    });
    view! {
        <svg viewBox="0 0 80 26" width="80" height="26" aria-hidden="true">
            {aims.collect_view()}
            <polyline points=told.join(" ") />
            {last}
        </svg>
    }
    .into_any()
}

/// A piece of a text that was worded anew.
fn piece(piece: &Piece) -> AnyView {
    let text = format!("{} ", piece.text);
    match piece.fate {
        Fate::Kept => text.into_any(),
        Fate::Gone => view! { <del>{piece.text.clone()}</del> " " }.into_any(),
        Fate::New => view! { <ins>{piece.text.clone()}</ins> " " }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_goes_one_way_the_other_and_back() {
        let column = Column::figures("gap", "Gap");
        assert_eq!(next_sort(&column, ""), "-gap");
        assert_eq!(next_sort(&column, "-gap"), "gap");
        assert_eq!(next_sort(&column, "gap"), "");
        assert_eq!(next_sort(&Column::words("name", "Name"), "-gap"), "name");
    }
}
