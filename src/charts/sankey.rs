//! Flows between places in columns, each flow as wide as what it carries. A phone has no room for them: there
//! the places stand as bars.

use charming::{
    Chart,
    datatype::{CompositeValue, DataPointItem},
    element::{BorderType, ItemStyle, LabelPosition, LineStyle},
};

use crate::plan::Id;

use super::{
    frame::{bars, point},
    own::{Focus, LINE, Margins, Own, Sankey, SankeyLink, SankeyNode, Words},
    rows::{RowWords, Rows},
    table::ChartFigure,
    theme::{CLEAR, Look, TEXT, Width},
    words::{width_of, wrap},
};

/// The height that all flows of a column have together, at the least.
const FLOWS: f64 = 240.0;
/// How wide a place is.
const PLACE: f64 = 16.0;
/// As wide as a line with a figure may be between two columns: on a tablet the next column begins there.
const BESIDE: f64 = 120.0;

/// How a place is painted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    Strong,
    Soft,
    /// With a broken outline: what is left open.
    Open,
}

/// A place.
pub(super) struct Place {
    pub item: Option<Id>,
    pub column: usize,
    pub label: String,
    /// Its figure, after its label.
    pub value: String,
    pub weight: f64,
    pub tip: String,
    pub paint: Paint,
    /// What it is called and comes to among the bars of a phone; nothing if it isn't among them.
    pub bar: Option<(String, String)>,
}

/// A flow.
pub(super) struct Run {
    pub from: usize,
    pub to: usize,
    pub weight: f64,
    pub tip: String,
    pub item: Option<Id>,
}

/// Draws the places and what runs between them.
pub(super) fn draw(figure: &mut ChartFigure, places: &[Place], runs: &[Run]) {
    match figure.look.is_narrow() {
        true => draw_bars(figure, places),
        false => draw_flows(figure, places, runs),
    }
}

fn draw_bars(figure: &mut ChartFigure, places: &[Place]) {
    let look = figure.look;
    let drawn: Vec<(&Place, &(String, String))> = places
        .iter()
        .filter_map(|place| Some((place, place.bar.as_ref()?)))
        .collect();
    let max = drawn
        .iter()
        .map(|(place, _)| place.weight)
        .fold(0.0, f64::max);
    if drawn.len() < 2 || max <= 0.0 {
        return;
    }
    let words: Vec<RowWords> = drawn
        .iter()
        .map(|(place, (label, value))| RowWords {
            label: label.clone(),
            value: value.clone(),
            tip: place.tip.clone(),
            item: place.item.clone(),
            end: place.weight,
        })
        .collect();
    let rows = Rows::new(look, &words, max);
    let mut canvas = rows.canvas(0.0, max);
    for paint in [Paint::Strong, Paint::Soft, Paint::Open] {
        let (mut data, mut items): (Vec<DataPointItem>, Vec<Option<Id>>) = Default::default();
        for (i, (place, _)) in drawn
            .iter()
            .enumerate()
            .filter(|(_, (p, _))| p.paint == paint)
        {
            data.push(point(place.weight, rows.slot_of(i), &place.tip));
            items.push(place.item.clone());
        }
        if !data.is_empty() {
            canvas.push(bars(22.0, style(paint, look), Some("places"), data), items);
        }
    }
    let (chart, marks, height) = rows.finish(canvas, &[]);
    (figure.chart, figure.marks, figure.height) = (Some(chart), marks, height);
}

fn draw_flows(figure: &mut ChartFigure, places: &[Place], runs: &[Run]) {
    let look = figure.look;
    let last = places.iter().map(|p| p.column).max().unwrap_or(0);
    let in_column = |column: usize| places.iter().filter(move |p| p.column == column);
    // What the flows leave at the sides, and between two columns; on most screens there is more.
    let (across, flows) = match look.width {
        Width::Wide => (900.0, 125.0),
        _ => (560.0, 90.0),
    };
    let side = ((across - flows * last as f64) / 2.0).min(300.0);
    let middle = (flows - PLACE).max(130.0);
    let alone = |place: &Place| in_column(place.column).count() == 1;
    let over = |place: &Place| alone(place) && place.column > 0 && place.column < last;
    // A few places at the side have room for more of their names.
    let most_lines = |column: usize| match (column, in_column(column).count()) {
        (0, ..=4) => 3,
        _ => 2,
    };
    let lines = |place: &Place| {
        let inner = place.column > 0 && place.column < last && !alone(place);
        let beside = if inner { BESIDE } else { f64::MAX };
        let room = match place.column {
            0 => side,
            column if column == last => side,
            _ if alone(place) => 300.0,
            _ => middle,
        };
        label(place, room, most_lines(place.column), beside)
    };
    let widest = |column: usize| {
        let words = in_column(column).flat_map(&lines);
        let widest = words.map(|line| width_of(&line, TEXT)).fold(0.0, f64::max);
        (widest + 12.0).round()
    };
    let most = (0..=last).map(|c| in_column(c).count()).max().unwrap_or(0);
    let sum = |column: usize| in_column(column).map(|p| p.weight).sum::<f64>();
    let largest = (0..=last).map(sum).fold(0.0, f64::max);
    // Half of what a place needs above and below: its words, or itself.
    let half = |place: &Place| lines(place).len() as f64 * LINE / 2.0;
    let self_half = |place: &Place| place.weight / largest * FLOWS / 2.0;
    let between = |above: &Place, below: &Place| {
        half(above) + half(below) + 5.0 - self_half(above) - self_half(below)
    };
    let gap = (0..=last)
        .flat_map(|column| {
            let here: Vec<&Place> = in_column(column).collect();
            let pairs = here.windows(2).map(|pair| match pair {
                [above, below] => between(above, below),
                _ => 0.0,
            });
            pairs.collect::<Vec<f64>>()
        })
        .fold(10.0, f64::max)
        .round();
    let top = match places.iter().any(over) {
        true => 28.0,
        false => 12.0,
    };
    let data = places.iter().enumerate().map(|(at, place)| {
        let position = match place.column {
            0 => LabelPosition::Left,
            _ if over(place) => LabelPosition::Top,
            _ => LabelPosition::Right,
        };
        let mut label = Words {
            position: Some(position),
            distance: Some(if position == LabelPosition::Top {
                6.0
            } else {
                8.0
            }),
            ..Words::new(look, lines(place).join("\n"))
        };
        if place.column > 0 && place.column < last && position == LabelPosition::Right {
            label.text_border_color = look.palette().veil;
            label.text_border_width = Some(3);
        }
        SankeyNode {
            id: name(at),
            name: place.tip.clone(),
            depth: place.column,
            value: CompositeValue::from(place.weight),
            item_style: style(place.paint, look),
            label,
        }
    });
    let links = runs.iter().map(|run| SankeyLink {
        source: name(run.from),
        target: name(run.to),
        value: CompositeValue::from(run.weight),
        name: run.tip.clone(),
    });
    let series = Sankey {
        kind: "sankey",
        margins: Margins {
            left: widest(0),
            right: widest(last),
            top,
            bottom: 12.0,
        },
        node_width: PLACE,
        node_gap: gap,
        layout_iterations: 0,
        draggable: false,
        emphasis: Focus { focus: "adjacency" },
        line_style: LineStyle::new()
            .color(look.palette().c1)
            .opacity(0.26)
            .curveness(0.5),
        data: data.collect(),
        links: links.collect(),
    };
    figure.height = (FLOWS + top + 12.0 + gap * most.saturating_sub(1) as f64).round() as u32;
    figure.own = Some(Own::Sankey(Box::new(series)));
    figure.chart = Some(Chart::new().animation(false));
    figure.marks = vec![
        places.iter().map(|p| p.item.clone()).collect(),
        runs.iter().map(|r| r.item.clone()).collect(),
    ];
}

/// ECharts tells places apart by these.
fn name(at: usize) -> String {
    format!("p{at}")
}

/// The words beside a place: its name in so many lines at most, and its figure after it where the line with it is no
/// wider than `beside`.
fn label(place: &Place, room: f64, most: usize, beside: f64) -> Vec<String> {
    if place.value.is_empty() {
        return wrap(&place.label, TEXT, room, most);
    }
    let joined = |room: f64| {
        let mut lines = wrap(&place.label, TEXT, room, most);
        let last = lines.last_mut()?;
        *last = format!("{last} {}", place.value);
        Some(lines)
    };
    let fits = |lines: &Vec<String>| {
        let last = lines.last().map_or(0.0, |line| width_of(line, TEXT));
        last <= beside && lines.iter().all(|line| width_of(line, TEXT) <= room)
    };
    let value = width_of(&format!(" {}", place.value), TEXT);
    // A short figure stays with the name, though that be cut for it.
    let narrower = || joined(room - value).filter(|lines| value * 4.0 < room && fits(lines));
    joined(room)
        .filter(fits)
        .or_else(narrower)
        .unwrap_or_else(|| {
            let mut lines = wrap(&place.label, TEXT, room, most);
            lines.push(place.value.clone());
            lines
        })
}

fn style(paint: Paint, look: Look) -> ItemStyle {
    let palette = look.palette();
    let style = ItemStyle::new().border_width(1);
    match paint {
        Paint::Strong => style.color(palette.c1).border_color(palette.c1),
        Paint::Soft => style.color(palette.c1_soft).border_color(palette.c1),
        Paint::Open => style
            .color(CLEAR)
            .border_color(palette.ink_2)
            .border_type(BorderType::Dashed),
    }
}
