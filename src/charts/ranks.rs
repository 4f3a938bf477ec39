//! Ranks: where a council stands from first to last among others, one row a benchmark.

use charming::{
    datatype::DataPointItem,
    element::{ItemStyle, Symbol},
    series::Scatter,
};

use crate::plan::Id;

use super::{
    frame::{Tick, bars, point},
    rows::{RowWords, Rows, first},
    table::{Cell, ChartFigure, ChartTable, Column, KeyItem, KeyShape, TableRow},
    theme::{Look, filled},
    words::{count, tip},
};

/// Where the last place stands on the scale; the first is at 0.
const LAST: f64 = 1.0;
/// Room for marks at either end to stand whole.
const PAST: f64 = 0.035;

/// A rank among others: first is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    /// The place.
    pub rank: u32,
    /// Of how many.
    pub of: u32,
}

impl Rank {
    /// From 0, the first place, to 1, the last; `None` where there is no such place.
    fn place(self) -> Option<f64> {
        let known = self.of > 1 && self.rank >= 1 && self.rank <= self.of;
        known.then(|| f64::from(self.rank - 1) / f64::from(self.of - 1))
    }

    fn shown(self) -> String {
        format!("{} of {}", self.rank, self.of)
    }
}

/// A benchmark as this chart needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RankRow {
    /// The benchmark.
    pub id: Option<Id>,
    /// What is compared.
    pub label: String,
    /// The rank among all. Without it the benchmark is not drawn, only listed.
    pub among_all: Option<Rank>,
    /// The rank among a smaller group, where that is printed too.
    pub among_few: Option<Rank>,
}

/// The words around a chart of ranks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RankWords {
    /// Among whom: 'England'.
    pub all: String,
    /// The smaller group; empty where there is none.
    pub few: String,
}

/// The chart of ranks, the best first.
pub fn figure(rows: &[RankRow], words: &RankWords, look: Look) -> ChartFigure {
    let mut rows: Vec<&RankRow> = rows.iter().collect();
    let place = |row: &RankRow| row.among_all.and_then(Rank::place);
    rows.sort_by(|a, b| {
        let (a, b) = (place(a).unwrap_or(2.0), place(b).unwrap_or(2.0));
        a.total_cmp(&b)
    });
    let drawn: Vec<(&RankRow, Rank, f64)> = rows
        .iter()
        .filter_map(|row| Some((*row, row.among_all?, place(row)?)))
        .collect();
    let headline = headline(&drawn, &words.all);
    let mut figure = ChartFigure::undrawn(
        look,
        &format!(
            "Chart of {} by rank in {}, the best first",
            count(drawn.len(), "benchmark", "benchmarks"),
            words.all
        ),
        headline,
        format!("Rank in {}, from first to last", words.all),
        "Too few benchmarks have a rank to draw a chart.",
        table(&rows, words),
    );
    if drawn.len() >= 2 {
        let shown = first(&drawn, &mut figure.subtitle);
        draw(&mut figure, shown, words);
    }
    figure
}

/// `12 of 26 rank in the first quarter of England, 4 in the last`
fn headline(drawn: &[(&RankRow, Rank, f64)], all: &str) -> String {
    let first = drawn.iter().filter(|(.., place)| *place <= 0.25).count();
    let last = drawn.iter().filter(|(.., place)| *place >= 0.75).count();
    let rank = if drawn.len() == 1 { "ranks" } else { "rank" };
    match (drawn.len(), first, last) {
        (0, ..) => "No benchmark has a rank".to_owned(),
        (n, 0, 0) => format!("None of {n} {rank} in the first or the last quarter of {all}"),
        (n, f, 0) => format!("{f} of {n} {rank} in the first quarter of {all}, none in the last"),
        (n, 0, l) => format!("None of {n} {rank} in the first quarter of {all}, {l} in the last"),
        (n, f, l) => format!("{f} of {n} {rank} in the first quarter of {all}, {l} in the last"),
    }
}

fn table(rows: &[&RankRow], words: &RankWords) -> ChartTable {
    let few = rows.iter().any(|row| row.among_few.is_some());
    let mut columns = vec![
        Column::words("Benchmark"),
        Column::figures(format!("Rank in {}", words.all)),
    ];
    if few {
        columns.push(Column::figures(format!("Rank in {}", words.few)));
    }
    let shown = |rank: Option<Rank>| Cell::Text(rank.map_or("none".to_owned(), Rank::shown));
    ChartTable {
        caption: format!("Benchmarks by rank in {}", words.all),
        columns,
        rows: rows
            .iter()
            .map(|row| TableRow {
                item: row.id.clone(),
                cells: [Cell::text(&row.label), shown(row.among_all)]
                    .into_iter()
                    .chain(few.then(|| shown(row.among_few)))
                    .collect(),
            })
            .collect(),
    }
}

fn draw(figure: &mut ChartFigure, drawn: &[(&RankRow, Rank, f64)], words: &RankWords) {
    let look = figure.look;
    let palette = look.palette();
    let row_words: Vec<RowWords> = drawn
        .iter()
        .map(|(row, rank, _)| {
            let few = row
                .among_few
                .map(|few| format!("{} in {}", few.shown(), words.few))
                .unwrap_or_default();
            let all = format!("{} in {}", rank.shown(), words.all);
            RowWords {
                label: row.label.clone(),
                value: rank.shown(),
                tip: tip(&row.label, &[&all, &few]),
                item: row.id.clone(),
                end: LAST + PAST,
            }
        })
        .collect();
    let rows = Rows::new(look, &row_words, LAST + PAST);
    let mut canvas = rows.canvas(-PAST, LAST + PAST);
    let mut track: (Vec<DataPointItem>, Vec<Option<Id>>) = Default::default();
    let mut all: (Vec<DataPointItem>, Vec<Option<Id>>) = Default::default();
    let mut few: (Vec<DataPointItem>, Vec<Option<Id>>) = Default::default();
    for (i, ((row, _, place), words)) in drawn.iter().zip(&row_words).enumerate() {
        let slot = rows.slot_of(i);
        track.0.push(point(LAST, slot, &words.tip));
        track.1.push(row.id.clone());
        all.0.push(point(*place, slot, &words.tip));
        all.1.push(row.id.clone());
        if let Some(place) = row.among_few.and_then(Rank::place) {
            few.0.push(point(place, slot, &words.tip));
            few.1.push(row.id.clone());
        }
    }
    let line = ItemStyle::new().color(palette.grid);
    canvas.push(bars(4.0, line, Some("track"), track.0), track.1);
    let ring = filled(palette.paper)
        .border_color(palette.c1)
        .border_width(3);
    let disc = filled(palette.c1).border_color(palette.c1).border_width(3);
    let has_few = !few.0.is_empty();
    // The smaller group's ring stays visible around the disc where both are in one place.
    for (marks, size, style) in [(few, 17, ring), (all, 11, disc)] {
        if !marks.0.is_empty() {
            let dots = Scatter::new()
                .symbol(Symbol::Circle)
                .symbol_size(size)
                .item_style(style)
                .data(marks.0);
            canvas.push(dots, marks.1);
        }
    }
    let ticks = [(0.0, "First"), (0.5, "Middle"), (LAST, "Last")];
    let ticks = ticks.map(|(at, words)| Tick {
        at,
        words: words.to_owned(),
    });
    let (chart, marks, height) = rows.finish(canvas, &ticks);
    let item = |fill, words: &str| KeyItem {
        shape: KeyShape::Circle,
        stroke: palette.c1,
        fill,
        words: format!("Rank in {words}"),
    };
    figure.key = vec![item(palette.c1, &words.all)];
    if has_few {
        figure.key.push(item(palette.paper, &words.few));
    }
    (figure.chart, figure.marks, figure.height) = (Some(chart), marks, height);
}
