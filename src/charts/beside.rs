//! One figure beside another of the same unit: two marks a row with the distance between them.

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
    theme::{Look, NONE, Width, filled},
    words::{count, tip},
};

/// A row: the same thing counted twice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BesideRow {
    /// The record it is about.
    pub id: Option<Id>,
    /// What is counted.
    pub label: String,
    /// The first figure.
    pub first: f64,
    /// The second.
    pub second: f64,
    /// The first as a reader sees it, and its period.
    pub first_words: (String, String),
    /// The second.
    pub second_words: (String, String),
}

/// The words around the chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BesideWords {
    /// Where the first figures are from: 'Coventry 2014'.
    pub first: String,
    /// Where the second are from.
    pub second: String,
    /// What the rows are, one and many: 'measure', 'measures'.
    pub noun: (&'static str, &'static str),
    /// What all figures are counted in: '%'.
    pub unit: String,
    /// What else to know of the figures: 'the years differ'.
    pub remark: String,
}

/// The chart, the widest distance first.
pub fn figure(rows: &[BesideRow], words: &BesideWords, look: Look) -> ChartFigure {
    let mut rows: Vec<&BesideRow> = rows
        .iter()
        .filter(|row| row.first.is_finite() && row.second.is_finite())
        .collect();
    let apart = |row: &BesideRow| (row.first - row.second).abs();
    rows.sort_by(|a, b| apart(b).total_cmp(&apart(a)));
    let headline = headline(&rows, words);
    let mut subtitle = format!("Counted in {}, the widest distance first", words.unit);
    if !words.remark.is_empty() {
        subtitle.push_str("; ");
        subtitle.push_str(&words.remark);
    }
    let mut figure = ChartFigure::undrawn(
        look,
        &format!(
            "Chart of {}, {} beside {}",
            count(rows.len(), words.noun.0, words.noun.1),
            words.first,
            words.second
        ),
        headline,
        subtitle,
        "Too few figures are in both to draw a chart.",
        table(&rows, words),
    );
    if rows.len() >= 2 {
        let shown = first(&rows, &mut figure.subtitle);
        draw(&mut figure, shown, words);
    }
    figure
}

/// `Coventry 2014 is higher in 3 of 5 measures`.
fn headline(rows: &[&BesideRow], words: &BesideWords) -> String {
    let higher = rows.iter().filter(|row| row.first > row.second).count();
    let lower = rows.iter().filter(|row| row.first < row.second).count();
    let (one, many) = words.noun;
    match (rows.len(), higher, lower) {
        (0, ..) => format!("No {many} to set beside each other"),
        (_, 0, 0) => format!("{} and {} have the same figures", words.first, words.second),
        (1, 1, _) => format!("{} is higher in the one {one} that both have", words.first),
        (1, ..) => format!("{} is lower in the one {one} that both have", words.first),
        (n, 0, l) if l == n => format!("{} is lower in all {n} {many}", words.first),
        (n, h, _) if h == n => format!("{} is higher in all {n} {many}", words.first),
        (n, 0, l) => format!("{} is lower in {l} of {n} {many}", words.first),
        (n, h, _) => format!("{} is higher in {h} of {n} {many}", words.first),
    }
}

/// `85% (2011/12)`.
fn dated((figure, period): &(String, String)) -> String {
    match period.as_str() {
        "" => figure.clone(),
        period => format!("{figure} ({period})"),
    }
}

fn table(rows: &[&BesideRow], words: &BesideWords) -> ChartTable {
    let row = |row: &&BesideRow| TableRow {
        item: row.id.clone(),
        cells: vec![
            Cell::text(&row.label),
            Cell::text(dated(&row.first_words)),
            Cell::text(dated(&row.second_words)),
        ],
    };
    let mut chars = words.noun.0.chars();
    let noun: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(chars)
        .collect();
    ChartTable {
        caption: format!("{} beside {}, in {}", words.first, words.second, words.unit),
        columns: vec![
            Column::words(noun),
            Column::figures(&words.first),
            Column::figures(&words.second),
        ],
        rows: rows.iter().map(row).collect(),
    }
}

fn draw(figure: &mut ChartFigure, rows: &[&BesideRow], words: &BesideWords) {
    let look = figure.look;
    let palette = look.palette();
    let ends = rows.iter().flat_map(|row| [row.first, row.second]);
    let (low, high) = ends.fold((0.0f64, 0.0f64), |(low, high), x| (low.min(x), high.max(x)));
    let span = if high > low { high - low } else { 1.0 };
    let (min, max) = (low, low + span * 1.04);
    let row_words: Vec<RowWords> = rows
        .iter()
        .map(|row| {
            let value = format!("{} | {}", row.first_words.0, row.second_words.0);
            let first = format!("{}: {}", words.first, dated(&row.first_words));
            let second = format!("{}: {}", words.second, dated(&row.second_words));
            RowWords {
                label: row.label.clone(),
                value,
                tip: tip(&row.label, &[&first, &second]),
                item: row.id.clone(),
                end: row.first.max(row.second) + span * 0.02,
            }
        })
        .collect();
    let laid = Rows::new(look, &row_words, max);
    let mut canvas = laid.canvas(min, max);
    let mut gap: (Vec<DataPointItem>, Vec<DataPointItem>, Vec<Option<Id>>) = Default::default();
    let mut first = (Vec::new(), Vec::new());
    let mut second = (Vec::new(), Vec::new());
    for (i, (row, words)) in rows.iter().zip(&row_words).enumerate() {
        let slot = laid.slot_of(i);
        let mark = |at: f64| point(at, slot, &words.tip);
        // Bars are stacked from nought, so a distance across nought is left to its two marks.
        let (from, to) = (row.first.min(row.second), row.first.max(row.second));
        if from >= 0.0 {
            gap.0.push(mark(from));
            gap.1.push(mark(to - from));
            gap.2.push(row.id.clone());
        }
        first.0.push(mark(row.first));
        first.1.push(row.id.clone());
        second.0.push(mark(row.second));
        second.1.push(row.id.clone());
    }
    if !gap.0.is_empty() {
        let none = ItemStyle::new().color(NONE);
        canvas.push(bars(6.0, none, Some("gap"), gap.0), gap.2.clone());
        let soft = ItemStyle::new().color(palette.c1_soft);
        canvas.push(bars(6.0, soft, Some("gap"), gap.1), gap.2);
    }
    let disc = filled(palette.c1).border_color(palette.c1).border_width(3);
    let square = filled(palette.paper)
        .border_color(palette.c1)
        .border_width(3);
    // The hollow one over the full one, so that both show where they meet.
    for (marks, symbol, size, style) in [
        (first, Symbol::Circle, 17, disc),
        (second, Symbol::Diamond, 13, square),
    ] {
        let scatter = Scatter::new().symbol(symbol).symbol_size(size);
        canvas.push(scatter.item_style(style).data(marks.0), marks.1);
    }
    let most = if look.width == Width::Narrow { 4 } else { 6 };
    let ticks: Vec<Tick> = steps(min, max, most)
        .into_iter()
        .map(|at| Tick {
            at,
            words: match words.unit.as_str() {
                "%" => format!("{at}%"),
                _ => at.to_string(),
            },
        })
        .collect();
    let (chart, marks, height) = laid.finish(canvas, &ticks);
    let key = |shape, fill, words: &str| KeyItem {
        shape,
        stroke: palette.c1,
        fill,
        words: words.to_owned(),
    };
    figure.key = vec![
        key(KeyShape::Circle, palette.c1, &words.first),
        key(KeyShape::Diamond, palette.paper, &words.second),
    ];
    (figure.chart, figure.marks, figure.height) = (Some(chart), marks, height);
}
