//! Answers to the questions of a survey: shares on both sides of a line, the answers printed first at its
//! left and those printed last at its right.

use charming::{datatype::DataPointItem, element::ItemStyle};

use crate::plan::Id;

use super::{
    frame::{Tick, bars, point},
    rows::{RowWords, Rows},
    table::{Cell, ChartFigure, ChartTable, Column, KeyItem, KeyShape, TableRow},
    theme::{Look, Palette},
    words::{count, tip},
};

/// A question as this chart needs it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuestionRow {
    /// The question.
    pub id: Option<Id>,
    /// What was asked.
    pub label: String,
    /// The answers in the order printed, with their shares in percent; no share where none is printed.
    pub answers: Vec<(String, Option<f64>)>,
    /// Whether these are all the answers there were.
    pub complete: bool,
}

/// The series of a chart: how far an answer is from the line, and on which side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Band {
    First,
    Early,
    Middle,
    Late,
    Last,
}

impl Band {
    /// Outwards from the line on either side: the stacks are built from the line.
    const ALL: [Band; 5] = [
        Band::Middle,
        Band::Early,
        Band::First,
        Band::Late,
        Band::Last,
    ];

    /// The band of the answer at a place among so many.
    fn of(at: usize, all: usize) -> Band {
        let (middle, odd) = (all / 2, all % 2 == 1);
        match at {
            0 if all > 0 => Band::First,
            at if at + 1 == all => Band::Last,
            at if odd && at == middle => Band::Middle,
            at if at < middle => Band::Early,
            _ => Band::Late,
        }
    }

    fn color(self, palette: &Palette) -> &'static str {
        match self {
            Band::First => palette.c1,
            Band::Early => palette.c1_soft,
            Band::Middle => palette.grid,
            Band::Late => palette.ink_2,
            Band::Last => palette.ink,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Band::First => "The answer printed first",
            Band::Early => "Next to it",
            Band::Middle => "In the middle",
            Band::Late => "Before the last",
            Band::Last => "The answer printed last",
        }
    }
}

/// The chart of a survey's questions.
pub fn figure(rows: &[QuestionRow], name: &str, look: Look) -> ChartFigure {
    let drawn: Vec<&QuestionRow> = rows.iter().filter(|row| is_drawn(row)).collect();
    let headline = headline(&drawn);
    let mut figure = ChartFigure::undrawn(
        look,
        &format!(
            "Bar chart of the answers to {}",
            count(drawn.len(), "question", "questions")
        ),
        headline,
        format!("{name}: shares of answers in percent, question by question"),
        "Too few questions have all their answers printed to draw a chart.",
        table(rows, name),
    );
    if drawn.len() >= 2 {
        draw(&mut figure, &drawn);
    }
    figure
}

fn is_drawn(row: &QuestionRow) -> bool {
    let shares = || row.answers.iter().map(|(_, share)| *share);
    row.complete
        && row.answers.len() >= 2
        && shares().all(|s| s.is_some_and(|s| (0.0..=100.0).contains(&s)))
}

/// `‘No concerns’ is the answer of 82% on personal safety, the largest share of all`
fn headline(drawn: &[&QuestionRow]) -> String {
    let all = drawn.iter().flat_map(|row| {
        row.answers
            .iter()
            .map(move |(words, share)| (row, words, share.unwrap_or(0.0)))
    });
    match all.max_by(|a, b| a.2.total_cmp(&b.2)) {
        None => "No question has all its answers printed".to_owned(),
        Some((row, words, share)) => format!("{}: {} say ‘{words}’", row.label, percent(share)),
    }
}

fn percent(share: f64) -> String {
    format!("{}%", (share * 10.0).round() / 10.0)
}

fn table(rows: &[QuestionRow], name: &str) -> ChartTable {
    let answer = |row: &QuestionRow, words: &str, share: Option<f64>| TableRow {
        item: row.id.clone(),
        cells: vec![
            Cell::text(&row.label),
            Cell::text(words),
            Cell::Text(share.map_or(String::new(), percent)),
        ],
    };
    ChartTable {
        caption: format!("{name}: answers"),
        columns: vec![
            Column::words("Question"),
            Column::words("Answer"),
            Column::figures("Share"),
        ],
        rows: rows
            .iter()
            .flat_map(|row| {
                row.answers
                    .iter()
                    .map(move |(words, share)| answer(row, words, *share))
            })
            .collect(),
    }
}

/// How much of a row stands at the left of the line and at its right: an answer in the middle stands
/// across it.
fn sides(row: &QuestionRow) -> (f64, f64) {
    let all = row.answers.len();
    let mut sides = (0.0, 0.0);
    for (at, (_, share)) in row.answers.iter().enumerate() {
        let share = share.unwrap_or(0.0);
        match Band::of(at, all) {
            Band::First | Band::Early => sides.0 += share,
            Band::Middle => {
                sides.0 += share / 2.0;
                sides.1 += share / 2.0;
            }
            Band::Late | Band::Last => sides.1 += share,
        }
    }
    sides
}

fn draw(figure: &mut ChartFigure, drawn: &[&QuestionRow]) {
    let look = figure.look;
    let palette = look.palette();
    let left = drawn.iter().map(|row| sides(row).0).fold(0.0, f64::max);
    let right = drawn.iter().map(|row| sides(row).1).fold(1.0, f64::max);
    let words: Vec<RowWords> = drawn
        .iter()
        .map(|row| {
            let said: Vec<String> = row
                .answers
                .iter()
                .map(|(words, share)| format!("{words}: {}", percent(share.unwrap_or(0.0))))
                .collect();
            let said: Vec<&str> = said.iter().map(String::as_str).collect();
            let figures = row
                .answers
                .iter()
                .map(|(_, share)| percent(share.unwrap_or(0.0)));
            RowWords {
                label: row.label.clone(),
                value: figures.collect::<Vec<_>>().join("  "),
                tip: tip(&row.label, &said),
                item: row.id.clone(),
                end: right,
            }
        })
        .collect();
    let rows = Rows::new(look, &words, right);
    let mut canvas = rows.canvas(-left, right);
    for band in Band::ALL {
        // An answer in the middle has a half on either side of the line.
        let halves: &[f64] = if band == Band::Middle {
            &[0.5, -0.5]
        } else {
            &[1.0]
        };
        for half in halves {
            let mut marks: (Vec<DataPointItem>, Vec<Option<Id>>) = Default::default();
            for (i, (row, words)) in drawn.iter().zip(&words).enumerate() {
                let all = row.answers.len();
                let share: f64 = row
                    .answers
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| Band::of(*at, all) == band)
                    .filter_map(|(_, (_, share))| *share)
                    .sum();
                let side = match band {
                    Band::First | Band::Early => -1.0,
                    Band::Middle => *half,
                    Band::Late | Band::Last => 1.0,
                };
                marks
                    .0
                    .push(point(share * side, rows.slot_of(i), &words.tip));
                marks.1.push(row.id.clone());
            }
            // A line of paper between the parts tells them apart without colour.
            let style = ItemStyle::new()
                .color(band.color(palette))
                .border_color(palette.paper)
                .border_width(1);
            canvas.push(bars(22.0, style, Some("answers"), marks.0), marks.1);
        }
    }
    let line = [Tick {
        at: 0.0,
        words: String::new(),
    }];
    let (chart, marks, height) = rows.finish(canvas, &line);
    let used = |band: Band| {
        drawn.iter().any(|row| {
            let all = row.answers.len();
            (0..all).any(|at| Band::of(at, all) == band)
        })
    };
    let key = [
        Band::First,
        Band::Early,
        Band::Middle,
        Band::Late,
        Band::Last,
    ];
    figure.key = key
        .into_iter()
        .filter(|band| used(*band))
        .map(|band| KeyItem {
            shape: KeyShape::Bar,
            stroke: palette.ink_2,
            fill: band.color(palette),
            words: band.words().to_owned(),
        })
        .collect();
    (figure.chart, figure.marks, figure.height) = (Some(chart), marks, height);
}
