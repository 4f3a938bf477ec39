//! Tallies: one bar a row, for counts and shares that are told largest first.

use charming::{datatype::DataPointItem, element::ItemStyle};

use crate::plan::Id;

use super::{
    frame::{bars, point},
    rows::{RowWords, Rows},
    table::{Cell, ChartFigure, ChartTable, Column, TableRow},
    theme::Look,
    words::{count, tip},
};

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TallyRow {
    /// The record it is about, if there is one.
    pub id: Option<Id>,
    /// What is counted.
    pub label: String,
    /// How long its bar is.
    pub amount: f64,
    /// The amount as a reader sees it.
    pub value: String,
    /// What else its table says, column by column.
    pub beside: Vec<String>,
    /// The heading it stands under; empty where there are none.
    pub section: String,
}

/// The words around a tally.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TallyWords {
    /// What the rows say together.
    pub headline: String,
    /// What is plotted.
    pub subtitle: String,
    /// What the table holds.
    pub caption: String,
    /// The heading over the rows.
    pub what: String,
    /// The heading over the amounts.
    pub amount: String,
    /// The headings over what else the table says.
    pub beside: Vec<String>,
    /// How many rows are drawn; the table has them all.
    pub drawn: usize,
}

/// The chart, in the order given.
pub fn figure(rows: &[TallyRow], words: &TallyWords, look: Look) -> ChartFigure {
    let drawn: Vec<&TallyRow> = rows
        .iter()
        .filter(|row| row.amount.is_finite() && row.amount > 0.0)
        .take(words.drawn)
        .collect();
    let mut subtitle = words.subtitle.clone();
    if drawn.len() < rows.len() {
        subtitle.push_str(&format!("; the first {} of {}", drawn.len(), rows.len()));
    }
    let mut figure = ChartFigure::undrawn(
        look,
        &format!("Bar chart of {}", count(drawn.len(), "row", "rows")),
        words.headline.clone(),
        subtitle,
        "There is too little to draw a chart.",
        table(rows, words),
    );
    if drawn.len() >= 2 {
        draw(&mut figure, &drawn);
    }
    figure
}

fn table(rows: &[TallyRow], words: &TallyWords) -> ChartTable {
    let sectioned = rows.iter().any(|row| !row.section.is_empty());
    let mut columns = vec![Column::words(words.what.clone())];
    columns.extend(sectioned.then(|| Column::words("Group")));
    columns.push(Column::figures(words.amount.clone()));
    columns.extend(
        words
            .beside
            .iter()
            .map(|heading| Column::figures(heading.clone())),
    );
    let row = |row: &TallyRow| TableRow {
        item: row.id.clone(),
        cells: std::iter::once(Cell::text(&row.label))
            .chain(sectioned.then(|| Cell::text(&row.section)))
            .chain([Cell::text(&row.value)])
            .chain(row.beside.iter().map(Cell::text))
            .collect(),
    };
    ChartTable {
        caption: words.caption.clone(),
        columns,
        rows: rows.iter().map(row).collect(),
    }
}

fn draw(figure: &mut ChartFigure, drawn: &[&TallyRow]) {
    let look = figure.look;
    let max = drawn.iter().map(|row| row.amount).fold(0.0, f64::max);
    let words: Vec<RowWords> = drawn
        .iter()
        .map(|row| RowWords {
            label: row.label.clone(),
            value: row.value.clone(),
            tip: tip(&row.label, &[&row.value]),
            item: row.id.clone(),
            end: row.amount,
        })
        .collect();
    let sections: Vec<&str> = drawn.iter().map(|row| row.section.as_str()).collect();
    let rows = Rows::under(look, &words, &sections, max);
    let mut canvas = rows.canvas(0.0, max);
    let mut marks: (Vec<DataPointItem>, Vec<Option<Id>>) = Default::default();
    for (i, (row, words)) in drawn.iter().zip(&words).enumerate() {
        marks.0.push(point(row.amount, rows.slot_of(i), &words.tip));
        marks.1.push(row.id.clone());
    }
    let solid = ItemStyle::new().color(look.palette().c1).border_radius(2);
    canvas.push(bars(22.0, solid, None, marks.0), marks.1);
    // Each bar has its figure beside it, so there is no scale to read.
    let (chart, marks, height) = rows.finish(canvas, &[]);
    (figure.chart, figure.marks, figure.height) = (Some(chart), marks, height);
}
