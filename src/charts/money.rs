//! Money: amounts by area with income set against spending, and one period beside another.

use charming::{
    datatype::DataPointItem,
    element::{BorderType, ItemStyle},
    series::Bar,
};

use crate::plan::{Id, Pounds};

use super::{
    frame::{RowWords, Rows, Tick, bars, point, steps},
    table::{Cell, ChartFigure, ChartTable, Column, KeyItem, KeyShape, TableRow},
    theme::{Look, NONE, Width},
    words::{capital, count, list, share, tip},
};

/// An area of spending as this chart needs it, in whole pounds. Totals are left out by the caller.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AreaRow {
    /// The line of money.
    pub id: Option<Id>,
    /// What it pays for.
    pub label: String,
    /// What is spent.
    pub spend: Option<i64>,
    /// What comes in.
    pub income: Option<i64>,
    /// What is left to pay: spending less income.
    pub net: Option<i64>,
}

impl AreaRow {
    /// What counts towards the whole: the net amount where there is one, else the spending.
    fn size(&self) -> Option<i64> {
        self.net.or(self.spend)
    }

    /// What income pays, if both ends of it are known.
    fn set_against(&self) -> Option<i64> {
        let rest = self.spend?.checked_sub(self.net?)?;
        (rest > 0 && self.net? >= 0).then_some(rest)
    }

    fn figures(&self, said: Said) -> String {
        let Some(size) = self.size() else {
            return String::new();
        };
        match (self.spend, self.set_against()) {
            (Some(spend), Some(_)) if said.short(spend) != said.short(size) => {
                format!("{} net of {}", said.short(size), said.short(spend))
            }
            _ => said.short(size),
        }
    }
}

/// The words around a chart of areas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AreaWords {
    /// What the areas make up: 'net budget'.
    pub whole: String,
    /// For when: '2012/13'.
    pub period: String,
}

/// An amount in two periods.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TwoPeriodRow {
    /// The line of money.
    pub id: Option<Id>,
    /// What it pays for.
    pub label: String,
    /// In the earlier period, in whole pounds.
    pub before: Option<i64>,
    /// In the later period.
    pub after: Option<i64>,
}

/// The words around a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TwoPeriodWords {
    /// What is compared: 'Spending by service'.
    pub what: String,
    /// The earlier column: '2020/21 spend'.
    pub before: String,
    /// The later column: '2021/22 budget'.
    pub after: String,
}

/// How amounts are said in one chart: all millions with the same digits after the point.
#[derive(Clone, Copy)]
struct Said {
    tenths: bool,
}

impl Said {
    /// With tenths of a million unless all are whole millions, as some plans print them.
    fn of(amounts: impl Iterator<Item = i64>) -> Said {
        let tenths = amounts
            .filter(|pounds| pounds.unsigned_abs() >= MILLION_FROM)
            .any(|pounds| pounds % 1_000_000 != 0);
        Said { tenths }
    }

    /// £36.2m, £48m, £827k, £749.
    fn short(self, pounds: i64) -> String {
        let sign = if pounds < 0 { "−" } else { "" };
        let size = pounds.unsigned_abs();
        if size >= MILLION_FROM && self.tenths {
            let tenths = size.saturating_add(50_000) / 100_000;
            format!("{sign}£{}.{}m", tenths / 10, tenths % 10)
        } else if size >= MILLION_FROM {
            format!("{sign}£{}m", size.saturating_add(500_000) / 1_000_000)
        } else if size >= 1_000 {
            format!("{sign}£{}k", (size + 500) / 1_000)
        } else {
            format!("{sign}£{size}")
        }
    }
}

/// Amounts are said in millions from here, in pounds.
const MILLION_FROM: u64 = 950_000;

fn in_full(amount: Option<i64>) -> Cell {
    let words = amount.map(|pounds| {
        Pounds {
            pounds,
            ..Pounds::default()
        }
        .in_full()
    });
    Cell::Text(words.unwrap_or_default())
}

/// The chart of money by area, largest first.
pub fn by_area(rows: &[AreaRow], words: &AreaWords, look: Look) -> ChartFigure {
    let mut rows: Vec<&AreaRow> = rows.iter().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.size()));
    let drawn: Vec<(&AreaRow, i64)> = rows
        .iter()
        .filter_map(|row| Some((*row, row.size()?)))
        .collect();
    let said = Said::of(
        drawn
            .iter()
            .flat_map(|(row, size)| [*size, row.spend.unwrap_or(*size)]),
    );
    let headline = area_headline(&drawn, &words.whole, said);
    let has_income = drawn.iter().any(|(row, _)| row.set_against().is_some());
    let mut subtitle = capital(&words.whole);
    if !words.period.is_empty() {
        subtitle = format!("{subtitle} {}", words.period);
    }
    subtitle.push_str(" by area");
    if has_income {
        subtitle.push_str(", with income set against spending");
    }
    let mut figure = ChartFigure {
        summary: format!(
            "Bar chart of the {} of {}. {headline}.",
            words.whole,
            count(drawn.len(), "area", "areas")
        ),
        headline,
        subtitle,
        chart: None,
        instead: "Too few areas have an amount to draw a chart.".to_owned(),
        key: Vec::new(),
        table: area_table(&rows, words),
        height: 0,
        marks: Vec::new(),
        look,
    };
    if drawn.len() >= 2 {
        draw_areas(&mut figure, &drawn, words, said);
    }
    figure
}

/// `A and B take just over half of the net budget`: as few areas as make up nearly half.
fn area_headline(drawn: &[(&AreaRow, i64)], whole: &str, said: Said) -> String {
    let Some((largest, size)) = drawn.first() else {
        return "No amounts to show".to_owned();
    };
    let total: i64 = drawn
        .iter()
        .map(|(_, size)| *size)
        .fold(0, i64::saturating_add);
    let all_paid = drawn.iter().all(|(_, size)| *size >= 0);
    if drawn.len() == 1 || !all_paid || total <= 0 {
        return format!("{} takes {}", largest.label, said.short(*size));
    }
    let mut taken = 0i64;
    for (i, (_, size)) in drawn.iter().enumerate().take(3) {
        taken = taken.saturating_add(*size);
        let part = taken as f64 / total as f64;
        if part >= 0.45 {
            let names: Vec<&str> = drawn
                .iter()
                .take(i + 1)
                .map(|(row, _)| row.label.as_str())
                .collect();
            let take = if i == 0 { "takes" } else { "take" };
            return format!("{} {take} {} of the {whole}", list(&names), share(part));
        }
    }
    let part = *size as f64 / total as f64;
    format!(
        "{} takes most, {} of the {whole}",
        largest.label,
        share(part)
    )
}

/// One amount of a row.
type Pick = fn(&AreaRow) -> Option<i64>;

fn area_table(rows: &[&AreaRow], words: &AreaWords) -> ChartTable {
    let has = |pick: Pick| rows.iter().any(|row| pick(row).is_some());
    let wanted: Vec<(&str, Pick)> = vec![
        ("Spending", |row| row.spend),
        ("Income", |row| row.income),
        ("Net", |row| row.net),
    ];
    let wanted: Vec<_> = wanted.into_iter().filter(|(_, pick)| has(*pick)).collect();
    let mut columns = vec![Column::words("Area")];
    columns.extend(wanted.iter().map(|(name, _)| Column::figures(*name)));
    ChartTable {
        caption: format!("{} {} by area", capital(&words.whole), words.period),
        columns,
        rows: rows
            .iter()
            .map(|row| TableRow {
                item: row.id.clone(),
                cells: std::iter::once(Cell::text(&row.label))
                    .chain(wanted.iter().map(|(_, pick)| in_full(pick(row))))
                    .collect(),
            })
            .collect(),
    }
}

/// Ticks at round amounts.
fn ticks(min: f64, max: f64, width: Width) -> Vec<Tick> {
    let most = if width == Width::Narrow { 3 } else { 5 };
    steps(min, max, most)
        .into_iter()
        .map(|at| Tick {
            at,
            words: if max >= 950_000.0 && at == 0.0 {
                "£0m".to_owned()
            } else {
                let round = Said::of(std::iter::once(at as i64));
                round.short(at as i64)
            },
        })
        .collect()
}

/// The scale that holds all of these amounts, and nought.
fn scale(amounts: impl Iterator<Item = i64> + Clone) -> (f64, f64) {
    let max = amounts.clone().max().unwrap_or(0).max(0) as f64;
    let min = amounts.min().unwrap_or(0).min(0) as f64;
    if max == min { (0.0, 1.0) } else { (min, max) }
}

fn draw_areas(figure: &mut ChartFigure, drawn: &[(&AreaRow, i64)], words: &AreaWords, said: Said) {
    let look = figure.look;
    let palette = look.palette();
    let end = |row: &AreaRow, size: i64| size + row.set_against().unwrap_or(0);
    let (min, max) = scale(drawn.iter().map(|(row, size)| end(row, *size)));
    let row_words: Vec<RowWords> = drawn
        .iter()
        .map(|(row, size)| {
            let income = row
                .set_against()
                .map(|_| row.income.map(|i| format!("Income {}", said.short(i))))
                .unwrap_or_default()
                .unwrap_or_default();
            RowWords {
                label: row.label.clone(),
                value: row.figures(said),
                tip: tip(&row.label, &[&row.figures(said), &income]),
                item: row.id.clone(),
                end: end(row, *size) as f64,
            }
        })
        .collect();
    let rows = Rows::new(look, &row_words, max);
    let mut canvas = rows.canvas(min, max);
    let mut net: (Vec<DataPointItem>, Vec<Option<Id>>) = Default::default();
    let mut income: (Vec<DataPointItem>, Vec<Option<Id>>) = Default::default();
    for (i, ((row, size), words)) in drawn.iter().zip(&row_words).enumerate() {
        let slot = rows.slot_of(i);
        net.0.push(point(*size as f64, slot, &words.tip));
        net.1.push(row.id.clone());
        if let Some(rest) = row.set_against() {
            income.0.push(point(rest as f64, slot, &words.tip));
            income.1.push(row.id.clone());
        }
    }
    let solid = ItemStyle::new().color(palette.c1).border_radius(2);
    canvas.push(bars(22.0, solid, Some("money"), net.0), net.1);
    let mut key = vec![KeyItem {
        shape: KeyShape::Bar,
        stroke: palette.c1,
        fill: palette.c1,
        words: capital(&words.whole),
    }];
    if !income.0.is_empty() {
        let dashed = ItemStyle::new()
            .color(NONE)
            .border_color(palette.c1)
            .border_width(1)
            .border_type(BorderType::Dashed);
        canvas.push(bars(22.0, dashed, Some("money"), income.0), income.1);
        key.push(KeyItem {
            shape: KeyShape::DashedBar,
            stroke: palette.c1,
            fill: NONE,
            words: "Spending that income pays for".to_owned(),
        });
        figure.key = key;
    }
    let (chart, marks, height) = rows.finish(canvas, &ticks(min, max, look.width));
    (figure.chart, figure.marks, figure.height) = (Some(chart), marks, height);
}

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
    let mut figure = ChartFigure {
        summary: format!(
            "Bar chart of {}, {} beside {}. {headline}.",
            count(drawn.len(), "line", "lines"),
            words.before,
            words.after
        ),
        headline,
        subtitle: format!("{}, {} beside {}", words.what, words.before, words.after),
        chart: None,
        instead: "Too few lines have an amount to draw a chart.".to_owned(),
        key: Vec::new(),
        table: change_table(rows, words),
        height: 0,
        marks: Vec::new(),
        look,
    };
    if drawn.len() >= 2 {
        draw_periods(&mut figure, &drawn, words, said);
    }
    figure
}

/// How much the later amount is above the earlier.
fn change(row: &TwoPeriodRow) -> Option<i64> {
    row.after?.checked_sub(row.before?)
}

/// The largest change, with both of its ends.
fn change_headline(rows: &[TwoPeriodRow], said: Said) -> String {
    let largest = rows
        .iter()
        .filter_map(|row| Some((row, change(row)?)))
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

fn change_table(rows: &[TwoPeriodRow], words: &TwoPeriodWords) -> ChartTable {
    let moved = |row: &TwoPeriodRow| match change(row) {
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
        let bar: Bar = bars(11.0, style, None, data).bar_gap("10%");
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
