//! Draws lanes: bars from the first to the last day of what runs, marks that tell done from due by shape and filling,
//! and a line at the as-at date.

use std::collections::HashMap;

use charming::{
    datatype::DataPointItem,
    element::{ItemStyle, LabelPosition, Symbol},
    series::Scatter,
};

use crate::{
    insight::timeline::{Mark, SeenLane, SeenTrack},
    plan::{Day, Id},
};

use super::{
    super::{
        frame::{Canvas, Tick, bars, point, text_point},
        table::{ChartFigure, KeyItem, KeyShape, Plot},
        theme::{CLEAR, NONE, Palette, Paper, SMALL, TEXT, Width, filled},
        words::{tip, width_of, wrap},
    },
    MilestoneState, Scene, columns,
    time::{Place, Time, long, stack},
};

/// A lane with its words and its tracks, each on its lines.
struct Laid<'a> {
    lane: &'a SeenLane,
    lines: Vec<String>,
    tracks: Vec<Track<'a>>,
    /// Its first slot, how many it has, and the slot of its first line of marks.
    top: usize,
    slots: usize,
    marks_at: usize,
}

/// A track on its lines.
struct Track<'a> {
    track: &'a SeenTrack,
    places: Vec<Place>,
    /// Its first line in the lane.
    line: usize,
    /// Where its name stands, in pixels; none where there is no room.
    name_at: Option<f64>,
}

/// The height of a slot: a line of words or of marks is two.
const SLOT: f64 = 9.0;
/// The room over the columns, where the handle of the as-at line stands.
const HEAD: f64 = 48.0;
/// The height of the columns.
const COLUMNS: f64 = 64.0;
/// The least width of a column that has room for its amount, in pixels.
const TOLD: f64 = 18.0;
/// How far apart marks stand at the least, each by itself and with a number in it.
const APART: (f64, f64) = (17.0, 30.0);

/// Draws the lanes into a figure.
pub(super) fn draw(figure: &mut ChartFigure, scene: &Scene) {
    let look = figure.look;
    let palette = look.palette();
    let narrow = look.is_narrow();
    let time = Time(scene.window);
    let total = look.width.least();
    let room = match look.width {
        Width::Narrow => total - 4.0,
        Width::Medium => 210.0,
        Width::Wide => 350.0,
    };
    let plot = Plot {
        left: if narrow { 8.0 } else { room + 16.0 },
        right: 10.0,
    };
    let pixels = total - plot.left - plot.right;
    let scale = pixels / time.days();
    let merged = scene.seen.merged;
    let line_slots = if merged { 3 } else { 2 };
    let mut laid: Vec<Laid> = Vec::new();
    let mut top = 0;
    for lane in &scene.seen.lanes {
        let (tracks, depth) = pack(lane, &time, scale, pixels, merged);
        let lines = wrap(&lane.label, TEXT, room, 2);
        let lines_high = 2 * lines.len();
        let marks_high = line_slots * depth.max(1);
        let (slots, marks_at) = if narrow {
            (lines_high + marks_high + 2, lines_high + 1)
        } else {
            let slots = lines_high.max(marks_high).max(4) + 1;
            (slots, (slots + 1 - marks_high) / 2)
        };
        // An odd height has a slot in its middle, where its strip stands.
        let slots = slots | 1;
        laid.push(Laid {
            lane,
            lines,
            tracks,
            top,
            slots,
            marks_at,
        });
        top += slots;
    }

    let mut canvas = Canvas::new(look, top, SLOT, (plot.left, plot.right))
        .scale(0.0, time.days())
        .head(HEAD)
        .foot(26.0);
    // On a screen the handle over the chart says the date.
    let words = match look.paper {
        Paper::Print => format!("As at {}", scene.as_at),
        Paper::Light | Paper::Dark => String::new(),
    };
    let line = scene.window.holds(scene.as_at).then(|| Tick {
        at: time.at(scene.as_at),
        words,
    });
    draw_strips(&mut canvas, &laid, palette, narrow, line.as_ref());
    draw_columns(figure, &mut canvas, scene, pixels);
    draw_spans(&mut canvas, &laid, &time, palette, line_slots);
    let shown = draw_marks(figure, &mut canvas, &laid, &time, palette, merged);
    draw_names(&mut canvas, &laid, scale, line_slots);
    draw_labels(&mut canvas, &laid, narrow, &time.ticks(pixels, look));

    let (chart, marks, height) = canvas.finish();
    figure.key = key(&shown, &laid, scene, palette);
    figure.plot = plot;
    (figure.chart, figure.marks, figure.height) = (Some(chart), marks, height);
}

/// Puts the tracks of a lane on lines where they and their names touch no other, and tells how many lines that takes.
fn pack<'a>(
    lane: &'a SeenLane,
    time: &Time,
    scale: f64,
    pixels: f64,
    merged: bool,
) -> (Vec<Track<'a>>, usize) {
    let apart = if merged { APART.1 } else { APART.0 };
    let mut ends: Vec<f64> = Vec::new();
    let mut tracks = Vec::new();
    for track in &lane.tracks {
        let (places, depth) = stack(&track.marks, time, scale, apart);
        let bar = track
            .span
            .map(|(a, b)| (time.at(a) * scale, time.end(b) * scale));
        let reach = places.iter().map(|p| (p.from, p.to)).chain(bar);
        let (from, to) = reach.fold((f64::MAX, f64::MIN), |(a, b), (c, d)| (a.min(c), b.max(d)));
        let wide = width_of(&track.name, SMALL) + 8.0;
        let named = !track.name.is_empty();
        // Behind it, or before it where the chart ends.
        let (name_at, from, to) = match named {
            true if to + wide <= pixels => (Some(to + 4.0), from, to + wide),
            true if from - wide >= 0.0 => (Some(from - wide + 4.0), from - wide, to),
            _ => (None, from, to),
        };
        let depth = depth.max(1);
        let fits = |line: &usize| {
            let mut under = ends.iter().skip(*line).take(depth);
            under.all(|end| *end + 6.0 <= from)
        };
        let line = (0..ends.len()).find(fits).unwrap_or(ends.len());
        ends.resize(ends.len().max(line + depth), f64::MIN);
        for end in ends.iter_mut().skip(line).take(depth) {
            *end = to;
        }
        tracks.push(Track {
            track,
            places,
            line,
            name_at,
        });
    }
    (tracks, ends.len())
}

impl Laid<'_> {
    fn slot(&self, line: usize, line_slots: usize) -> usize {
        self.top + self.marks_at + line_slots * line
    }
}

/// A strip behind each lane, so that all of it answers to a finger: a series for each height. ECharts begins all bars
/// that lie over each other where the last of them begins, so the lowest comes last and its middle is every lane's slot.
fn draw_strips(
    canvas: &mut Canvas,
    laid: &[Laid<'_>],
    palette: &Palette,
    narrow: bool,
    line: Option<&Tick>,
) {
    let mut heights: Vec<usize> = laid.iter().map(|laid| laid.slots).collect();
    heights.sort_unstable();
    heights.dedup();
    let lowest = heights.first().copied().unwrap_or_default();
    for (n, height) in heights.into_iter().rev().enumerate() {
        let of_height = laid.iter().enumerate().filter(|(_, l)| l.slots == height);
        let strips = of_height.map(|(n, laid)| {
            let paint = if n % 2 == 0 && !narrow {
                palette.stripe
            } else {
                CLEAR
            };
            let tip = tip(&laid.lane.label, &[]);
            (laid.top + lowest / 2, tip, laid.lane.id.clone(), paint)
        });
        let line = line.filter(|_| n == 0).cloned();
        canvas.strips(strips.collect(), SLOT * height as f64, line);
    }
}

/// How much falls in each month over the lanes. Pressing one looks closer at it.
fn draw_columns(figure: &mut ChartFigure, canvas: &mut Canvas, scene: &Scene, pixels: f64) {
    let first = f64::from(scene.window.first.0);
    let data: Vec<(f64, usize, String)> = scene
        .bunches
        .iter()
        .map(|bunch| {
            let (from, to) = (
                f64::from(bunch.stretch.0.0),
                f64::from(bunch.stretch.1.0 + 1),
            );
            let many = if bunch.count == 1 {
                scene.noun.0
            } else {
                scene.noun.1
            };
            let tip = tip(&bunch.name, &[&format!("{} {many}", bunch.count)]);
            ((from + to) / 2.0 - first, bunch.count, tip)
        })
        .collect();
    let series = canvas.series();
    for (place, bunch) in scene.bunches.iter().enumerate() {
        figure.stretches.insert((series, place), bunch.stretch);
    }
    let told = scene.bunches.len().min(columns(figure.look)) as f64 * TOLD <= pixels;
    canvas.columns(COLUMNS, &data, told);
}

/// A bar from a place to another: its slot, both places, its tip and the record behind it.
type Stretch = (usize, f64, f64, String, Option<Id>);

/// Bars that begin and end anywhere. Those in one slot are layers over each other, for
/// a bar begins where another of its slot in the same stack ends.
fn stretches(canvas: &mut Canvas, all: Vec<Stretch>, style: &ItemStyle, name: &str) {
    let mut layers: Vec<Vec<Stretch>> = Vec::new();
    let mut in_slot: HashMap<usize, usize> = HashMap::new();
    for bar in all {
        let layer = in_slot.entry(bar.0).or_default();
        if layers.len() <= *layer {
            layers.push(Vec::new());
        }
        if let Some(bars) = layers.get_mut(*layer) {
            bars.push(bar);
        }
        *layer += 1;
    }
    for (n, layer) in layers.into_iter().enumerate() {
        let stack = format!("{name}-{n}");
        let (mut before, mut during): (Vec<DataPointItem>, Vec<DataPointItem>) = Default::default();
        let mut items = Vec::new();
        for (slot, from, to, tip, item) in layer {
            before.push(point(from, slot, &tip));
            during.push(point(to - from, slot, &tip));
            items.push(item);
        }
        let gap = "-100%";
        let base = bars(8.0, ItemStyle::new().color(NONE), Some(&stack), before);
        canvas.push(base.bar_gap(gap), items.clone());
        let drawn = bars(8.0, style.clone(), Some(&stack), during);
        canvas.push(drawn.bar_gap(gap), items);
    }
}

/// A bar from the first to the last day of what runs, and a hollow one for each date that is a span.
fn draw_spans(
    canvas: &mut Canvas,
    laid: &[Laid<'_>],
    time: &Time,
    palette: &Palette,
    line_slots: usize,
) {
    let bar = |slot: usize, first: Day, last: Day, tip: String, item: &Option<Id>| {
        (slot, time.at(first), time.end(last), tip, item.clone())
    };
    let mut spans = Vec::new();
    let mut dates = Vec::new();
    for laid in laid {
        for held in &laid.tracks {
            let track = held.track;
            if let Some((first, last)) = track.span {
                let words = tip(&track.label, &[&format!("{first} to {last}")]);
                let slot = laid.slot(held.line, line_slots);
                spans.push(bar(slot, first, last, words, &track.id));
            }
            for (mark, place) in track.marks.iter().zip(&held.places) {
                if let Some((first, last)) = long(mark) {
                    let words = tip(&mark.label, &[&mark.words]);
                    let slot = laid.slot(held.line + place.line, line_slots);
                    dates.push(bar(slot, first, last, words, &mark.id));
                }
            }
        }
    }
    let solid = ItemStyle::new().color(palette.c1_soft).border_radius(3);
    let hollow = ItemStyle::new()
        .color(palette.paper)
        .border_color(palette.c1)
        .border_width(1);
    stretches(canvas, spans, &solid, "span");
    stretches(canvas, dates, &hollow, "date");
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
    figure: &mut ChartFigure,
    canvas: &mut Canvas,
    laid: &[Laid<'_>],
    time: &Time,
    palette: &Palette,
    merged: bool,
) -> Vec<MilestoneState> {
    let line_slots = if merged { 3 } else { 2 };
    let mut shown = Vec::new();
    for state in [
        MilestoneState::Done,
        MilestoneState::Passed,
        MilestoneState::Due,
        MilestoneState::Overdue,
        MilestoneState::Dropped,
    ] {
        let mut marks: Vec<(usize, &Mark)> = Vec::new();
        for laid in laid {
            for held in &laid.tracks {
                let placed = held.track.marks.iter().zip(&held.places);
                for (mark, place) in placed.filter(|(mark, _)| mark.state == state) {
                    marks.push((laid.slot(held.line + place.line, line_slots), mark));
                }
            }
        }
        if marks.is_empty() {
            continue;
        }
        let series = canvas.series();
        let many = marks.iter().enumerate().filter(|(_, (_, m))| m.count > 1);
        let stretches = many.map(|(place, (_, m))| ((series, place), m.stretch));
        figure.stretches.extend(stretches);
        let (_, symbol, fill, stroke) = mark(state, palette);
        let outline = if state == MilestoneState::Due {
            2.5
        } else {
            1.0
        };
        let style = filled(fill).border_color(stroke).border_width(outline);
        let items = marks.iter().map(|(_, m)| m.id.clone()).collect();
        let words = |m: &Mark| tip(&m.label, &[&m.words, state.shown()]);
        let scatter = Scatter::new().symbol(symbol).item_style(style);
        let scatter = if merged {
            // Letters that stand out from the filling of their mark.
            let ink = match state {
                MilestoneState::Due | MilestoneState::NoDate => palette.ink,
                _ => palette.on_mark,
            };
            let label = figure.look.label().font_size(12).color(ink);
            let label = label.position(LabelPosition::Inside).formatter("{@[2]}");
            let data: Vec<_> = marks
                .iter()
                .map(|(slot, m)| text_point(time.at(m.at), *slot, &m.count.to_string(), &words(m)))
                .collect();
            let size = if state == MilestoneState::Passed {
                31
            } else {
                26
            };
            scatter.symbol_size(size).label(label).data(data)
        } else {
            let data: Vec<_> = marks
                .iter()
                .map(|(slot, m)| point(time.at(m.at), *slot, &words(m)))
                .collect();
            let size = if state == MilestoneState::Passed {
                15
            } else {
                12
            };
            scatter.symbol_size(size).data(data)
        };
        canvas.push(scatter, items);
        shown.push(state);
    }
    shown
}

/// The names of tracks beside them, where their lane's name doesn't say it.
fn draw_names(canvas: &mut Canvas, laid: &[Laid<'_>], scale: f64, line_slots: usize) {
    let mut names = Vec::new();
    for laid in laid {
        for held in &laid.tracks {
            let Some(at) = held.name_at else { continue };
            let tip = tip(&held.track.label, &[]);
            let slot = laid.slot(held.line, line_slots);
            let (name, item) = (held.track.name.clone(), held.track.id.clone());
            names.push((at / scale, slot, name, tip, item));
        }
    }
    if !names.is_empty() {
        canvas.notes(names);
    }
}

/// The names of lanes: beside them, or above them on a phone.
fn draw_labels(canvas: &mut Canvas, laid: &[Laid<'_>], narrow: bool, ticks: &[Tick]) {
    let mut labels = Vec::new();
    for laid in laid {
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
    canvas.texts(labels, side, false, ticks);
}

fn key(
    shown: &[MilestoneState],
    laid: &[Laid<'_>],
    scene: &Scene,
    palette: &Palette,
) -> Vec<KeyItem> {
    let states = shown.iter().map(|state| {
        let (shape, _, fill, stroke) = mark(*state, palette);
        KeyItem {
            shape,
            stroke,
            fill,
            words: state.shown().to_owned(),
        }
    });
    let mut key: Vec<KeyItem> = states.collect();
    let bar = |shape, words: &str| KeyItem {
        shape,
        stroke: palette.c1_soft,
        fill: palette.c1_soft,
        words: words.to_owned(),
    };
    let mut tracks = laid.iter().flat_map(|laid| &laid.tracks);
    if tracks.any(|held| held.track.span.is_some()) {
        key.push(bar(KeyShape::ThinBar, "From start to end"));
    }
    let first = scene.bunches.first().map(|bunch| bunch.stretch);
    let each = match first.map_or(0, |(first, last)| last.0 - first.0) {
        0..=31 => "How many fall in each month",
        32..=100 => "How many fall in each quarter",
        101..=366 => "How many fall in each year",
        _ => "How many fall in each stretch of years",
    };
    key.push(bar(KeyShape::Bar, each));
    key
}
