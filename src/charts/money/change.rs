//! What changes from one period to the next: bars to the right for more, to the left for less.

use charming::{datatype::DataPointItem, element::ItemStyle};

use crate::{
    charts::{
        frame::{bars, point},
        rows::{RowWords, Rows, first},
        table::{ChartFigure, KeyItem, KeyShape},
        theme::Look,
        words::{count, tip},
    },
    plan::Id,
};

use super::{
    Said, TwoPeriodRow, TwoPeriodWords,
    periods::{change_headline, change_table},
    scale, ticks,
};

/// Figures stand at the right of the middle line, so there must be this much of a scale there.
const ROOM: f64 = 0.6;

/// The chart of changes, the largest first, whichever way.
pub fn change(rows: &[TwoPeriodRow], words: &TwoPeriodWords, look: Look) -> ChartFigure {
    let mut rows: Vec<TwoPeriodRow> = rows.to_vec();
    rows.sort_by_key(|row| std::cmp::Reverse(row.change().map(i64::unsigned_abs)));
    let drawn: Vec<(&TwoPeriodRow, i64)> = rows
        .iter()
        .filter_map(|row| Some((row, row.change()?)))
        .collect();
    let ends = rows.iter().flat_map(|row| [row.before, row.after]);
    let said = Said::of(ends.flatten());
    let headline = match total(&drawn) {
        Some((before, after)) => sum_headline(before, after, said),
        None => change_headline(&rows, said),
    };
    let mut figure = ChartFigure::undrawn(
        look,
        &format!(
            "Bar chart of {}, from {} to {}",
            count(drawn.len(), "change", "changes"),
            words.before,
            words.after
        ),
        headline,
        format!(
            "Change from {} to {}, in pounds and percent",
            words.before, words.after
        ),
        "Too few lines have an amount in both periods to draw a chart.",
        change_table(&rows, words),
    );
    if drawn.len() >= 2 {
        let shown = first(&drawn, &mut figure.subtitle);
        draw(&mut figure, shown, words, said);
    }
    figure
}

/// All lines together in both periods.
fn total(drawn: &[(&TwoPeriodRow, i64)]) -> Option<(i64, i64)> {
    let sum = |pick: fn(&TwoPeriodRow) -> Option<i64>| {
        let amounts = drawn.iter().filter_map(|(row, _)| pick(row));
        amounts.fold(0i64, i64::saturating_add)
    };
    (drawn.len() > 1).then(|| (sum(|row| row.before), sum(|row| row.after)))
}

/// 'Together the lines fall by £4m (−2%), from £188m to £184m'.
fn sum_headline(before: i64, after: i64, said: Said) -> String {
    let by = after.saturating_sub(before);
    let verb = match by {
        0 => return format!("Together the lines stay at {}", said.short(after)),
        1.. => "rise",
        _ => "fall",
    };
    format!(
        "Together the lines {verb} by {}{}, from {} to {}",
        said.short(by.saturating_abs()),
        percent(before, by).map_or(String::new(), |p| format!(" ({p})")),
        said.short(before),
        said.short(after)
    )
}

/// '+6%', '−28%', '0%'; nothing where there was nothing before.
fn percent(before: i64, by: i64) -> Option<String> {
    (before > 0).then(|| {
        let share = (by as f64 / before as f64 * 100.0).round();
        let sign = if share > 0.0 { "+" } else { "" };
        format!("{sign}{share}%").replace('-', "−")
    })
}

fn signed(by: i64, said: Said) -> String {
    let plus = if by > 0 { "+" } else { "" };
    format!("{plus}{}", said.short(by))
}

fn draw(
    figure: &mut ChartFigure,
    drawn: &[(&TwoPeriodRow, i64)],
    words: &TwoPeriodWords,
    said: Said,
) {
    let look = figure.look;
    let palette = look.palette();
    let (min, max) = scale(drawn.iter().map(|(_, by)| *by));
    let max = match look.is_narrow() {
        true => max,
        false => max.max(-min * ROOM),
    };
    let row_words: Vec<RowWords> = drawn
        .iter()
        .map(|(row, by)| {
            let share = row.before.and_then(|before| percent(before, *by));
            let by_percent = share.filter(|_| *by != 0);
            let value = match by_percent {
                Some(share) => format!("{} ({share})", signed(*by, said)),
                None if *by == 0 => "no change".to_owned(),
                None => signed(*by, said),
            };
            let at = |amount: Option<i64>| amount.map_or(String::new(), |a| said.short(a));
            RowWords {
                label: row.label.clone(),
                tip: tip(
                    &row.label,
                    &[
                        &value,
                        &format!("{}: {}", words.before, at(row.before)),
                        &format!("{}: {}", words.after, at(row.after)),
                    ],
                ),
                value,
                item: row.id.clone(),
                end: (*by).max(0) as f64,
            }
        })
        .collect();
    let rows = Rows::new(look, &row_words, max);
    let mut canvas = rows.canvas(min, max);
    let mut side = |more: bool, style: ItemStyle| {
        let (mut data, mut items): (Vec<DataPointItem>, Vec<Option<Id>>) = Default::default();
        for (i, ((row, by), words)) in drawn.iter().zip(&row_words).enumerate() {
            if *by != 0 && (*by > 0) == more {
                data.push(point(*by as f64, rows.slot_of(i), &words.tip));
                items.push(row.id.clone());
            }
        }
        canvas.push(bars(22.0, style, Some("change"), data), items);
    };
    side(true, ItemStyle::new().color(palette.c1).border_radius(2));
    let outlined = ItemStyle::new()
        .color(palette.c1_soft)
        .border_color(palette.c1)
        .border_width(1)
        .border_radius(2);
    side(false, outlined);
    let (chart, marks, height) = rows.finish(canvas, &ticks(min, max, look.width));
    let key = |fill, words: &str| KeyItem {
        shape: KeyShape::Bar,
        stroke: palette.c1,
        fill,
        words: words.to_owned(),
    };
    figure.key = vec![
        key(palette.c1, "More than before"),
        key(palette.c1_soft, "Less than before"),
    ];
    (figure.chart, figure.marks, figure.height) = (Some(chart), marks, height);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(label: &str, before: i64, after: i64) -> TwoPeriodRow {
        TwoPeriodRow {
            label: label.to_owned(),
            before: Some(before),
            after: Some(after),
            ..TwoPeriodRow::default()
        }
    }

    #[test]
    fn the_finding_is_what_all_lines_do_together() {
        let million = 1_000_000;
        let rows = [
            row("A", 48 * million, 51 * million),
            row("B", 29 * million, 21 * million),
        ];
        let figure = change(&rows, &TwoPeriodWords::default(), Look::default());
        assert_eq!(
            figure.headline,
            "Together the lines fall by £5m (−6%), from £77m to £72m"
        );
        let first = format!("{:?}", figure.table.rows[0].cells[0]);
        assert!(
            first.contains('B'),
            "the largest change comes first: {first}"
        );
    }

    #[test]
    fn nothing_before_has_no_percentage() {
        assert_eq!(percent(0, 5), None);
        assert_eq!(percent(200, 1).as_deref(), Some("+1%"));
        assert_eq!(percent(48, 0).as_deref(), Some("0%"));
        assert_eq!(percent(29, -8).as_deref(), Some("−28%"));
    }
}
