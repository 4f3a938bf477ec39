//! Rows of marks with a label and a figure each: beside the marks where there is room, above them on
//! a phone.

use charming::{Chart, element::LabelPosition};

use crate::plan::Id;

use super::{
    frame::{Canvas, Tick},
    theme::{CLEAR, Look, TEXT, Width},
    words::{width_of, wrap},
};

/// As many rows are drawn: nobody reads more in a chart, and each costs the browser time. The table has them all.
const MOST: usize = 60;

/// The rows that are drawn; where these are not all, the subtitle says so.
pub(super) fn first<'a, T>(rows: &'a [T], subtitle: &mut String) -> &'a [T] {
    match rows.get(..MOST) {
        Some(first) if rows.len() > MOST => {
            let all = rows.len();
            subtitle.push_str(&format!("; drawn are the first {MOST} of {all}"));
            first
        }
        _ => rows,
    }
}

/// How much wider bold words are.
const BOLD: f64 = 1.1;

/// What stands beside one row of marks.
#[derive(Clone, Debug, Default)]
pub(super) struct RowWords {
    pub label: String,
    pub value: String,
    pub tip: String,
    pub item: Option<Id>,
    /// Where its marks end on the scale, which is where its figure stands.
    pub end: f64,
}

/// Rows of one mark or a few, each with a label and a figure.
pub(super) struct Rows<'a> {
    look: Look,
    rows: &'a [RowWords],
    lines: Vec<Vec<String>>,
    /// The headings, each line with the slot it stands in.
    headings: Vec<(usize, String)>,
    /// The slot each row's marks stand in.
    marks: Vec<usize>,
    slots: usize,
    slot: f64,
    /// How high the clickable strip of a row is, in slots, and how far above its marks its middle is.
    strip: usize,
    lift: usize,
    left: f64,
    /// The width marks have, at the least, and with the room for figures behind them.
    pub plot: f64,
    across: f64,
}

/// Room over a chart that has no scale.
const BARE: f64 = 8.0;

/// Room at the right edge of a chart.
const EDGE: f64 = 8.0;

impl<'a> Rows<'a> {
    /// Lays rows out for a scale whose longest bar ends at `max`.
    pub fn new(look: Look, rows: &'a [RowWords], max: f64) -> Rows<'a> {
        Rows::under(look, rows, &[], max)
    }

    /// As [`Rows::new`], with headings: one a row, shown over the first of those that share it.
    pub fn under(look: Look, rows: &'a [RowWords], sections: &[&str], max: f64) -> Rows<'a> {
        let total = look.width.least();
        let room = match look.width {
            Width::Narrow => total - 4.0,
            Width::Medium => 230.0,
            Width::Wide => 350.0,
        };
        let lines: Vec<Vec<String>> = rows
            .iter()
            .map(|row| wrap(&row.label, TEXT, room, 2))
            .collect();
        let mut headings = Vec::new();
        let mut slots = 0;
        let mut under = "";
        // Puts the heading of a row over it, if it has a new one, and leaves the room that it needs.
        let mut head = |slots: &mut usize, row: usize, wide: f64, line: usize| {
            let section = sections.get(row).copied().unwrap_or_default();
            if section == under {
                return;
            }
            under = section;
            // Clear of the rows before it, or of the words over the chart.
            *slots += 1;
            for words in wrap(section, TEXT * BOLD, wide, 2) {
                headings.push((*slots + line / 2, words));
                *slots += line;
            }
        };
        if look.is_narrow() {
            // Each line of words is three slots of 7 pixels, the figure another, then the bar and a
            // gap of two.
            let marks = lines
                .iter()
                .enumerate()
                .map(|(row, lines)| {
                    head(&mut slots, row, total - 4.0, 4);
                    let mark = slots + 3 * lines.len() + 4;
                    slots = mark + 4;
                    mark
                })
                .collect();
            return Rows {
                look,
                rows,
                lines,
                headings,
                marks,
                slots,
                strip: 11,
                lift: 2,
                slot: 7.0,
                left: 2.0,
                plot: total - 2.0 - EDGE,
                across: total - 2.0 - EDGE,
            };
        }
        let widest = lines
            .iter()
            .flatten()
            .map(|line| width_of(line, TEXT))
            .fold(0.0, f64::max);
        let left = (widest + 16.0).round();
        let plot = rows
            .iter()
            .filter(|row| row.end > 0.0)
            .map(|row| (total - left - 16.0 - BOLD * width_of(&row.value, TEXT)) * max / row.end)
            .fold(total - left - EDGE, f64::min)
            .max(80.0)
            .round();
        let marks = (0..rows.len())
            .map(|row| {
                head(&mut slots, row, plot, 3);
                slots += 5;
                slots - 3
            })
            .collect();
        Rows {
            look,
            rows,
            lines,
            headings,
            marks,
            slots,
            strip: 5,
            lift: 0,
            slot: 9.0,
            left,
            plot,
            across: total - left - EDGE,
        }
    }

    /// The slot a row's marks stand in.
    pub fn slot_of(&self, row: usize) -> usize {
        self.marks.get(row).copied().unwrap_or_default()
    }

    /// An empty chart with a clickable strip for each row.
    pub fn canvas(&self, min: f64, max: f64) -> Canvas {
        // The scale goes on under the figures, so that a row's strip reaches to the edge.
        let edge = min + (max - min) * self.across / self.plot;
        let mut canvas =
            Canvas::new(self.look, self.slots, self.slot, (self.left, EDGE)).scale(min, edge);
        let strips = self
            .rows
            .iter()
            .enumerate()
            .map(|(i, row)| {
                let middle = self.slot_of(i).saturating_sub(self.lift);
                (middle, row.tip.clone(), row.item.clone(), CLEAR)
            })
            .collect();
        canvas.strips(strips, self.slot * self.strip as f64, None);
        canvas
    }

    /// Puts the labels and figures onto the chart and finishes it.
    pub fn finish(&self, mut canvas: Canvas, ticks: &[Tick]) -> (Chart, Vec<Vec<Option<Id>>>, u32) {
        let narrow = self.look.is_narrow();
        if ticks.iter().all(|tick| tick.words.is_empty()) {
            canvas = canvas.head(BARE);
        }
        let (mut labels, mut values) = (Vec::new(), Vec::new());
        for (i, (row, lines)) in self.rows.iter().zip(&self.lines).enumerate() {
            let mark = self.slot_of(i);
            for (n, line) in lines.iter().enumerate() {
                let slot = if narrow {
                    mark + 3 * n - 3 - 3 * lines.len()
                } else {
                    mark + 1 + 2 * n - lines.len()
                };
                labels.push((
                    canvas.min,
                    slot,
                    line.clone(),
                    row.tip.clone(),
                    row.item.clone(),
                ));
            }
            if !row.value.is_empty() {
                let (at, slot) = if narrow {
                    (canvas.min, mark - 3)
                } else {
                    (row.end.max(0.0), mark)
                };
                values.push((
                    at,
                    slot,
                    row.value.clone(),
                    row.tip.clone(),
                    row.item.clone(),
                ));
            }
        }
        let side = if narrow {
            LabelPosition::Right
        } else {
            LabelPosition::Left
        };
        canvas.texts(labels, side, false, ticks);
        canvas.texts(values, LabelPosition::Right, true, &[]);
        if !self.headings.is_empty() {
            let at = canvas.min;
            let heading =
                |(slot, words): &(usize, String)| (at, *slot, words.clone(), String::new(), None);
            let headings = self.headings.iter().map(heading).collect();
            canvas.texts(headings, LabelPosition::Right, true, &[]);
        }
        canvas.finish()
    }
}
