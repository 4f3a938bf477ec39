//! The money of two plans by area, each under its own heading and in its own order of size. The amounts share a scale;
//! which council's are larger is not said, as councils count and cut their money differently.

use charming::element::ItemStyle;

use crate::{
    charts::{
        frame::{bars, point},
        rows::{RowWords, Rows},
        table::{Cell, ChartFigure, ChartTable, Column, TableRow},
        theme::Look,
        words::{capital, count, list, tip},
    },
    insight::compare::areas::Areas,
};

use super::{AreaRow, Said, areas::area_headline, in_full, scale, ticks};

/// As many areas of each plan are drawn; the table has them all.
const MOST: usize = 15;
/// The most characters of a headline that tells what takes half of each plan's money.
const LONGEST: usize = 180;

/// The chart of two plans, the open one first, with what to know before they are held against each other.
pub fn two_plans(plans: &[Areas; 2], caution: &str, look: Look) -> ChartFigure {
    let sorted = plans.each_ref().map(by_size);
    let drawn: Vec<(&Areas, &[(&AreaRow, i64)])> = plans
        .iter()
        .zip(&sorted)
        .map(|(plan, rows)| (plan, rows.get(..MOST).unwrap_or(rows)))
        .collect();
    let amounts = || sorted.iter().flatten().map(|(_, size)| *size);
    let said = Said::of(amounts());
    let mut figure = ChartFigure::undrawn(
        look,
        &format!("Bar chart of the money of {}", told(plans, &sorted)),
        headline(plans, &sorted, said),
        subtitle(plans, &sorted, caution),
        instead(plans, &sorted),
        table(plans, &sorted),
    );
    if sorted.iter().all(|rows| rows.len() >= 2) {
        draw(&mut figure, &drawn, said);
    }
    figure
}

/// The areas with an amount, largest first.
fn by_size(plan: &Areas) -> Vec<(&AreaRow, i64)> {
    let sized = plan.rows.iter().filter_map(|row| Some((row, row.size()?)));
    let mut rows: Vec<_> = sized.collect();
    rows.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    rows
}

type Sorted<'a> = [Vec<(&'a AreaRow, i64)>; 2];

/// `Coventry 2014 in 14 areas and Worcestershire 2018–21 in 5 areas`
fn told(plans: &[Areas; 2], sorted: &Sorted<'_>) -> String {
    let one = |(plan, rows): (&Areas, &Vec<_>)| {
        format!("{} in {}", plan.name, count(rows.len(), "area", "areas"))
    };
    let all: Vec<String> = plans.iter().zip(sorted).map(one).collect();
    list(&all.iter().map(String::as_str).collect::<Vec<_>>())
}

/// What stands out in each plan by itself.
fn headline(plans: &[Areas; 2], sorted: &Sorted<'_>, said: Said) -> String {
    let one = |(plan, rows): (&Areas, &Vec<(&AreaRow, i64)>)| {
        (!rows.is_empty())
            .then(|| format!("{}: {}", plan.name, area_headline(rows, &plan.words, said)))
    };
    let found: Vec<String> = plans.iter().zip(sorted).filter_map(one).collect();
    let told = found.join("; ");
    match found.is_empty() {
        true => "Neither plan prints its spending by area".to_owned(),
        false if told.chars().count() > LONGEST => largest(plans, sorted, said),
        false => told,
    }
}

/// `In A the largest is B (£24m); in C it is D (£51m)`: what is left of a headline that nobody would read to its end.
fn largest(plans: &[Areas; 2], sorted: &Sorted<'_>, said: Said) -> String {
    let one = |(plan, rows): (&Areas, &Vec<(&AreaRow, i64)>)| {
        let (row, size) = rows.first()?;
        Some((
            plan.name.clone(),
            format!("{} ({})", row.label, said.short(*size)),
        ))
    };
    let found: Vec<_> = plans.iter().zip(sorted).filter_map(one).collect();
    let each = found.iter().enumerate().map(|(at, (plan, area))| match at {
        0 => format!("In {plan} the largest is {area}"),
        _ => format!("in {plan} it is {area}"),
    });
    each.collect::<Vec<_>>().join("; ")
}

fn subtitle(plans: &[Areas; 2], sorted: &Sorted<'_>, caution: &str) -> String {
    let one = |(plan, rows): (&Areas, &Vec<(&AreaRow, i64)>)| {
        let cut = match rows.len() > MOST {
            true => format!("; drawn are the first {MOST} of {}", rows.len()),
            false => String::new(),
        };
        (!rows.is_empty()).then(|| format!("{}: {} by area{cut}", plan.name, plan.counted()))
    };
    let mut parts: Vec<String> = plans.iter().zip(sorted).filter_map(one).collect();
    if parts.len() == 2 {
        parts.push(caution.to_owned());
    }
    parts.join(". ")
}

fn instead(plans: &[Areas; 2], sorted: &Sorted<'_>) -> String {
    let few: Vec<&str> = plans
        .iter()
        .zip(sorted)
        .filter(|(_, rows)| rows.len() < 2)
        .map(|(plan, _)| plan.name.as_str())
        .collect();
    let verb = if few.len() == 1 {
        "doesn’t"
    } else {
        "don’t"
    };
    format!(
        "{} {verb} print spending by area in a table, so there is no chart of the two.",
        capital(&list(&few))
    )
}

/// An amount a head, where the plan prints how many people it is for.
fn a_head(plan: &Areas, pounds: i64) -> Option<String> {
    plan.heads.as_ref().map(|heads| heads.each(pounds))
}

fn table(plans: &[Areas; 2], sorted: &Sorted<'_>) -> ChartTable {
    let with_heads = plans
        .iter()
        .zip(sorted)
        .any(|(plan, rows)| plan.heads.is_some() && !rows.is_empty());
    let mut columns = vec![
        Column::words("Area"),
        Column::words("Plan"),
        Column::words("What is counted"),
        Column::figures("Amount"),
    ];
    columns.extend(with_heads.then(|| Column::figures("A head")));
    let of = |(plan, rows): (&Areas, &Vec<(&AreaRow, i64)>)| {
        let row = |(row, size): &(&AreaRow, i64)| TableRow {
            item: row.id.clone(),
            cells: [
                Cell::text(&row.label),
                Cell::text(&plan.name),
                Cell::text(capital(&plan.counted())),
                in_full(Some(*size)),
            ]
            .into_iter()
            .chain(with_heads.then(|| {
                Cell::text(
                    a_head(plan, *size).unwrap_or_else(|| "No population printed".to_owned()),
                )
            }))
            .collect(),
        };
        rows.iter().map(row).collect::<Vec<_>>()
    };
    ChartTable {
        caption: format!("Money by area, {} beside {}", plans[0].name, plans[1].name),
        columns,
        rows: plans.iter().zip(sorted).flat_map(of).collect(),
    }
}

fn draw(figure: &mut ChartFigure, drawn: &[(&Areas, &[(&AreaRow, i64)])], said: Said) {
    let look = figure.look;
    let all = || {
        drawn
            .iter()
            .flat_map(|(plan, rows)| rows.iter().map(move |row| (*plan, row)))
    };
    let (min, max) = scale(
        all()
            .map(|(_, (_, size))| *size)
            .collect::<Vec<_>>()
            .into_iter(),
    );
    let row_words: Vec<RowWords> = all()
        .map(|(plan, (row, size))| {
            let value = said.short(*size);
            let value = match a_head(plan, *size) {
                Some(each) => format!("{value}, {each} a head"),
                None => value,
            };
            RowWords {
                label: row.label.clone(),
                tip: tip(&row.label, &[&plan.name, &value, &plan.counted()]),
                value,
                item: row.id.clone(),
                end: *size as f64,
            }
        })
        .collect();
    let headings: Vec<String> = all()
        .map(|(plan, _)| format!("{}: {}", plan.name, plan.counted()))
        .collect();
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    let rows = Rows::under(look, &row_words, &headings, max);
    let mut canvas = rows.canvas(min, max);
    let palette = look.palette();
    let paints = [
        ItemStyle::new().color(palette.c1).border_radius(2),
        ItemStyle::new()
            .color(palette.c1_soft)
            .border_color(palette.c1)
            .border_width(1),
    ];
    let mut at = 0;
    for ((_, own), paint) in drawn.iter().zip(paints) {
        let marks = own.iter().zip(row_words.iter().skip(at)).enumerate();
        let (data, items) = marks
            .map(|(i, ((row, size), words))| {
                let mark = point(*size as f64, rows.slot_of(at + i), &words.tip);
                (mark, row.id.clone())
            })
            .unzip();
        canvas.push(bars(22.0, paint, Some("money"), data), items);
        at += own.len();
    }
    let (chart, marks, height) = rows.finish(canvas, &ticks(min, max, look.width));
    (figure.chart, figure.marks, figure.height) = (Some(chart), marks, height);
}
