//! Draws milestones in lanes: a lane's span as a bar, its milestones as marks that tell done from due
//! by shape and filling, and a line at the as-at date.

use charming::{
    datatype::DataPointItem,
    element::{ItemStyle, LabelPosition, Symbol},
    series::Scatter,
};

use crate::plan::{Day, Id};

use super::{
    frame::{Canvas, Tick, bars, point},
    milestones::{Lane, MilestoneRow, MilestoneState},
    table::{ChartFigure, KeyItem, KeyShape},
    theme::{CLEAR, NONE, Palette, TEXT, Width, filled},
    time::{Time, stack},
    words::{tip, wrap},
};

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

/// The height of a slot: a line of words or of marks is two.
const SLOT: f64 = 9.0;

/// Draws the lanes that hold something into a figure.
pub(super) fn draw(
    figure: &mut ChartFigure,
    lanes: &[Lane],
    rows: &[MilestoneRow],
    as_at: Option<Day>,
) {
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
