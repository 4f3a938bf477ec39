//! One period's money beside another's.

use charming::element::ItemStyle;

use crate::charts::{
    frame::{bars, point},
    rows::{RowWords, Rows},
    table::{Cell, ChartFigure, ChartTable, Column, KeyItem, KeyShape, TableRow},
    theme::Look,
    words::{count, tip},
};

use super::{Said, TwoPeriodRow, TwoPeriodWords, in_full, scale, ticks};

/// The chart of amounts in two periods, in the order given.
pub fn two_periods(rows: &[TwoPeriodRow], words: &TwoPeriodWords, look: Look) -> ChartFigure {
    let drawn: Vec<&TwoPeriodRow> = rows
        .iter()
        .filter(|row| row.before.is_some() || row.after.is_some())
        .collect();
    let said = Said::of(
        rows.iter()
            .flat_map(|row| [row.before, row.after])
            .flatten(),
    );
    let headline = change_headline(rows, said);
    let mut figure = ChartFigure::undrawn(
        look,
        &format!(
            "Bar chart of {}, {} beside {}",
            count(drawn.len(), "line", "lines"),
            words.before,
            words.after
        ),
        headline,
        format!("{}, {} beside {}", words.what, words.before, words.after),
        "Too few lines have an amount to draw a chart.",
        change_table(rows, words),
    );
    if drawn.len() >= 2 {
        draw_periods(&mut figure, &drawn, words, said);
    }
    figure
}

/// The largest change, with both of its ends.
pub(super) fn change_headline(rows: &[TwoPeriodRow], said: Said) -> String {
    let largest = rows
        .iter()
        .filter_map(|row| Some((row, row.change()?)))
        // Of equal changes the first: `max_by_key` would take the last.
        .rev()
        .max_by_key(|(_, by)| by.unsigned_abs());
    match largest {
        None if rows.is_empty() => "No amounts to show".to_owned(),
        None => "No line has an amount in both periods".to_owned(),
        Some((_, 0)) => "No amount changes from one period to the next".to_owned(),
        Some((row, by)) => {
            let verb = if by < 0 { "falls" } else { "rises" };
            let ends = match (row.before, row.after) {
                (Some(before), Some(after)) => {
                    format!(", from {} to {}", said.short(before), said.short(after))
                }
                _ => String::new(),
            };
            format!("{} {verb} most{ends}", row.label)
        }
    }
}

pub(super) fn change_table(rows: &[TwoPeriodRow], words: &TwoPeriodWords) -> ChartTable {
    let moved = |row: &TwoPeriodRow| match row.change() {
        Some(by) if by > 0 => match in_full(Some(by)) {
            Cell::Text(text) => Cell::Text(format!("+{text}")),
            other => other,
        },
        by => in_full(by),
    };
    ChartTable {
        caption: format!("{}, {} and {}", words.what, words.before, words.after),
        columns: vec![
            Column::words("Line"),
            Column::figures(&words.before),
            Column::figures(&words.after),
            Column::figures("Change"),
        ],
        rows: rows
            .iter()
            .map(|row| TableRow {
                item: row.id.clone(),
                cells: vec![
                    Cell::text(&row.label),
                    in_full(row.before),
                    in_full(row.after),
                    moved(row),
                ],
            })
            .collect(),
    }
}

fn draw_periods(
    figure: &mut ChartFigure,
    drawn: &[&TwoPeriodRow],
    words: &TwoPeriodWords,
    said: Said,
) {
    let look = figure.look;
    let palette = look.palette();
    let amounts = drawn.iter().flat_map(|row| [row.before, row.after]);
    let (min, max) = scale(amounts.flatten());
    let said =
        |amount: Option<i64>| amount.map_or_else(|| "none".to_owned(), |pounds| said.short(pounds));
    let row_words: Vec<RowWords> = drawn
        .iter()
        .map(|row| RowWords {
            label: row.label.clone(),
            value: if row.before == row.after {
                said(row.after)
            } else {
                format!("{} → {}", said(row.before), said(row.after))
            },
            tip: tip(
                &row.label,
                &[
                    &format!("{}: {}", words.before, said(row.before)),
                    &format!("{}: {}", words.after, said(row.after)),
                ],
            ),
            item: row.id.clone(),
            end: row.before.max(row.after).unwrap_or(0) as f64,
        })
        .collect();
    let rows = Rows::new(look, &row_words, max);
    let mut canvas = rows.canvas(min, max);
    let mut period = |pick: fn(&TwoPeriodRow) -> Option<i64>, style: ItemStyle| {
        let (mut data, mut items) = (Vec::new(), Vec::new());
        for (i, (row, words)) in drawn.iter().zip(&row_words).enumerate() {
            if let Some(amount) = pick(row) {
                data.push(point(amount as f64, rows.slot_of(i), &words.tip));
                items.push(row.id.clone());
            }
        }
        let bar = bars(11.0, style, None, data).bar_gap("10%");
        canvas.push(bar, items);
    };
    let outlined = ItemStyle::new()
        .color(palette.c1_soft)
        .border_color(palette.c1)
        .border_width(1);
    period(|row| row.before, outlined);
    period(|row| row.after, ItemStyle::new().color(palette.c1));
    let (chart, marks, height) = rows.finish(canvas, &ticks(min, max, look.width));
    let item = |fill, words: &str| KeyItem {
        shape: KeyShape::Bar,
        stroke: palette.c1,
        fill,
        words: words.to_owned(),
    };
    figure.key = vec![
        item(palette.c1_soft, &words.before),
        item(palette.c1, &words.after),
    ];
    (figure.chart, figure.marks, figure.height) = (Some(chart), marks, height);
}
