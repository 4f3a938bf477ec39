//! One measure over time: what was counted as a line, what is expected as a broken one, and what is aimed at in steps.

use charming::{
    Chart,
    component::{Axis, Grid},
    datatype::{CompositeValue, DataPointItem},
    element::{
        AxisLabel, AxisLine, AxisTick, AxisType, LabelPosition, LineStyle, LineStyleType,
        SplitLine, Symbol,
    },
    series::{Line, Scatter},
};

use crate::plan::{Id, PointKind};

use super::{
    frame::{number, steps},
    table::{Cell, ChartFigure, ChartTable, Column, KeyItem, KeyShape, TableRow},
    theme::{CLEAR, FONT, Look, SMALL, filled},
    words::{count, tip, width_of},
};

/// A figure of the measure.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesStep {
    /// Which moment it is for, counted from the first.
    pub at: usize,
    /// What it says.
    pub kind: PointKind,
    /// The figure.
    pub value: f64,
    /// The figure with its unit.
    pub shown: String,
}

/// A measure as this chart needs it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeriesRow {
    /// The record that a mark opens.
    pub id: Option<Id>,
    /// Its name.
    pub name: String,
    /// What its figures count: '%', '£', 'people'.
    pub unit: String,
    /// The moments, in order.
    pub moments: Vec<String>,
    /// What was counted and what is expected, in order.
    pub told: Vec<SeriesStep>,
    /// What is aimed at, in order.
    pub targets: Vec<SeriesStep>,
    /// How it stands in the end: 'target met'; empty where that can't be said.
    pub stands: String,
}

/// The height of the drawing, in pixels.
const HEIGHT: u32 = 280;
/// As many figures stand over their marks; of more, only the first and the last.
const LABELLED: usize = 8;

/// The chart of one measure over time.
pub fn figure(row: &SeriesRow, look: Look) -> ChartFigure {
    let headline = headline(row);
    let scale = Scale::of(row);
    let mut subtitle = match row.unit.as_str() {
        "" => row.name.clone(),
        unit => format!("{}, {unit}", row.name),
    };
    if scale.low > 0.0 {
        subtitle.push_str(&format!("; the scale begins at {}", plain(scale.low)));
    }
    let mut figure = ChartFigure {
        summary: format!(
            "Line chart of {}. {headline}.",
            count(row.told.len(), "figure", "figures")
        ),
        headline,
        subtitle,
        instead: "There are too few figures to draw a line.".to_owned(),
        table: table(row),
        look,
        ..ChartFigure::default()
    };
    if row.told.len() >= 2 && scale.high > scale.low {
        draw(&mut figure, row, &scale);
    }
    figure
}

/// `From 6,001 at 31 Dec 2011 to 9,258 at 31 Mar 2012: target met`
fn headline(row: &SeriesRow) -> String {
    let (Some(first), Some(last)) = (row.told.first(), row.told.last()) else {
        return "No figures to show".to_owned();
    };
    let when = |step: &SeriesStep| row.moments.get(step.at).map_or("", String::as_str);
    let expected = match last.kind {
        PointKind::Forecast => ", the forecast",
        _ => "",
    };
    let path = match first.at == last.at {
        true => format!("{} ({})", last.shown, when(last)),
        false => format!(
            "From {} ({}) to {} ({}{expected})",
            first.shown,
            when(first),
            last.shown,
            when(last)
        ),
    };
    match row.stands.as_str() {
        "" => path,
        stands => format!("{path}: {stands}"),
    }
}

fn table(row: &SeriesRow) -> ChartTable {
    let mut all: Vec<&SeriesStep> = row.told.iter().chain(&row.targets).collect();
    all.sort_by_key(|step| step.at);
    let line = |step: &SeriesStep| TableRow {
        item: row.id.clone(),
        cells: vec![
            Cell::text(row.moments.get(step.at).cloned().unwrap_or_default()),
            Cell::text(step.kind.shown()),
            Cell::text(&step.shown),
        ],
    };
    ChartTable {
        caption: format!("{} over time", row.name),
        columns: vec![
            Column::words("When"),
            Column::words("What it is"),
            Column::figures("Figure"),
        ],
        rows: all.into_iter().map(line).collect(),
    }
}

/// The scale upwards.
struct Scale {
    low: f64,
    high: f64,
    step: f64,
}

impl Scale {
    /// From nought, unless all figures are so far from it that the line would lie flat.
    fn of(row: &SeriesRow) -> Scale {
        let all = || row.told.iter().chain(&row.targets).map(|s| s.value);
        let all = || all().filter(|v| v.is_finite() && v.abs() < 1e12);
        let (low, high) = all().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| {
            (a.min(v), b.max(v))
        });
        let flat = low > 0.0 && (high - low) < low * 0.5;
        let span = match flat {
            true => (high - low).max(high * 0.02),
            false => high.max(0.0) - low.min(0.0),
        };
        let (low, high) = match flat {
            true => (low - span * 0.5, high + span * 0.3),
            false => (low.min(0.0), high.max(0.0)),
        };
        let marks = steps(low, high, 5);
        let step = match marks.as_slice() {
            [a, b, ..] => b - a,
            _ => span,
        };
        if !step.is_finite() || step <= 0.0 {
            return Scale {
                low: 0.0,
                high: 0.0,
                step: 1.0,
            };
        }
        Scale {
            low: (low / step).floor() * step,
            high: (high / step).ceil() * step,
            step,
        }
    }
}

/// A number as the scale shows it.
fn plain(value: f64) -> String {
    format!("{}", (value * 1e4).round() / 1e4)
}

/// A mark above a moment, with words of its own.
fn mark(at: f64, value: f64, words: &str, tip: &str) -> DataPointItem {
    DataPointItem::new(vec![number(at), number(value), CompositeValue::from(words)]).name(tip)
}

type Marks = (Vec<DataPointItem>, Vec<Option<Id>>);

/// Pieces of the line of what is aimed at: each target reaches half a step to either side of its moment, and those of
/// moments beside each other are joined.
fn aims(row: &SeriesRow) -> Vec<Marks> {
    let mut pieces: Vec<Marks> = Vec::new();
    let mut before = None;
    for target in &row.targets {
        if before.is_none_or(|before: usize| before + 1 < target.at) {
            pieces.push(Marks::default());
        }
        before = Some(target.at);
        let Some(piece) = pieces.last_mut() else {
            continue;
        };
        let tip = said(row, target);
        for side in [-0.5, 0.5] {
            piece
                .0
                .push(mark(target.at as f64 + side, target.value, "", &tip));
            piece.1.push(row.id.clone());
        }
    }
    pieces
}

fn said(row: &SeriesRow, step: &SeriesStep) -> String {
    let when = row.moments.get(step.at).map_or("", String::as_str);
    tip(when, &[&format!("{}: {}", step.kind.shown(), step.shown)])
}

fn draw(figure: &mut ChartFigure, row: &SeriesRow, scale: &Scale) {
    let look = figure.look;
    let palette = look.palette();
    let moments = row.moments.len().max(1);
    let axis_words = AxisLabel::new()
        .color(palette.ink_2)
        .font_family(FONT)
        .font_size(SMALL);
    let (upward, widest) = match row.unit.as_str() {
        "%" => (
            axis_words.clone().formatter("{value}%"),
            format!("{}%", plain(scale.high)),
        ),
        "£" => (
            axis_words.clone().formatter("£{value}"),
            format!("£{},,", plain(scale.high)),
        ),
        _ => (axis_words, format!("{},,", plain(scale.high))),
    };
    let left = (width_of(&widest, SMALL) + 14.0).round();
    let room = (look.width.least() - left - 16.0) / moments as f64;
    let mut chart = Chart::new().animation(look.motion);
    if look.motion {
        chart = chart.animation_duration(150);
    }
    let quiet = |axis: Axis| axis.axis_tick(AxisTick::new().show(false));
    let rule = |color: &str| LineStyle::new().color(color).width(1);
    chart = chart
        .grid(Grid::new().left(number(left)).right(16).top(34).bottom(34))
        .x_axis(
            quiet(Axis::new())
                .type_(AxisType::Value)
                .min(number(-0.5))
                .max(number(moments as f64 - 0.5))
                .axis_label(AxisLabel::new().show(false))
                .axis_line(AxisLine::new().show(false))
                .split_line(SplitLine::new().show(false)),
        )
        .y_axis(
            quiet(Axis::new())
                .type_(AxisType::Value)
                .min(number(scale.low))
                .max(number(scale.high))
                .interval(scale.step)
                .axis_label(upward)
                .axis_line(AxisLine::new().show(false))
                .split_line(SplitLine::new().line_style(rule(palette.grid))),
        );
    let mut marks: Vec<Vec<Option<Id>>> = Vec::new();
    for (data, items) in aims(row) {
        let line = Line::new()
            .symbol(Symbol::None)
            .line_style(LineStyle::new().color(palette.ink).width(2))
            .data(data);
        chart = chart.series(line);
        marks.push(items);
    }
    let few = row.told.len() <= LABELLED;
    let ends = [
        row.told.first().map(|s| s.at),
        row.told.last().map(|s| s.at),
    ];
    let words = |step: &SeriesStep| match few || ends.contains(&Some(step.at)) {
        true => step.shown.clone(),
        false => String::new(),
    };
    let line_of = |kinds: &[PointKind]| -> Marks {
        let steps = row.told.iter().filter(|s| kinds.contains(&s.kind));
        steps
            .map(|s| {
                (
                    mark(s.at as f64, s.value, &words(s), &said(row, s)),
                    row.id.clone(),
                )
            })
            .unzip()
    };
    let counted = line_of(&[PointKind::Baseline, PointKind::Actual]);
    // What is expected goes on from the last count.
    let mut expected = line_of(&[PointKind::Forecast]);
    let last = row.told.iter().rfind(|s| s.kind != PointKind::Forecast);
    let has_forecast = !expected.0.is_empty();
    if let (Some(last), true) = (last, has_forecast) {
        expected
            .0
            .insert(0, mark(last.at as f64, last.value, "", &said(row, last)));
        expected.1.insert(0, row.id.clone());
    }
    let label = || {
        look.label()
            .position(LabelPosition::Top)
            .formatter("{@[2]}")
            .font_weight("bold")
    };
    let ring = filled(palette.paper)
        .border_color(palette.c1)
        .border_width(3);
    let disc = filled(palette.c1).border_color(palette.c1).border_width(3);
    let has_counts = !counted.0.is_empty();
    for ((data, items), way, style) in [
        (expected, LineStyleType::Dashed, ring.clone()),
        (counted, LineStyleType::Solid, disc),
    ] {
        if data.is_empty() {
            continue;
        }
        let line = Line::new()
            .symbol(Symbol::Circle)
            .symbol_size(12)
            .show_symbol(true)
            .line_style(LineStyle::new().color(palette.c1).width(3).type_(way))
            .item_style(style)
            .label(label())
            .data(data);
        chart = chart.series(line);
        marks.push(items);
    }
    let starts = row.told.iter().filter(|s| s.kind == PointKind::Baseline);
    let starts: Marks = starts
        .map(|s| {
            (
                mark(s.at as f64, s.value, "", &said(row, s)),
                row.id.clone(),
            )
        })
        .unzip();
    let has_baseline = !starts.0.is_empty();
    if has_baseline {
        let style = filled(palette.paper)
            .border_color(palette.ink)
            .border_width(2);
        chart = chart.series(
            Scatter::new()
                .symbol(Symbol::Diamond)
                .symbol_size(14)
                .item_style(style)
                .data(starts.0),
        );
        marks.push(starts.1);
    }
    let (under, items) = moments_under(row, scale, room);
    let label = look
        .label()
        .font_size(SMALL)
        .color(palette.ink_2)
        .position(LabelPosition::Bottom)
        .formatter("{@[2]}");
    chart = chart.series(
        Scatter::new()
            .symbol_size(1)
            .item_style(filled(CLEAR))
            .label(label)
            .data(under),
    );
    marks.push(items);
    let item = |shape, fill, stroke, words: &str| KeyItem {
        shape,
        stroke,
        fill,
        words: words.to_owned(),
    };
    let key = [
        (
            has_baseline,
            item(KeyShape::Diamond, palette.paper, palette.ink, "Baseline"),
        ),
        (
            has_counts,
            item(KeyShape::Circle, palette.c1, palette.c1, "Counted"),
        ),
        (
            has_forecast,
            item(KeyShape::Circle, palette.paper, palette.c1, "Forecast"),
        ),
        (
            !row.targets.is_empty(),
            item(KeyShape::ThinBar, palette.ink, palette.ink, "Target"),
        ),
    ];
    figure.key = key
        .into_iter()
        .filter(|(has, _)| *has)
        .map(|(_, item)| item)
        .collect();
    (figure.chart, figure.marks, figure.height) = (Some(chart), marks, HEIGHT);
}

/// The names of the moments under the scale: as many as there is room for, the last among them.
fn moments_under(row: &SeriesRow, scale: &Scale, room: f64) -> Marks {
    let widest = row
        .moments
        .iter()
        .map(|m| width_of(m, SMALL))
        .fold(1.0, f64::max);
    let every = ((widest + 12.0) / room.max(1.0)).ceil().max(1.0) as usize;
    let last = row.moments.len().saturating_sub(1);
    let named = row
        .moments
        .iter()
        .enumerate()
        .filter(|(at, _)| (last - at).is_multiple_of(every));
    named
        .map(|(at, words)| (mark(at as f64, scale.low, words, words), None))
        .unzip()
}
