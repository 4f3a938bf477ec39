//! The frame marks stand in: a scale across, slots down, and words beside or above the marks.
//!
//! Slots are thin steps of equal height, so that a row can be a label of two lines over a figure
//! over a bar on a phone, and all beside each other on a laptop, with the same code drawing marks.

use charming::{
    Chart,
    component::{Axis, Grid},
    datatype::{CompositeValue, DataPoint, DataPointItem},
    element::{
        AxisLabel, AxisLine, AxisTick, AxisType, Emphasis, ItemStyle, LabelAlign, LabelPosition,
        LineStyle, LineStyleType, MarkLine, MarkLineData, MarkLineVariant, SplitLine, Symbol,
    },
    series::{Bar, Scatter, Series},
};

use crate::plan::Id;

use super::theme::{CLEAR, Look, SMALL, Width, filled};

/// A place on the scale with a line through the chart and words over it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    pub at: f64,
    pub words: String,
}

/// Round steps from one end of a scale to the other, as `(first, step, last)` multiples.
pub(super) fn steps(min: f64, max: f64, most: usize) -> Vec<f64> {
    let span = max - min;
    if !span.is_finite() || span <= 0.0 || most == 0 {
        return Vec::new();
    }
    let rough = span / most as f64;
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|m| m * power)
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(10.0 * power);
    let first = (min / step - 1e-9).ceil() as i64;
    let last = (max / step + 1e-9).floor() as i64;
    (first..=last).map(|n| n as f64 * step).collect()
}

/// A number without needless digits, so that a chart's JSON is short and the same everywhere.
pub(super) fn number(value: f64) -> CompositeValue {
    let tidy = (value * 1e4).round() / 1e4;
    if tidy.fract() == 0.0 && tidy.abs() < 1e15 {
        CompositeValue::from(tidy as i64)
    } else {
        CompositeValue::from(tidy)
    }
}

/// A mark at a place on the scale and in a slot; `tip` appears over it.
pub(super) fn point(at: f64, slot: usize, tip: &str) -> DataPointItem {
    DataPointItem::new(vec![number(at), number(slot as f64)]).name(tip)
}

/// As [`point`], with words of its own.
pub(super) fn text_point(at: f64, slot: usize, words: &str, tip: &str) -> DataPoint {
    DataPointItem::new(vec![
        number(at),
        number(slot as f64),
        CompositeValue::from(words),
    ])
    .name(tip)
    .into()
}

/// A line through the chart at each tick, under the marks, with its words over the chart.
fn rules(ticks: &[Tick], look: Look, max: f64, strong: bool) -> MarkLine {
    let palette = look.palette();
    let color = if strong { palette.ink } else { palette.grid };
    let narrow = look.is_narrow();
    let data: Vec<MarkLineVariant> = ticks
        .iter()
        .map(|tick| {
            let mut label = look
                .label()
                .font_size(SMALL)
                .color(if strong { palette.ink } else { palette.ink_2 })
                .formatter(tick.words.as_str());
            if tick.words.is_empty() {
                label = label.show(false);
            }
            label = if strong {
                label.font_weight("bold")
            } else {
                label.position(LabelPosition::Start).distance(6)
            };
            // Words near an end of a narrow chart would be cut off.
            let along = tick.at / max;
            if narrow && along < 0.2 {
                label = label.align(LabelAlign::Left);
            } else if narrow && along > 0.8 {
                label = label.align(LabelAlign::Right);
            }
            MarkLineVariant::Simple(MarkLineData::new().x_axis(number(tick.at)).label(label))
        })
        .collect();
    MarkLine::new()
        .symbol(vec![Symbol::None, Symbol::None])
        .silent(true)
        .z(1)
        .line_style(
            LineStyle::new()
                .color(color)
                .width(if strong { 2 } else { 1 })
                .type_(LineStyleType::Solid),
        )
        .data(data)
}

/// Between the columns over a chart and its slots, where the words of the scale stand.
const GAP: f64 = 26.0;

/// A chart being put together.
pub(super) struct Canvas {
    look: Look,
    slots: usize,
    slot: f64,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    /// How high the columns over the slots are, and how much that is.
    columns: Option<(f64, f64)>,
    pub min: f64,
    max: f64,
    chart: Chart,
    marks: Vec<Vec<Option<Id>>>,
}

impl Canvas {
    /// An empty chart with so many slots of so many pixels.
    pub fn new(look: Look, slots: usize, slot: f64, (left, right): (f64, f64)) -> Canvas {
        let mut chart = Chart::new().animation(look.motion);
        if look.motion {
            chart = chart.animation_duration(150);
        }
        Canvas {
            look,
            slots,
            slot,
            left,
            right,
            top: if look.is_narrow() { 38.0 } else { 28.0 },
            bottom: 6.0,
            columns: None,
            min: 0.0,
            max: 1.0,
            chart,
            marks: Vec::new(),
        }
    }

    /// The scale across.
    pub fn scale(mut self, min: f64, max: f64) -> Canvas {
        (self.min, self.max) = (min, max);
        self
    }

    /// Room under the chart, for words at the foot of a line.
    pub fn foot(mut self, pixels: f64) -> Canvas {
        self.bottom = pixels;
        self
    }

    /// Room over the chart, for what a page lays there.
    pub fn head(mut self, pixels: f64) -> Canvas {
        self.top = pixels;
        self
    }

    /// The place the next series has among all.
    pub fn series(&self) -> usize {
        self.marks.len()
    }

    /// Columns over the slots on the same scale, `(at, amount, tip)`, as wide as the least step between two. An
    /// amount stands over its column where `told`.
    pub fn columns(&mut self, pixels: f64, columns: &[(f64, usize, String)], told: bool) {
        let palette = self.look.palette();
        let most = columns.iter().map(|(_, n, _)| *n).max().unwrap_or(0).max(1) as f64;
        // The amounts stand over the tallest as well.
        let text = SMALL + 6.0;
        let max = if told {
            most * pixels / (pixels - text)
        } else {
            most
        };
        self.columns = Some((pixels, max));
        let data = |(at, n, tip): &(f64, usize, String)| point(*at, *n, tip);
        let bar = Bar::new()
            .x_axis_index(1)
            .y_axis_index(2)
            .bar_width("84%")
            .item_style(ItemStyle::new().color(palette.c1_soft).border_radius(2))
            .data(columns.iter().map(data).collect::<Vec<_>>());
        self.push(bar, vec![None; columns.len()]);
        let amounts: Vec<DataPoint> = columns
            .iter()
            .filter(|(_, n, _)| told && *n > 0)
            .map(|(at, n, tip)| text_point(*at, *n, &n.to_string(), tip))
            .collect();
        if !amounts.is_empty() {
            let none = vec![None; amounts.len()];
            let label = self.look.label().font_size(SMALL).formatter("{@[2]}");
            let label = label.position(LabelPosition::Top).distance(3);
            let words = Scatter::new()
                .x_axis_index(1)
                .y_axis_index(2)
                .symbol_size(1)
                .item_style(filled(CLEAR))
                .label(label)
                .data(amounts);
            self.push(words, none);
        }
    }

    /// Adds marks, with the record behind each.
    pub fn push(&mut self, series: impl Into<Series>, items: Vec<Option<Id>>) {
        self.chart = std::mem::replace(&mut self.chart, Chart::new()).series(series);
        self.marks.push(items);
    }

    /// Bars nobody sees, as wide as the chart, so that a whole row answers to a finger; and what is
    /// painted behind a row. `strong` is a line that stands out, such as the as-at date.
    pub fn strips(
        &mut self,
        rows: Vec<(usize, String, Option<Id>, &'static str)>,
        thickness: f64,
        strong: Option<Tick>,
    ) {
        let hover = self.look.palette().hover;
        let (mut data, mut items) = (Vec::new(), Vec::new());
        for (slot, tip, item, paint) in rows {
            let strip = point(self.max, slot, &tip);
            data.push(DataPoint::from(if paint == CLEAR {
                strip
            } else {
                strip.item_style(ItemStyle::new().color(paint))
            }));
            items.push(item);
        }
        let mut bar = Bar::new()
            .y_axis_index(1)
            .bar_width(number(thickness))
            .item_style(ItemStyle::new().color(CLEAR))
            .emphasis(Emphasis::new().item_style(ItemStyle::new().color(hover)))
            .data(data);
        if let Some(tick) = strong {
            bar = bar.mark_line(rules(&[tick], self.look, self.max, true));
        }
        // Strips of another height lie over the first, not beside them.
        if self.series() > 0 {
            bar = bar.bar_gap("-100%");
        }
        self.push(bar, items);
    }

    /// Words in slots: `(at, slot, words, tip, item)`. The series also carries the chart's ticks.
    pub fn texts(
        &mut self,
        texts: Vec<(f64, usize, String, String, Option<Id>)>,
        side: LabelPosition,
        bold: bool,
        ticks: &[Tick],
    ) {
        let mut label = self
            .look
            .label()
            .position(side)
            .distance(match (side, self.look.width) {
                (LabelPosition::Left, _) => 12,
                (_, Width::Narrow) => 0,
                _ => 8,
            })
            .formatter("{@[2]}");
        if bold {
            label = label.font_weight("bold");
        }
        if self.look.is_narrow() {
            // Words stand among the marks there, so lines pass behind them.
            label = label.background_color(self.look.palette().paper);
        }
        let (mut data, mut items) = (Vec::new(), Vec::new());
        for (at, slot, words, tip, item) in texts {
            data.push(text_point(at, slot, &words, &tip));
            items.push(item);
        }
        let mut scatter = Scatter::new()
            .symbol_size(1)
            .item_style(filled(CLEAR))
            .label(label)
            .data(data);
        if !ticks.is_empty() {
            scatter = scatter.mark_line(rules(ticks, self.look, self.max, false));
        }
        self.push(scatter, items);
    }

    /// Quiet words behind marks: `(at, slot, words, tip, item)`.
    pub fn notes(&mut self, notes: Vec<(f64, usize, String, String, Option<Id>)>) {
        let palette = self.look.palette();
        let label = self
            .look
            .label()
            .font_size(SMALL)
            .color(palette.ink_2)
            .position(LabelPosition::Right)
            .distance(0)
            .formatter("{@[2]}");
        let (mut data, mut items) = (Vec::new(), Vec::new());
        for (at, slot, words, tip, item) in notes {
            data.push(text_point(at, slot, &words, &tip));
            items.push(item);
        }
        let words = Scatter::new()
            .symbol_size(1)
            .item_style(filled(CLEAR))
            .label(label)
            .data(data);
        self.push(words, items);
    }

    /// The chart, the record behind each mark, and the height it needs.
    pub fn finish(self) -> (Chart, Vec<Vec<Option<Id>>>, u32) {
        let over = self.columns.map_or(0.0, |(pixels, _)| pixels + GAP);
        let height = self.top + over + self.slots as f64 * self.slot + self.bottom;
        let names: Vec<String> = (0..self.slots).map(|n| n.to_string()).collect();
        let quiet = |axis: Axis| {
            axis.axis_label(AxisLabel::new().show(false))
                .axis_line(AxisLine::new().show(false))
                .axis_tick(AxisTick::new().show(false))
                .split_line(SplitLine::new().show(false))
        };
        let down = || {
            quiet(Axis::new())
                .type_(AxisType::Category)
                .inverse(true)
                .data(names.clone())
        };
        let grid = |top: f64| {
            Grid::new()
                .left(number(self.left))
                .right(number(self.right))
                .top(number(top))
        };
        let across = || {
            quiet(Axis::new())
                .type_(AxisType::Value)
                .min(number(self.min))
                .max(number(self.max))
        };
        let mut chart = self
            .chart
            .grid(grid(self.top + over).bottom(number(self.bottom)))
            .x_axis(across())
            .y_axis(down())
            .y_axis(down());
        if let Some((pixels, max)) = self.columns {
            let up = quiet(Axis::new()).type_(AxisType::Value);
            chart = chart
                .grid(grid(self.top).height(number(pixels)))
                .x_axis(across().grid_index(1))
                .y_axis(up.grid_index(1).min(0).max(number(max)));
        }
        (chart, self.marks, height.round() as u32)
    }
}

/// Bars across the chart. A bar in the same `stack` begins where the one before it ends.
pub(super) fn bars(
    thickness: f64,
    style: ItemStyle,
    stack: Option<&str>,
    data: Vec<DataPointItem>,
) -> Bar {
    let bar = Bar::new()
        .bar_width(number(thickness))
        .item_style(style)
        .data(data);
    match stack {
        Some(stack) => bar.stack(stack),
        None => bar,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_inside_the_scale() {
        assert_eq!(steps(0.0, 36.2, 4), [0.0, 10.0, 20.0, 30.0]);
        assert_eq!(steps(0.0, 27.0, 5), [0.0, 10.0, 20.0]);
        assert_eq!(steps(-2.0, 4.0, 3), [-2.0, 0.0, 2.0, 4.0]);
        assert!(steps(0.0, 0.0, 4).is_empty());
        assert!(steps(0.0, f64::NAN, 4).is_empty());
        assert!(steps(0.0, f64::INFINITY, 4).is_empty());
    }
}
