//! Measures against their targets: each as a share of its own target, so that percentages, counts
//! and rates can stand in one chart, with the real figures beside the bars.

use charming::{
    datatype::DataPointItem,
    element::{ItemStyle, LabelPosition, Symbol},
    series::Scatter,
};

use crate::{
    insight::Standing,
    plan::{Id, Rag},
};

use super::{
    frame::{Tick, bars, point},
    rows::{RowWords, Rows, first},
    table::{Cell, ChartFigure, ChartTable, Column, KeyItem, KeyShape, TableRow},
    theme::{Look, filled},
    words::{count, list, tip},
};

/// A measure as this chart needs it.
#[derive(Clone, Debug, PartialEq)]
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
    /// Where it started, with its unit, and that figure divided by the target.
    pub baseline: Option<(String, f64)>,
    /// The heading it stands under; empty where there are none.
    pub section: String,
    /// Whether a lower figure is better.
    pub lower_is_better: bool,
    /// How it stands.
    pub standing: Standing,
}

impl MeasureRow {
    /// The ratio, if it can be drawn.
    fn drawable(&self) -> Option<f64> {
        self.ratio
            .filter(|ratio| ratio.is_finite() && *ratio >= 0.0)
    }

    /// Where it started, if that can be drawn.
    fn start(&self) -> Option<f64> {
        let (_, ratio) = self.baseline.as_ref()?;
        Some(*ratio).filter(|ratio| (0.0..=LONGEST).contains(ratio))
    }

    /// `48%, target 75%`, or `11, at most 8` where lower is better.
    fn figures(&self) -> String {
        match (self.target.is_empty(), self.lower_is_better) {
            (true, _) => self.value.clone(),
            (_, false) => format!("{}, target {}", self.value, self.target),
            (_, true) => format!("{}, at most {}", self.value, self.target),
        }
    }
}

/// Bars longer than this many targets are cut, so that one of them doesn't flatten all others.
const LONGEST: f64 = 2.0;

/// An upright line in the middle of a square: the two moves to its corners give it its width.
const TICK: &str = "path://M0 0M30 30M13 2h4v26h-4z";

/// The chart of measures against their targets, in the order given.
pub fn figure(rows: &[MeasureRow], look: Look) -> ChartFigure {
    let drawn: Vec<(&MeasureRow, f64)> = rows
        .iter()
        .filter_map(|row| Some((row, row.drawable()?)))
        .collect();
    let headline = headline(rows);
    let mut subtitle = "Latest figure as a share of its target".to_owned();
    subtitle.push_str(&left_out(rows));
    let mut figure = ChartFigure {
        summary: format!(
            "Bar chart of {}. {headline}.",
            count(drawn.len(), "measure", "measures")
        ),
        headline,
        subtitle,
        instead: "Too few measures have both a figure and a target to draw a chart.".to_owned(),
        table: table(rows),
        look,
        ..ChartFigure::default()
    };
    if drawn.len() >= 2 {
        let shown = first(&drawn, &mut figure.subtitle);
        draw(&mut figure, shown);
    }
    figure
}

/// Who is in the table alone, and why: a measure that is compared with a target of nought has no share of it to draw.
fn left_out(rows: &[MeasureRow]) -> String {
    let reason = |row: &MeasureRow| match (row.standing, row.ratio) {
        _ if row.drawable().is_some() => None,
        (Standing::None(_), _) => Some("that can’t be compared with a target"),
        (_, None) => Some("with a target of 0"),
        (_, Some(_)) => Some("with a figure below 0"),
    };
    let reasons: Vec<&str> = rows.iter().filter_map(reason).collect();
    let mut kinds = reasons.clone();
    kinds.sort_unstable();
    kinds.dedup();
    let told: Vec<String> = kinds
        .into_iter()
        .map(|kind| format!("{} {kind}", reasons.iter().filter(|r| **r == kind).count()))
        .collect();
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    match reasons.len() {
        0 => String::new(),
        1 => format!("; {} is in the table", list(&told)),
        _ => format!("; {} are in the table", list(&told)),
    }
}

/// `12 of 17 measures meet their target`, or how many are there already where targets are for a
/// later period.
fn headline(rows: &[MeasureRow]) -> String {
    let count_of =
        |test: fn(&Standing) -> bool| rows.iter().filter(|row| test(&row.standing)).count();
    let judged = count_of(|s| matches!(s, Standing::Rated(_)));
    let met = count_of(|s| matches!(s, Standing::Rated(Rag::Green)));
    let ahead = count_of(|s| matches!(s, Standing::ToGo { .. }));
    let reached = count_of(|s| matches!(s, Standing::ToGo { reached: true }));
    match (rows.len(), judged, met) {
        (0, ..) => return "No measures to show".to_owned(),
        (_, 0, _) => {}
        (_, 1, 1) => return "The one measure that can be compared meets its target".to_owned(),
        (_, 1, _) => return "The one measure that can be compared misses its target".to_owned(),
        (_, n, 0) => return format!("None of {n} measures meets its target"),
        (_, n, m) if n == m => return format!("All {n} measures meet their target"),
        (_, n, 1) => return format!("1 of {n} measures meets its target"),
        (_, n, m) => return format!("{m} of {n} measures meet their target"),
    }
    match (ahead, reached) {
        (0, _) => "No measure can be set against a target yet".to_owned(),
        (1, 1) => "The one measure that can be compared is already at its next target".to_owned(),
        (1, _) => "The one measure that can be compared has some way to go".to_owned(),
        (n, 0) => format!("None of {n} measures is at its next target yet"),
        (n, r) if n == r => format!("All {n} measures are already at their next target"),
        (n, 1) => format!("1 of {n} measures is already at its next target"),
        (n, r) => format!("{r} of {n} measures are already at their next target"),
    }
}

fn table(rows: &[MeasureRow]) -> ChartTable {
    let started = rows.iter().any(|row| row.baseline.is_some());
    let cells = |row: &MeasureRow| {
        let start = row.baseline.as_ref().map_or("", |(shown, _)| shown);
        let mut cells = vec![Cell::text(&row.label), Cell::text(&row.value)];
        cells.extend(started.then(|| Cell::text(start)));
        cells.extend([
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
        ]);
        cells
    };
    let mut columns = vec![Column::words("Measure"), Column::figures("Latest")];
    columns.extend(started.then(|| Column::figures("Baseline")));
    columns.extend([
        Column::figures("Target"),
        Column::figures("Share of target"),
        Column::words("Standing"),
    ]);
    ChartTable {
        caption: "Measures against their targets".to_owned(),
        columns,
        rows: rows
            .iter()
            .map(|row| TableRow {
                item: row.id.clone(),
                cells: cells(row),
            })
            .collect(),
    }
}

/// How a standing is marked.
struct Badge {
    is_it: fn(Standing) -> bool,
    shape: KeyShape,
    size: f64,
    letter: &'static str,
    meaning: &'static str,
}

/// Every standing's mark, in the order of the key. Ratings have the shapes they have everywhere in
/// the app: circle, diamond, square.
const BADGES: [Badge; 6] = [
    Badge {
        is_it: |s| s == Standing::Rated(Rag::Green),
        shape: KeyShape::Circle,
        size: 22.0,
        letter: "G",
        meaning: "G: target met",
    },
    Badge {
        is_it: |s| s == Standing::Rated(Rag::Amber),
        shape: KeyShape::Diamond,
        size: 26.0,
        letter: "A",
        meaning: "A: close to target",
    },
    Badge {
        is_it: |s| s == Standing::Rated(Rag::Red),
        shape: KeyShape::Square,
        size: 20.0,
        letter: "R",
        meaning: "R: off target",
    },
    Badge {
        is_it: |s| s == Standing::ToGo { reached: true },
        shape: KeyShape::Circle,
        size: 22.0,
        letter: "✓",
        meaning: "✓: already at next target",
    },
    Badge {
        is_it: |s| s == Standing::ToGo { reached: false },
        shape: KeyShape::Square,
        size: 20.0,
        letter: "→",
        meaning: "→: some way to go",
    },
    Badge {
        is_it: |s| matches!(s, Standing::None(_)),
        shape: KeyShape::Square,
        size: 20.0,
        letter: "–",
        meaning: "–: no comparison",
    },
];

fn draw(figure: &mut ChartFigure, drawn: &[(&MeasureRow, f64)]) {
    let look = figure.look;
    let palette = look.palette();
    let longest = drawn
        .iter()
        .flat_map(|(row, ratio)| [*ratio, row.start().unwrap_or(0.0)])
        .fold(1.0, f64::max);
    let max = if longest > LONGEST {
        LONGEST
    } else {
        (longest * 1.02).max(1.1)
    };
    let words: Vec<RowWords> = drawn
        .iter()
        .map(|(row, ratio)| {
            let start = row.baseline.as_ref();
            let start = start.map_or(String::new(), |(shown, _)| format!("Baseline {shown}"));
            RowWords {
                label: row.label.clone(),
                value: row.figures(),
                tip: tip(
                    &row.label,
                    &[
                        &row.figures(),
                        &format!("{:.0}% of target", ratio * 100.0),
                        &start,
                        row.standing.shown(),
                    ],
                ),
                item: row.id.clone(),
                end: ratio.max(row.start().unwrap_or(0.0)).clamp(1.0, max),
            }
        })
        .collect();
    let sections: Vec<&str> = drawn.iter().map(|(row, _)| row.section.as_str()).collect();
    let rows = Rows::under(look, &words, &sections, max);
    // Ratings stand in a column of 34 pixels left of nought.
    let min = -34.0 / (rows.plot - 34.0) * max;
    let mut canvas = rows.canvas(min, max);
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
    let ticks = (0..drawn.len())
        .zip(&words)
        .map(|(i, words)| point(1.0, rows.slot_of(i), &words.tip))
        .collect::<Vec<_>>();
    canvas.push(
        Scatter::new()
            .symbol(Symbol::Custom(TICK.to_owned()))
            .symbol_size(30)
            .item_style(
                filled(palette.ink)
                    .border_color(palette.paper)
                    .border_width(1),
            )
            .data(ticks),
        drawn.iter().map(|(row, _)| row.id.clone()).collect(),
    );
    let mut starts: (Vec<DataPointItem>, Vec<Option<Id>>) = Default::default();
    for (i, ((row, _), words)) in drawn.iter().zip(&words).enumerate() {
        if let Some(start) = row.start() {
            starts
                .0
                .push(point(start.min(max), rows.slot_of(i), &words.tip));
            starts.1.push(row.id.clone());
        }
    }
    let has_starts = !starts.0.is_empty();
    if has_starts {
        let ring = filled(palette.paper)
            .border_color(palette.ink)
            .border_width(2);
        canvas.push(
            Scatter::new()
                .symbol(Symbol::Circle)
                .symbol_size(10)
                .item_style(ring)
                .data(starts.0),
            starts.1,
        );
    }
    for badge in BADGES {
        let (mut data, mut items, mut color) = (Vec::new(), Vec::new(), palette.none);
        for (i, ((row, _), words)) in drawn.iter().zip(&words).enumerate() {
            if (badge.is_it)(row.standing) {
                color = palette.standing(row.standing);
                data.push(point(min / 2.0, rows.slot_of(i), &words.tip));
                items.push(row.id.clone());
            }
        }
        if data.is_empty() {
            continue;
        }
        let letter = look
            .label()
            .position(LabelPosition::Inside)
            .formatter(badge.letter)
            .font_size(13)
            .font_weight("bold")
            .color(palette.on_mark);
        canvas.push(
            Scatter::new()
                .symbol(match badge.shape {
                    KeyShape::Circle => Symbol::Circle,
                    KeyShape::Diamond => Symbol::Diamond,
                    _ => Symbol::RoundRect,
                })
                .symbol_size(badge.size)
                .item_style(filled(color))
                .label(letter)
                .data(data),
            items,
        );
        figure.key.push(KeyItem {
            shape: badge.shape,
            stroke: color,
            fill: color,
            words: badge.meaning.to_owned(),
        });
    }
    let close = 0.5 / (max - min) * rows.plot < 46.0;
    let ticks: Vec<Tick> = [0.0, 0.5, 1.0, 1.5, 2.0]
        .into_iter()
        .filter(|at| *at <= max)
        .map(|at| Tick {
            at,
            words: match at {
                1.0 => "Target".to_owned(),
                _ if close && at.fract() > 0.0 => String::new(),
                _ => format!("{:.0}%", at * 100.0),
            },
        })
        .collect();
    let (chart, marks, height) = rows.finish(canvas, &ticks);
    figure.key.push(KeyItem {
        shape: KeyShape::Tick,
        stroke: palette.ink,
        fill: palette.ink,
        words: if drawn.iter().any(|(row, _)| row.lower_is_better) {
            "Target; where it says ‘at most’, shorter is better".to_owned()
        } else {
            "Target".to_owned()
        },
    });
    if has_starts {
        figure.key.push(KeyItem {
            shape: KeyShape::Circle,
            stroke: palette.ink,
            fill: palette.paper,
            words: "Baseline".to_owned(),
        });
    }
    (figure.chart, figure.marks, figure.height) = (Some(chart), marks, height);
}
