//! Milestones on a time axis: a lane for each action, its span as a bar, its milestones as marks
//! that tell done from due by shape and filling, and a line at the as-at date.

use charming::{
    datatype::DataPointItem,
    element::{ItemStyle, LabelPosition, Symbol},
    series::Scatter,
};

pub use crate::insight::MilestoneState;
use crate::plan::{Day, Id, month_name};

use super::{
    frame::{Canvas, Tick, bars, point},
    table::{Cell, ChartFigure, ChartTable, Column, KeyItem, KeyShape, TableRow},
    theme::{CLEAR, Look, NONE, Palette, TEXT, Width, filled},
    words::{count, tip, wrap},
};

/// A lane: an action or a priority.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lane {
    /// What milestones name it by.
    pub key: String,
    /// The record it stands for.
    pub id: Option<Id>,
    /// Its reference and name.
    pub label: String,
    /// Its first and last day.
    pub span: Option<(Day, Day)>,
}

/// A milestone as this chart needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneRow {
    /// The milestone.
    pub id: Option<Id>,
    /// The key of its lane.
    pub lane: String,
    /// What will have happened.
    pub label: String,
    /// The first and last day of its date. Without it the milestone is not drawn, only listed.
    pub when: Option<(Day, Day)>,
    /// Its date in words: 'August 2012', 'TBC'.
    pub words: String,
    /// How it stands.
    pub state: MilestoneState,
}

impl MilestoneRow {
    /// Where its mark stands: the middle of a month, the end of anything longer.
    fn day(&self) -> Option<i32> {
        let (first, last) = self.when?;
        Some(if last.0 - first.0 > 31 {
            last.0
        } else {
            first.0 + (last.0 - first.0) / 2
        })
    }
}

/// Days that are dates in a plan rather than a slip of the keyboard, so that one year 9999 doesn't
/// make a scale of eight thousand years: 1900 to 2200.
const SENSIBLE: std::ops::Range<i32> = -25_567..84_006;

/// The chart of milestones, in the lanes and order given. Milestones of no known lane stand last,
/// in a lane of their own.
pub fn figure(
    lanes: &[Lane],
    rows: &[MilestoneRow],
    as_at: Option<Day>,
    look: Look,
) -> ChartFigure {
    let drawn = rows
        .iter()
        .filter(|row| row.day().is_some_and(|day| SENSIBLE.contains(&day)))
        .count();
    let headline = headline(rows);
    let mut figure = ChartFigure {
        summary: format!(
            "Time line of {} in {}. {headline}.",
            count(drawn, "milestone", "milestones"),
            count(lanes.len(), "lane", "lanes")
        ),
        headline,
        subtitle: subtitle(rows, drawn, as_at),
        chart: None,
        instead: "Too few milestones have a date to draw a time line.".to_owned(),
        key: Vec::new(),
        table: table(lanes, rows),
        height: 0,
        marks: Vec::new(),
        look,
    };
    if drawn >= 2 {
        draw(&mut figure, lanes, rows, as_at);
    }
    figure
}

/// How many are to come, and the month that brings most.
fn headline(rows: &[MilestoneRow]) -> String {
    let dated = rows.iter().filter(|row| row.day().is_some()).count();
    let overdue = rows
        .iter()
        .filter(|row| row.state == MilestoneState::Overdue)
        .count();
    if overdue > 0 && dated > 1 {
        let verb = if overdue == 1 { "is" } else { "are" };
        return format!("{overdue} of {dated} dated milestones {verb} overdue");
    }
    let due: Vec<&MilestoneRow> = rows
        .iter()
        .filter(|row| row.state == MilestoneState::Due && row.day().is_some())
        .collect();
    let first = match (rows.len(), dated, due.len()) {
        (0, ..) => return "No milestones to show".to_owned(),
        (_, 0, _) => return "No milestone has a date".to_owned(),
        (_, 1, 1) => return "The one dated milestone is still to come".to_owned(),
        (_, 1, _) => return "The date of the one dated milestone has passed".to_owned(),
        (_, n, 0) => return format!("The dates of all {n} milestones have passed"),
        (_, n, d) if n == d => format!("All {n} milestones are still to come"),
        (_, n, 1) => format!("1 of {n} milestones is still to come"),
        (_, n, d) => format!("{d} of {n} milestones are still to come"),
    };
    match busiest(&due) {
        Some((month, n)) => format!("{first}, {n} of them in {month}"),
        None => first,
    }
}

/// The month with most milestones, if one stands out: two at least, and more than any other.
fn busiest(rows: &[&MilestoneRow]) -> Option<(String, usize)> {
    let mut months: Vec<((i32, u8), usize)> = Vec::new();
    for row in rows {
        let (first, last) = row.when?;
        let (year, month, _) = last.civil();
        if last.0 - first.0 > 31 {
            continue;
        }
        match months.iter_mut().find(|(m, _)| *m == (year, month)) {
            Some((_, n)) => *n += 1,
            None => months.push(((year, month), 1)),
        }
    }
    months.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let ((year, month), n) = *months.first()?;
    let next = months.get(1).map_or(0, |(_, n)| *n);
    (n >= 2 && n > next && months.len() > 1).then(|| (format!("{} {year}", month_name(month)), n))
}

fn subtitle(rows: &[MilestoneRow], drawn: usize, as_at: Option<Day>) -> String {
    let mut text = "Milestones by date, with the time each action runs".to_owned();
    if let Some(day) = as_at {
        text.push_str(&format!(", as at {day}"));
    }
    let rest = rows.len() - drawn;
    if rest > 0 {
        text.push_str(&match rest {
            1 => "; 1 without a date is in the table".to_owned(),
            n => format!("; {n} without a date are in the table"),
        });
    }
    text
}

fn table(lanes: &[Lane], rows: &[MilestoneRow]) -> ChartTable {
    let lane = |key: &str| {
        let lane = lanes.iter().find(|lane| lane.key == key);
        lane.map_or_else(String::new, |lane| lane.label.clone())
    };
    ChartTable {
        caption: "Milestones by date".to_owned(),
        columns: vec![
            Column::words("Milestone"),
            Column::words("Part of"),
            Column::words("Date"),
            Column::words("Standing"),
        ],
        rows: rows
            .iter()
            .map(|row| TableRow {
                item: row.id.clone(),
                cells: vec![
                    Cell::text(&row.label),
                    Cell::Text(lane(&row.lane)),
                    Cell::text(&row.words),
                    Cell::text(row.state.shown()),
                ],
            })
            .collect(),
    }
}

/// The stretch of time a chart covers: whole months.
struct Time {
    first: i32,
    last: i32,
}

impl Time {
    fn of(days: impl Iterator<Item = i32>, as_at: Option<Day>) -> Option<Time> {
        let (mut first, mut last) = days
            .filter(|day| SENSIBLE.contains(day))
            .fold((i32::MAX, i32::MIN), |(a, b), d| (a.min(d), b.max(d)));
        if first > last {
            return None;
        }
        // The as-at line is shown where that doesn't press everything else into a corner.
        let reach = (last - first) / 4 + 31;
        if let Some(Day(day)) = as_at
            && (first - reach..=last + reach).contains(&day)
        {
            (first, last) = (first.min(day), last.max(day));
        }
        let (year, month, _) = Day(first).civil();
        let first = Day::new(year, month, 1)?.0;
        let (year, month, _) = Day(last).civil();
        let (year, month) = if month == 12 {
            (year + 1, 1)
        } else {
            (year, month + 1)
        };
        let last = Day::new(year, month, 1)?.0;
        Some(Time { first, last })
    }

    fn days(&self) -> f64 {
        f64::from(self.last - self.first)
    }

    fn at(&self, day: i32) -> f64 {
        f64::from((day - self.first).clamp(0, self.last - self.first))
    }

    /// The first days of months, as close together as the width allows; with the year where it is
    /// new.
    fn ticks(&self, pixels: f64, look: Look) -> Vec<Tick> {
        let apart = if look.width == Width::Wide {
            58.0
        } else {
            80.0
        };
        let most = (pixels / apart).max(2.0);
        let months = self.days() / 30.44;
        let step = [1, 2, 3, 6, 12, 24, 60, 120, 240]
            .into_iter()
            .find(|step| months / f64::from(*step) <= most)
            .unwrap_or(600);
        let (year, month, _) = Day(self.first).civil();
        let mut n = year * 12 + i32::from(month) - 1;
        n += (step - n.rem_euclid(step)) % step;
        let mut said = None;
        let mut ticks = Vec::new();
        while let Some(day) = Day::new(n.div_euclid(12), n.rem_euclid(12) as u8 + 1, 1) {
            if day.0 > self.last {
                break;
            }
            let (year, month, _) = day.civil();
            let short = month_name(month).get(..3).unwrap_or_default();
            let words = if said == Some(year) && step < 12 {
                short.to_owned()
            } else {
                format!("{short} {year}")
            };
            said = Some(year);
            ticks.push(Tick {
                at: self.at(day.0),
                words,
            });
            n += step;
        }
        ticks
    }
}

/// A lane with the milestones it holds, each with its line: marks that would touch stand under each
/// other.
struct Laid<'a> {
    lane: &'a Lane,
    lines: Vec<String>,
    marks: Vec<(&'a MilestoneRow, usize)>,
    /// Its first slot, how many it has, and the slot of its first line of marks.
    top: usize,
    slots: usize,
    marks_at: usize,
}

/// Marks closer than this would touch.
const APART: f64 = 17.0;
const SLOT: f64 = 9.0;

/// Puts marks that would touch under each other, always in the same way.
fn stack<'a>(
    rows: &'a [MilestoneRow],
    key: &str,
    time: &Time,
    pixels: f64,
) -> (Vec<(&'a MilestoneRow, usize)>, usize) {
    let mut mine: Vec<(&MilestoneRow, i32)> = rows
        .iter()
        .filter(|row| row.lane == key)
        .filter_map(|row| Some((row, row.day().filter(|day| SENSIBLE.contains(day))?)))
        .collect();
    mine.sort_by_key(|(_, day)| *day);
    let scale = pixels / time.days().max(1.0);
    let mut ends: Vec<f64> = Vec::new();
    let mut laid = Vec::new();
    for (row, day) in mine {
        let long = row.when.filter(|(first, last)| last.0 - first.0 > 31);
        let from = time.at(long.map_or(day, |(first, _)| first.0)) * scale;
        let to = time.at(day) * scale + APART;
        let line = match ends.iter().position(|end| *end <= from) {
            Some(line) => line,
            None => {
                ends.push(0.0);
                ends.len() - 1
            }
        };
        if let Some(end) = ends.get_mut(line) {
            *end = to;
        }
        laid.push((row, line));
    }
    (laid, ends.len())
}

fn draw(figure: &mut ChartFigure, lanes: &[Lane], rows: &[MilestoneRow], as_at: Option<Day>) {
    let look = figure.look;
    let palette = look.palette();
    let narrow = look.is_narrow();
    let other = Lane {
        label: "Other milestones".to_owned(),
        ..Lane::default()
    };
    let strays: Vec<MilestoneRow> = rows
        .iter()
        .filter(|row| !lanes.iter().any(|lane| lane.key == row.lane))
        .map(|row| MilestoneRow {
            lane: String::new(),
            ..row.clone()
        })
        .collect();
    let spans = lanes.iter().filter_map(|lane| lane.span);
    let dates = rows.iter().filter_map(|row| row.when);
    let days = spans.chain(dates).flat_map(|(a, b)| [a.0, b.0]);
    let Some(time) = Time::of(days, as_at) else {
        return;
    };
    let total = look.width.least();
    let room = match look.width {
        Width::Narrow => total - 4.0,
        Width::Medium => 210.0,
        Width::Wide => 350.0,
    };
    let left = if narrow { 2.0 } else { room + 16.0 };
    let pixels = total - left - 10.0;

    let mut laid: Vec<Laid> = Vec::new();
    let mut top = 0;
    for (lane, source) in lanes
        .iter()
        .map(|lane| (lane, rows))
        .chain([(&other, strays.as_slice())])
    {
        let (marks, depth) = stack(source, &lane.key, &time, pixels);
        if marks.is_empty() && (lane.span.is_none() || std::ptr::eq(lane, &other)) {
            continue;
        }
        let lines = wrap(&lane.label, TEXT, room, 2);
        let lines_high = 2 * lines.len();
        let marks_high = 2 * depth.max(1);
        let (slots, marks_at) = if narrow {
            (lines_high + marks_high + 2, lines_high + 1)
        } else {
            let slots = lines_high.max(marks_high).max(4) + 1;
            (slots, (slots + 1 - marks_high) / 2)
        };
        laid.push(Laid {
            lane,
            lines,
            marks,
            top,
            slots,
            marks_at,
        });
        top += slots;
    }

    let mut canvas = Canvas::new(look, top, SLOT, (left, 10.0))
        .scale(0.0, time.days())
        .foot(26.0);
    let line = as_at
        .filter(|day| (time.first..=time.last).contains(&day.0))
        .map(|day| Tick {
            at: time.at(day.0),
            words: format!("As at {day}"),
        });
    let strips = laid
        .iter()
        .enumerate()
        .flat_map(|(n, laid)| {
            let paint = if n % 2 == 0 && !narrow {
                palette.stripe
            } else {
                CLEAR
            };
            let tip = tip(&laid.lane.label, &[]);
            (laid.top..laid.top + laid.slots)
                .map(move |slot| (slot, tip.clone(), laid.lane.id.clone(), paint))
        })
        .collect();
    canvas.strips(strips, SLOT, line);
    draw_spans(&mut canvas, &laid, &time, palette);
    let shown = draw_marks(&mut canvas, &laid, &time, palette);

    let mut labels = Vec::new();
    for laid in &laid {
        let tip = tip(&laid.lane.label, &[]);
        let first = if narrow {
            1
        } else {
            (laid.slots - 2 * laid.lines.len()).div_ceil(2)
        };
        for (n, words) in laid.lines.iter().enumerate() {
            let slot = laid.top + first + 2 * n;
            let item = laid.lane.id.clone();
            labels.push((0.0, slot, words.clone(), tip.clone(), item));
        }
    }
    let side = if narrow {
        LabelPosition::Right
    } else {
        LabelPosition::Left
    };
    canvas.texts(labels, side, false, &time.ticks(pixels, look));
    let (chart, marks, height) = canvas.finish();
    figure.key = shown
        .into_iter()
        .map(|state| {
            let (shape, _, fill, stroke) = mark(state, palette);
            KeyItem {
                shape,
                stroke,
                fill,
                words: state.shown().to_owned(),
            }
        })
        .collect();
    if laid.iter().any(|laid| laid.lane.span.is_some()) {
        figure.key.push(KeyItem {
            shape: KeyShape::ThinBar,
            stroke: palette.c1_soft,
            fill: palette.c1_soft,
            words: "From start to end".to_owned(),
        });
    }
    (figure.chart, figure.marks, figure.height) = (Some(chart), marks, height);
}

/// A bar from the first to the last day of each lane, and a thin one for each date that is a span.
fn draw_spans(canvas: &mut Canvas, laid: &[Laid], time: &Time, palette: &Palette) {
    let mut before = Vec::new();
    let mut during: Vec<DataPointItem> = Vec::new();
    let mut items = Vec::new();
    let mut span = |slot: usize, first: Day, last: Day, words: &str, item: &Option<Id>| {
        let (from, to) = (time.at(first.0), time.at(last.0));
        before.push(point(from, slot, words));
        during.push(point(to - from, slot, words));
        items.push(item.clone());
    };
    for laid in laid {
        if let Some((first, last)) = laid.lane.span {
            let words = tip(&laid.lane.label, &[&format!("{first} to {last}")]);
            let slot = laid.top + laid.marks_at;
            span(slot, first, last, &words, &laid.lane.id);
        }
    }
    let style = |color| ItemStyle::new().color(color).border_radius(3);
    canvas.push(bars(8.0, style(NONE), Some("span"), before), items.clone());
    canvas.push(
        bars(8.0, style(palette.c1_soft), Some("span"), during),
        items,
    );
    let (mut before, mut during, mut items) = (Vec::new(), Vec::new(), Vec::new());
    for laid in laid {
        for (row, line) in &laid.marks {
            let Some((first, last)) = row.when.filter(|(a, b)| b.0 - a.0 > 31) else {
                continue;
            };
            let slot = laid.top + laid.marks_at + 2 * line;
            let words = tip(&row.label, &[&row.words]);
            before.push(point(time.at(first.0), slot, &words));
            during.push(point(time.at(last.0) - time.at(first.0), slot, &words));
            items.push(row.id.clone());
        }
    }
    if !during.is_empty() {
        let gap = "-100%";
        let base = bars(8.0, style(NONE), Some("date"), before).bar_gap(gap);
        canvas.push(base, items.clone());
        let whisker = ItemStyle::new()
            .color(palette.paper)
            .border_color(palette.c1)
            .border_width(1);
        canvas.push(bars(8.0, whisker, Some("date"), during).bar_gap(gap), items);
    }
}

/// A cross of two strokes, which charts have no name for.
const CROSS: &str = "path://M0 2L2 0L8 6L14 0L16 2L10 8L16 14L14 16L8 10L2 16L0 14L6 8Z";

/// Shape, symbol, filling and outline of a state: no two alike without colour.
fn mark(
    state: MilestoneState,
    palette: &Palette,
) -> (KeyShape, Symbol, &'static str, &'static str) {
    match state {
        MilestoneState::Done => (KeyShape::Circle, Symbol::Circle, palette.c1, palette.c1),
        MilestoneState::Due | MilestoneState::NoDate => {
            (KeyShape::Circle, Symbol::Circle, palette.paper, palette.c1)
        }
        MilestoneState::Overdue => (KeyShape::Square, Symbol::Rect, palette.off, palette.off),
        MilestoneState::Passed => (
            KeyShape::Diamond,
            Symbol::Diamond,
            palette.none,
            palette.none,
        ),
        MilestoneState::Dropped => (
            KeyShape::Cross,
            Symbol::Custom(CROSS.to_owned()),
            palette.none,
            palette.none,
        ),
    }
}

/// Draws the marks, a series for each state, and returns the states there are.
fn draw_marks(
    canvas: &mut Canvas,
    laid: &[Laid],
    time: &Time,
    palette: &Palette,
) -> Vec<MilestoneState> {
    let mut shown = Vec::new();
    for state in [
        MilestoneState::Done,
        MilestoneState::Passed,
        MilestoneState::Due,
        MilestoneState::Overdue,
        MilestoneState::Dropped,
    ] {
        let (mut data, mut items) = (Vec::new(), Vec::new());
        for laid in laid {
            for (row, line) in laid.marks.iter().filter(|(row, _)| row.state == state) {
                let Some(day) = row.day() else { continue };
                let words = tip(&row.label, &[&row.words, state.shown()]);
                let slot = laid.top + laid.marks_at + 2 * line;
                data.push(point(time.at(day), slot, &words));
                items.push(row.id.clone());
            }
        }
        if data.is_empty() {
            continue;
        }
        let (_, symbol, fill, stroke) = mark(state, palette);
        let size = if state == MilestoneState::Passed {
            15
        } else {
            12
        };
        canvas.push(
            Scatter::new()
                .symbol(symbol)
                .symbol_size(size)
                .item_style(filled(fill).border_color(stroke).border_width(
                    if state == MilestoneState::Due {
                        2.5
                    } else {
                        1.0
                    },
                ))
                .data(data),
            items,
        );
        shown.push(state);
    }
    shown
}
