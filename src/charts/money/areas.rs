//! Money by area, with income set against spending.

use charming::{
    datatype::DataPointItem,
    element::{BorderType, ItemStyle},
};

use crate::{
    charts::{
        frame::{bars, point},
        rows::{RowWords, Rows, first},
        table::{Cell, ChartFigure, ChartTable, Column, KeyItem, KeyShape, TableRow},
        theme::{Look, NONE},
        words::{capital, count, list, share, tip},
    },
    plan::Id,
};

use super::{AreaRow, AreaWords, Said, Side, in_full, scale, ticks};

impl AreaRow {
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

impl AreaWords {
    /// 'Net budget 2012/13 by area'.
    pub(super) fn by_part(&self) -> String {
        let period = match self.period.as_str() {
            "" => String::new(),
            period => format!(" {period}"),
        };
        let (one, _) = self.side.nouns();
        format!("{}{period} by {one}", capital(&self.whole))
    }
}

impl Side {
    /// What parts are called: one, and several.
    pub(super) fn nouns(self) -> (&'static str, &'static str) {
        match self {
            Side::Spending => ("area", "areas"),
            Side::Funding => ("source", "sources"),
        }
    }

    /// What one part does with the whole, and what several do.
    fn verbs(self) -> (&'static str, &'static str) {
        match self {
            Side::Spending => ("takes", "take"),
            Side::Funding => ("brings in", "bring in"),
        }
    }
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
    let (one, many) = words.side.nouns();
    let headline = area_headline(&drawn, words, said);
    let has_income = drawn.iter().any(|(row, _)| row.set_against().is_some());
    let mut subtitle = words.by_part();
    if has_income {
        subtitle.push_str(", with income set against spending");
    }
    let mut figure = ChartFigure::undrawn(
        look,
        &format!(
            "Bar chart of the {} of {}",
            words.whole,
            count(drawn.len(), one, many)
        ),
        headline,
        subtitle,
        format!("Too few {many} have an amount to draw a chart."),
        area_table(&rows, words),
    );
    if drawn.len() >= 2 {
        let shown = first(&drawn, &mut figure.subtitle);
        draw_areas(&mut figure, shown, words, said);
    }
    figure
}

/// `A and B take just over half of the net budget`: as few areas as make up nearly half.
pub(super) fn area_headline(drawn: &[(&AreaRow, i64)], words: &AreaWords, said: Said) -> String {
    let (takes, take) = words.side.verbs();
    let whole = &words.whole;
    let Some((largest, size)) = drawn.first() else {
        return "No amounts to show".to_owned();
    };
    let total: i64 = drawn
        .iter()
        .map(|(_, size)| *size)
        .fold(0, i64::saturating_add);
    let all_paid = drawn.iter().all(|(_, size)| *size >= 0);
    if drawn.len() == 1 || !all_paid || total <= 0 {
        return format!("{} {takes} {}", capital(&largest.label), said.short(*size));
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
            let take = if i == 0 { takes } else { take };
            return format!(
                "{} {take} {} of the {whole}",
                capital(&list(&names)),
                share(part)
            );
        }
    }
    let part = *size as f64 / total as f64;
    format!(
        "{} {takes} most, {} of the {whole}",
        capital(&largest.label),
        share(part)
    )
}

/// Picks one amount of an area.
type Amount = fn(&AreaRow) -> Option<i64>;

pub(super) fn area_table(rows: &[&AreaRow], words: &AreaWords) -> ChartTable {
    let spend = match words.side {
        Side::Spending => "Spending",
        Side::Funding => "Amount",
    };
    let all: [(&str, Amount); 3] = [
        (spend, |row| row.spend),
        ("Income", |row| row.income),
        ("Net", |row| row.net),
    ];
    let wanted: Vec<(&str, Amount)> = all
        .into_iter()
        .filter(|(_, pick)| rows.iter().any(|row| pick(row).is_some()))
        .collect();
    let mut columns = vec![Column::words(capital(words.side.nouns().0))];
    columns.extend(wanted.iter().map(|(name, _)| Column::figures(*name)));
    ChartTable {
        caption: words.by_part(),
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
