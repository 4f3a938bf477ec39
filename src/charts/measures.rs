//! Measures against their targets: each as a share of its own target, so that percentages, counts
//! and rates can stand in one chart, with the real figures beside the bars.

use charming::{
    datatype::DataPointItem,
    element::{ItemStyle, LabelPosition, Symbol},
    series::Scatter,
};

use crate::plan::{Id, Rag};

use super::{
    frame::{RowWords, Rows, Tick, bars, point},
    table::{Cell, ChartFigure, ChartTable, Column, KeyItem, KeyShape, TableRow},
    theme::Look,
    words::{count, tip},
};

/// A measure as this chart needs it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeasureRow {
    /// The measure.
    pub id: Option<Id>,
    /// Its name.
    pub label: String,
    /// Its latest figure with its unit, or the words printed in its place.
    pub value: String,
    /// Its target with its unit, or the words printed in its place; empty if it has none.
    pub target: String,
    /// The figure divided by the target. Without it the measure is not drawn, only listed.
    pub ratio: Option<f64>,
    /// Whether a lower figure is better.
    pub lower_is_better: bool,
    /// How it stands.
    pub standing: Option<Rag>,
}

impl MeasureRow {
    /// The ratio, if it can be drawn.
    fn drawable(&self) -> Option<f64> {
        self.ratio
            .filter(|ratio| ratio.is_finite() && *ratio >= 0.0)
    }

    /// `48% of 75%`, or `11, at most 8` where lower is better.
    fn figures(&self) -> String {
        match (self.target.is_empty(), self.lower_is_better) {
            (true, _) => self.value.clone(),
            (_, false) => format!("{} of {}", self.value, self.target),
            (_, true) => format!("{}, at most {}", self.value, self.target),
        }
    }
}

/// Bars longer than this many targets are cut, so that one of them doesn't flatten all others.
const LONGEST: f64 = 2.0;

/// The chart of measures against their targets, in the order given.
pub fn figure(rows: &[MeasureRow], look: Look) -> ChartFigure {
    let drawn: Vec<(&MeasureRow, f64)> = rows
        .iter()
        .filter_map(|row| Some((row, row.drawable()?)))
        .collect();
    let headline = headline(rows);
    let mut subtitle = "Latest figure as a share of its target".to_owned();
    if drawn.len() < rows.len() {
        let n = rows.len() - drawn.len();
        let rest = count(n, "measure", "measures");
        let have = if n == 1 { "has" } else { "have" };
        subtitle.push_str(&format!(
            "; {rest} without two figures {have} no bar and stand{} in the table",
            if n == 1 { "s" } else { "" }
        ));
    }
    let mut figure = ChartFigure {
        summary: format!(
            "Bar chart of {}. {headline}.",
            count(drawn.len(), "measure", "measures")
        ),
        headline,
        subtitle,
        chart: None,
        instead: "Too few measures have both a figure and a target to draw a chart.".to_owned(),
        key: Vec::new(),
        table: table(rows),
        height: 0,
        marks: Vec::new(),
        look,
    };
    if drawn.len() >= 2 {
        draw(&mut figure, &drawn);
    }
    figure
}

/// `12 of 17 measures meet their target`.
fn headline(rows: &[MeasureRow]) -> String {
    let judged = rows.iter().filter(|row| row.standing.is_some()).count();
    let met = rows
        .iter()
        .filter(|row| row.standing == Some(Rag::Green))
        .count();
    match (rows.len(), judged, met) {
        (0, ..) => "No measures to show".to_owned(),
        (_, 0, _) => "No measure can be set against a target yet".to_owned(),
        (_, 1, 1) => "The one measure with a figure and a target meets it".to_owned(),
        (_, 1, _) => "The one measure with a figure and a target does not meet it".to_owned(),
        (_, n, 0) => format!("None of {n} measures meets its target"),
        (_, n, m) if n == m => format!("All {n} measures meet their target"),
        (_, n, 1) => format!("1 of {n} measures meets its target"),
        (_, n, m) => format!("{m} of {n} measures meet their target"),
    }
}

fn table(rows: &[MeasureRow]) -> ChartTable {
    let cells = |row: &MeasureRow| {
        vec![
            Cell::text(&row.label),
            Cell::text(&row.value),
            Cell::text(if row.lower_is_better && row.drawable().is_some() {
                format!("at most {}", row.target)
            } else {
                row.target.clone()
            }),
            Cell::text(
                row.drawable()
                    .map(|ratio| format!("{:.0}%", ratio * 100.0))
                    .unwrap_or_default(),
            ),
            Cell::Standing(row.standing),
        ]
    };
    ChartTable {
        caption: "Measures against their targets".to_owned(),
        columns: vec![
            Column::words("Measure"),
            Column::figures("Latest"),
            Column::figures("Target"),
            Column::figures("Share of target"),
            Column::words("Standing"),
        ],
        rows: rows
            .iter()
            .map(|row| TableRow {
                item: row.id.clone(),
                cells: cells(row),
            })
            .collect(),
    }
}

/// The shapes ratings have everywhere in the app: circle, diamond, square, and a dashed square.
fn badge(standing: Option<Rag>) -> (Symbol, f64, &'static str) {
    match standing {
        Some(Rag::Green) => (Symbol::Circle, 22.0, "G"),
        Some(Rag::Amber) => (Symbol::Diamond, 26.0, "A"),
        Some(Rag::Red) => (Symbol::Rect, 20.0, "R"),
        None => (Symbol::RoundRect, 20.0, "–"),
    }
}

fn draw(figure: &mut ChartFigure, drawn: &[(&MeasureRow, f64)]) {
    let look = figure.look;
    let palette = look.palette();
    let longest = drawn.iter().map(|(_, ratio)| *ratio).fold(1.0, f64::max);
    let max = if longest > LONGEST {
        LONGEST
    } else {
        (longest * 1.02).max(1.1)
    };
    let words: Vec<RowWords> = drawn
        .iter()
        .map(|(row, ratio)| RowWords {
            label: row.label.clone(),
            value: row.figures(),
            tip: tip(
                &row.label,
                &[
                    &row.figures(),
                    &format!("{:.0}% of target", ratio * 100.0),
                    row.standing.map_or("", Rag::shown),
                ],
            ),
            item: row.id.clone(),
            end: ratio.clamp(1.0, max),
        })
        .collect();
    let rows = Rows::new(look, &words, max);
    // Ratings stand in a column of 34 pixels left of nought.
    let min = -34.0 / (rows.plot - 34.0) * max;
    let target = Tick {
        at: 1.0,
        words: String::new(),
    };
    let mut canvas = rows.canvas(min, max, Some(target));
    let bar_data: Vec<DataPointItem> = drawn
        .iter()
        .zip(&words)
        .enumerate()
        .map(|(i, ((row, ratio), words))| {
            point(ratio.min(max), rows.slot_of(i), &words.tip).item_style(
                ItemStyle::new()
                    .color(palette.standing(row.standing))
                    .border_radius(2),
            )
        })
        .collect();
    let items = drawn.iter().map(|(row, _)| row.id.clone()).collect();
    canvas.push(bars(18.0, ItemStyle::new(), None, bar_data), items);
    for standing in [Some(Rag::Red), Some(Rag::Amber), Some(Rag::Green), None] {
        let of_it: Vec<usize> = (0..drawn.len())
            .filter(|i| {
                drawn
                    .get(*i)
                    .is_some_and(|(row, _)| row.standing == standing)
            })
            .collect();
        if of_it.is_empty() {
            continue;
        }
        let (symbol, size, letter) = badge(standing);
        let color = palette.standing(standing);
        let data: Vec<DataPointItem> = of_it
            .iter()
            .filter_map(|i| Some(point(min / 2.0, rows.slot_of(*i), &words.get(*i)?.tip)))
            .collect();
        let items = of_it
            .iter()
            .map(|i| drawn.get(*i).and_then(|(row, _)| row.id.clone()))
            .collect();
        canvas.push(
            Scatter::new()
                .symbol(symbol)
                .symbol_size(size)
                .item_style(ItemStyle::new().color(color))
                .label(
                    look.label()
                        .position(LabelPosition::Inside)
                        .formatter(letter)
                        .font_size(13)
                        .font_weight("bold")
                        .color(palette.on_mark),
                )
                .data(data),
            items,
        );
    }
    let ticks: Vec<Tick> = [0.0, 0.5, 1.0, 1.5, 2.0]
        .into_iter()
        .filter(|at| *at <= max)
        .map(|at| Tick {
            at,
            words: if at == 1.0 {
                "Target".to_owned()
            } else {
                format!("{:.0}%", at * 100.0)
            },
        })
        .collect();
    let (chart, marks, height) = rows.finish(canvas, &ticks);
    figure.key = key(drawn, look);
    (figure.chart, figure.marks, figure.height) = (Some(chart), marks, height);
}

fn key(drawn: &[(&MeasureRow, f64)], look: Look) -> Vec<KeyItem> {
    let palette = look.palette();
    let of = |standing, shape, words: &str| {
        let color = palette.standing(standing);
        drawn
            .iter()
            .any(|(row, _)| row.standing == standing)
            .then(|| KeyItem {
                shape,
                stroke: color,
                fill: color,
                words: words.to_owned(),
            })
    };
    [
        of(Some(Rag::Green), KeyShape::Circle, "G: target met"),
        of(Some(Rag::Amber), KeyShape::Diamond, "A: near its target"),
        of(Some(Rag::Red), KeyShape::Square, "R: off its target"),
        of(None, KeyShape::Square, "– : not rated"),
        Some(KeyItem {
            shape: KeyShape::Tick,
            stroke: palette.ink,
            fill: palette.ink,
            words: "Target; where it reads ‘at most’, shorter is better".to_owned(),
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}
