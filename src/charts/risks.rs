//! Risks: from the score each has now to the score it is meant to come down to.

use charming::{
    datatype::DataPointItem,
    element::{ItemStyle, Symbol},
    series::Scatter,
};

use crate::plan::Id;

use super::{
    frame::{Tick, bars, point, steps},
    rows::{RowWords, Rows, first},
    table::{Cell, ChartFigure, ChartTable, Column, KeyItem, KeyShape, TableRow},
    theme::{Look, NONE, Width, filled},
    words::{count, tip},
};

/// A risk as this chart needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RiskRow {
    /// The risk.
    pub id: Option<Id>,
    /// What may go wrong.
    pub label: String,
    /// Its present score. Without it the risk is not drawn, only listed.
    pub current: Option<u32>,
    /// The score aimed at.
    pub target: Option<u32>,
    /// The heading it stands under; empty where there are none.
    pub section: String,
}

impl RiskRow {
    /// `27 → 12`, or in words what there is instead.
    fn scores(&self) -> String {
        match (self.current, self.target) {
            (Some(now), Some(aim)) if now == aim => format!("{now}, at its target"),
            (Some(now), Some(aim)) => format!("{now} → {aim}"),
            (Some(now), None) => format!("{now}, no target score"),
            (None, Some(aim)) => format!("not scored, target {aim}"),
            (None, None) => "not scored".to_owned(),
        }
    }
}

/// The chart of risks, worst first; of two with the same score, the one with further to go.
pub fn figure(rows: &[RiskRow], look: Look) -> ChartFigure {
    let mut rows: Vec<&RiskRow> = rows.iter().collect();
    let mut sections: Vec<&str> = Vec::new();
    for row in &rows {
        if !sections.contains(&row.section.as_str()) {
            sections.push(&row.section);
        }
    }
    let place = |row: &RiskRow| sections.iter().position(|s| *s == row.section);
    rows.sort_by_key(|row| {
        let worst = std::cmp::Reverse((row.current, row.target.map(std::cmp::Reverse)));
        (place(row), worst)
    });
    let drawn: Vec<(&RiskRow, u32)> = rows
        .iter()
        .filter_map(|row| Some((*row, row.current?)))
        .collect();
    let headline = headline(&rows);
    let highest = drawn.iter().map(|(_, now)| *now).max();
    let lowest = drawn.iter().map(|(_, now)| *now).min();
    let mut subtitle = "Score now and the score aimed at, worst first".to_owned();
    if let (Some(highest), Some(lowest)) = (highest, lowest)
        && drawn.len() > 1
    {
        subtitle.push_str(&format!("; highest {highest}, lowest {lowest}"));
    }
    let mut figure = ChartFigure::undrawn(
        look,
        &format!(
            "Chart of {} by score, from now to target",
            count(drawn.len(), "risk", "risks")
        ),
        headline,
        subtitle,
        "Too few risks have a score to draw a chart.",
        table(&rows),
    );
    if drawn.len() >= 2 {
        let shown = first(&drawn, &mut figure.subtitle);
        draw(&mut figure, shown);
    }
    figure
}

/// `10 of 11 risks score above their target`.
fn headline(rows: &[&RiskRow]) -> String {
    let pairs: Vec<(u32, u32)> = rows
        .iter()
        .filter_map(|row| Some((row.current?, row.target?)))
        .collect();
    let above = pairs.iter().filter(|(now, aim)| now > aim).count();
    match (rows.len(), pairs.len(), above) {
        (0, ..) => "No risks to show".to_owned(),
        (_, 0, _) => "No risk has both a score and a target".to_owned(),
        (_, 1, 1) => "The one risk with both scores is above its target".to_owned(),
        (_, 1, _) => "The one risk with both scores is at its target or below".to_owned(),
        (_, n, 0) => format!("All {n} risks are at their target score or below"),
        (_, n, a) if n == a => format!("All {n} risks score above their target"),
        (_, n, 1) => format!("1 of {n} risks scores above its target"),
        (_, n, a) => format!("{a} of {n} risks score above their target"),
    }
}

fn table(rows: &[&RiskRow]) -> ChartTable {
    let score = |score: Option<u32>| Cell::Text(score.map_or("none".to_owned(), |s| s.to_string()));
    ChartTable {
        caption: "Risks, from their score now to the score aimed at".to_owned(),
        columns: vec![
            Column::words("Risk"),
            Column::figures("Score now"),
            Column::figures("Target score"),
            Column::figures("To go"),
        ],
        rows: rows
            .iter()
            .map(|row| TableRow {
                item: row.id.clone(),
                cells: vec![
                    Cell::text(&row.label),
                    score(row.current),
                    score(row.target),
                    Cell::Text(match (row.current, row.target) {
                        (Some(now), Some(aim)) if now > aim => (now - aim).to_string(),
                        (Some(_), Some(_)) => "0".to_owned(),
                        _ => String::new(),
                    }),
                ],
            })
            .collect(),
    }
}

fn draw(figure: &mut ChartFigure, drawn: &[(&RiskRow, u32)]) {
    let look = figure.look;
    let palette = look.palette();
    let highest = drawn
        .iter()
        .map(|(row, now)| row.target.unwrap_or(0).max(*now))
        .max()
        .unwrap_or(1)
        .max(1);
    let max = f64::from(highest) * 1.04;
    let words: Vec<RowWords> = drawn
        .iter()
        .map(|(row, now)| RowWords {
            label: row.label.clone(),
            value: row.scores(),
            tip: tip(&row.label, &[&row.scores()]),
            item: row.id.clone(),
            end: f64::from(row.target.unwrap_or(0).max(*now)) + max * 0.02,
        })
        .collect();
    let sections: Vec<&str> = drawn.iter().map(|(row, _)| row.section.as_str()).collect();
    let rows = Rows::under(look, &words, &sections, max);
    let mut canvas = rows.canvas(0.0, max);
    let mut gap: (Vec<DataPointItem>, Vec<DataPointItem>, Vec<Option<Id>>) = Default::default();
    let mut now_marks = (Vec::new(), Vec::new());
    let mut aim_marks = (Vec::new(), Vec::new());
    let mut met_marks = (Vec::new(), Vec::new());
    for (i, ((row, now), words)) in drawn.iter().zip(&words).enumerate() {
        let slot = rows.slot_of(i);
        let mark = |score: u32| point(f64::from(score), slot, &words.tip);
        if row.target == Some(*now) {
            met_marks.0.push(mark(*now));
            met_marks.1.push(row.id.clone());
            continue;
        }
        now_marks.0.push(mark(*now));
        now_marks.1.push(row.id.clone());
        if let Some(aim) = row.target {
            gap.0.push(mark(aim.min(*now)));
            gap.1.push(mark(aim.abs_diff(*now)));
            gap.2.push(row.id.clone());
            aim_marks.0.push(mark(aim));
            aim_marks.1.push(row.id.clone());
        }
    }
    let line = ItemStyle::new().color(palette.c1_soft);
    canvas.push(
        bars(6.0, ItemStyle::new().color(NONE), Some("gap"), gap.0),
        gap.2.clone(),
    );
    canvas.push(bars(6.0, line, Some("gap"), gap.1), gap.2);
    let ring = filled(palette.paper)
        .border_color(palette.c1)
        .border_width(3);
    let disc = filled(palette.c1).border_color(palette.c1).border_width(3);
    for (marks, symbol, style) in [
        (aim_marks, Symbol::Circle, ring),
        (now_marks, Symbol::Circle, disc.clone()),
        (met_marks, Symbol::Diamond, disc),
    ] {
        if !marks.0.is_empty() {
            canvas.push(
                Scatter::new()
                    .symbol(symbol)
                    .symbol_size(15)
                    .item_style(style)
                    .data(marks.0),
                marks.1,
            );
        }
    }
    let most = if look.width == Width::Narrow { 4 } else { 6 };
    let ticks: Vec<Tick> = steps(0.0, max, most)
        .into_iter()
        .filter(|at| at.fract() == 0.0)
        .map(|at| Tick {
            at,
            words: at.to_string(),
        })
        .collect();
    let (chart, marks, height) = rows.finish(canvas, &ticks);
    let item = |shape, fill, words: &str| KeyItem {
        shape,
        stroke: palette.c1,
        fill,
        words: words.to_owned(),
    };
    figure.key = vec![
        item(KeyShape::Circle, palette.c1, "Score now"),
        item(KeyShape::Circle, palette.paper, "Target score"),
    ];
    if drawn.iter().any(|(row, now)| row.target == Some(*now)) {
        figure.key.push(item(
            KeyShape::Diamond,
            palette.c1,
            "Score now, at its target",
        ));
    }
    (figure.chart, figure.marks, figure.height) = (Some(chart), marks, height);
}
