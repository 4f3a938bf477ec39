//! How far figures are from others, in per cent of those: bars to the right of a line where that is the better way or
//! more, to its left where it is the worse way or less.

use charming::{
    datatype::DataPointItem,
    element::{ItemStyle, Symbol},
    series::Scatter,
};

use crate::plan::Id;

use super::{
    frame::{Tick, bars, point, steps},
    rows::{RowWords, Rows, first},
    table::{Cell, ChartFigure, ChartTable, Column, KeyItem, KeyShape, TableRow},
    theme::{Look, Width, filled},
    words::tip,
};

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ApartRow {
    /// The record it is about.
    pub id: Option<Id>,
    /// What is held against something.
    pub label: String,
    /// How far apart in per cent, above nought to the right. Without it the row is listed and not drawn.
    pub apart: Option<f64>,
    /// The same from a second other.
    pub second: Option<f64>,
    /// The figures themselves: '82.3% against 73.5%'.
    pub figures: String,
    /// What the table says besides, column by column.
    pub beside: Vec<String>,
}

/// The words around the chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApartWords {
    /// What the rows say together.
    pub headline: String,
    /// What is plotted.
    pub subtitle: String,
    /// What the table holds.
    pub caption: String,
    /// The heading over the rows.
    pub what: String,
    /// The heading over the distances.
    pub apart: String,
    /// The heading over the distances from the second other; empty where there is none.
    pub second: String,
    /// The headings over what else the table says.
    pub beside: Vec<String>,
    /// What a bar to the left of the line means, and one to its right.
    pub sides: (String, String),
}

/// Bars longer than this many per cent are cut, so that one of them doesn't flatten all others.
const LONGEST: f64 = 150.0;

/// The chart, furthest to the right first.
pub fn figure(rows: &[ApartRow], words: &ApartWords, look: Look) -> ChartFigure {
    let mut rows: Vec<&ApartRow> = rows.iter().collect();
    let far = |row: &ApartRow| row.apart.filter(|apart| apart.is_finite());
    rows.sort_by(|a, b| {
        let (a, b) = (
            far(a).unwrap_or(f64::NEG_INFINITY),
            far(b).unwrap_or(f64::NEG_INFINITY),
        );
        b.total_cmp(&a)
    });
    let drawn: Vec<(&ApartRow, f64)> = rows
        .iter()
        .filter_map(|row| Some((*row, far(row)?)))
        .collect();
    let mut figure = ChartFigure::undrawn(
        look,
        "Bar chart to both sides of a line",
        words.headline.clone(),
        words.subtitle.clone(),
        "Too few of these have two figures to hold against each other, so there is no chart.",
        table(&rows, words),
    );
    if drawn.len() >= 2 {
        let shown = first(&drawn, &mut figure.subtitle);
        draw(&mut figure, shown, words);
    }
    figure
}

/// `+12%`, `−5%`, `the same`
pub fn percent(apart: f64) -> String {
    let rounded = match apart.abs() < 9.95 {
        true => (apart * 10.0).round() / 10.0,
        false => apart.round(),
    };
    match rounded {
        0.0 => "0%".to_owned(),
        n if n < 0.0 => format!("−{}%", -n),
        n => format!("+{n}%"),
    }
}

fn table(rows: &[&ApartRow], words: &ApartWords) -> ChartTable {
    let second = !words.second.is_empty();
    let mut columns = vec![Column::words(&words.what), Column::figures(&words.apart)];
    columns.extend(second.then(|| Column::figures(&words.second)));
    columns.extend(words.beside.iter().map(Column::figures));
    let shown = |apart: Option<f64>| Cell::Text(apart.map_or(String::new(), percent));
    let row = |row: &&ApartRow| TableRow {
        item: row.id.clone(),
        cells: [Cell::text(&row.label), shown(row.apart)]
            .into_iter()
            .chain(second.then(|| shown(row.second)))
            .chain(row.beside.iter().map(Cell::text))
            .collect(),
    };
    ChartTable {
        caption: words.caption.clone(),
        columns,
        rows: rows.iter().map(row).collect(),
    }
}

fn draw(figure: &mut ChartFigure, drawn: &[(&ApartRow, f64)], words: &ApartWords) {
    let look = figure.look;
    let palette = look.palette();
    let second = |row: &ApartRow| {
        row.second
            .filter(|s| s.is_finite())
            .map(|s| s.clamp(-LONGEST, LONGEST))
    };
    let ends = || {
        drawn
            .iter()
            .flat_map(|(row, apart)| [Some(apart.clamp(-LONGEST, LONGEST)), second(row)])
    };
    let left = ends().flatten().fold(0.0, |a: f64, b| a.max(-b));
    let right = ends()
        .flatten()
        .fold(0.0, f64::max)
        .max(left * 0.05)
        .max(1.0);
    let row_words: Vec<RowWords> = drawn
        .iter()
        .map(|(row, apart)| RowWords {
            label: row.label.clone(),
            value: percent(*apart),
            tip: tip(&row.label, &[&row.figures, &percent(*apart)]),
            item: row.id.clone(),
            // Clear of the ring, where that stands further out.
            end: apart
                .max(second(row).map_or(0.0, |s| s + right * 0.02))
                .clamp(0.0, LONGEST),
        })
        .collect();
    let rows = Rows::new(look, &row_words, right);
    let mut canvas = rows.canvas(-left * 1.04, right);
    // Better and worse differ in the paint as well as in the side.
    for (better, color) in [(true, palette.c1), (false, palette.c1_soft)] {
        let side = drawn.iter().zip(&row_words).enumerate();
        let side = side.filter(|(_, ((_, apart), _))| (*apart >= 0.0) == better);
        let (data, items): (Vec<DataPointItem>, Vec<Option<Id>>) = side
            .map(|(i, ((row, apart), words))| {
                let at = apart.clamp(-LONGEST, LONGEST);
                (point(at, rows.slot_of(i), &words.tip), row.id.clone())
            })
            .unzip();
        if !data.is_empty() {
            let style = ItemStyle::new()
                .color(color)
                .border_color(palette.c1)
                .border_width(1);
            canvas.push(bars(18.0, style, Some("apart"), data), items);
            let (left, right) = &words.sides;
            figure.key.push(KeyItem {
                shape: KeyShape::Bar,
                stroke: palette.c1,
                fill: color,
                words: if better { right } else { left }.clone(),
            });
        }
    }
    let seconds = drawn.iter().zip(&row_words).enumerate();
    let (data, items): (Vec<DataPointItem>, Vec<Option<Id>>) = seconds
        .filter_map(|(i, ((row, _), words))| {
            Some((
                point(second(row)?, rows.slot_of(i), &words.tip),
                row.id.clone(),
            ))
        })
        .unzip();
    if !data.is_empty() {
        let ring = filled(palette.paper)
            .border_color(palette.ink)
            .border_width(2);
        let dots = Scatter::new()
            .symbol(Symbol::Circle)
            .symbol_size(12)
            .item_style(ring)
            .data(data);
        canvas.push(dots, items);
        figure.key.push(KeyItem {
            shape: KeyShape::Circle,
            stroke: palette.ink,
            fill: palette.paper,
            words: words.second.clone(),
        });
    }
    let most = if look.width == Width::Narrow { 4 } else { 6 };
    let mark = |at: f64| Tick {
        at,
        words: percent(at),
    };
    let ticks: Vec<Tick> = steps(-left, right, most).into_iter().map(mark).collect();
    let (chart, marks, height) = rows.finish(canvas, &ticks);
    (figure.chart, figure.marks, figure.height) = (Some(chart), marks, height);
}
