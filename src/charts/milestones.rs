//! Milestones on a time axis: a lane for each action, its span as a bar, its milestones as marks
//! that tell done from due by shape and filling, and a line at the as-at date.

pub use crate::insight::MilestoneState;
use crate::plan::{Day, Id, month_name};

use super::{
    lanes::draw,
    table::{Cell, ChartFigure, ChartTable, Column, TableRow},
    theme::Look,
    time::SENSIBLE,
    words::count,
};

/// A lane: an action or a priority.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lane {
    /// What milestones name it by.
    pub key: String,
    /// The record it stands for.
    pub id: Option<Id>,
    /// Its reference and name.
    pub label: String,
    /// Its first and last day.
    pub span: Option<(Day, Day)>,
}

/// A milestone as this chart needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneRow {
    /// The milestone.
    pub id: Option<Id>,
    /// The key of its lane.
    pub lane: String,
    /// What will have happened.
    pub label: String,
    /// The first and last day of its date. Without it the milestone is not drawn, only listed.
    pub when: Option<(Day, Day)>,
    /// Its date in words: 'August 2012', 'TBC'.
    pub words: String,
    /// How it stands.
    pub state: MilestoneState,
}

impl MilestoneRow {
    /// Where its mark stands: the middle of a month, the end of anything longer.
    pub(super) fn day(&self) -> Option<i32> {
        let (first, last) = self.when?;
        Some(if last.0 - first.0 > 31 {
            last.0
        } else {
            first.0 + (last.0 - first.0) / 2
        })
    }
}

/// The chart of milestones, in the lanes and order given. Milestones of no known lane stand last,
/// in a lane of their own.
pub fn figure(
    lanes: &[Lane],
    rows: &[MilestoneRow],
    as_at: Option<Day>,
    look: Look,
) -> ChartFigure {
    let drawn = rows
        .iter()
        .filter(|row| row.day().is_some_and(|day| SENSIBLE.contains(&day)))
        .count();
    let headline = headline(rows);
    let mut figure = ChartFigure {
        summary: format!(
            "Time line of {} in {}. {headline}.",
            count(drawn, "milestone", "milestones"),
            count(lanes.len(), "lane", "lanes")
        ),
        headline,
        subtitle: subtitle(rows, drawn, as_at),
        instead: "Too few milestones have a date to draw a time line.".to_owned(),
        table: table(lanes, rows),
        look,
        ..ChartFigure::default()
    };
    if drawn >= 2 {
        draw(&mut figure, lanes, rows, as_at);
    }
    figure
}

/// How many are to come, and the month that brings most.
fn headline(rows: &[MilestoneRow]) -> String {
    let dated = rows.iter().filter(|row| row.day().is_some()).count();
    let overdue = rows
        .iter()
        .filter(|row| row.state == MilestoneState::Overdue)
        .count();
    if overdue > 0 && dated > 1 {
        let verb = if overdue == 1 { "is" } else { "are" };
        return format!("{overdue} of {dated} dated milestones {verb} overdue");
    }
    let due: Vec<&MilestoneRow> = rows
        .iter()
        .filter(|row| row.state == MilestoneState::Due && row.day().is_some())
        .collect();
    let first = match (rows.len(), dated, due.len()) {
        (0, ..) => return "No milestones to show".to_owned(),
        (_, 0, _) => return "No milestone has a date".to_owned(),
        (_, 1, 1) => return "The one dated milestone is still to come".to_owned(),
        (_, 1, _) => return "The date of the one dated milestone has passed".to_owned(),
        (_, n, 0) => return format!("The dates of all {n} milestones have passed"),
        (_, n, d) if n == d => format!("All {n} milestones are still to come"),
        (_, n, 1) => format!("1 of {n} milestones is still to come"),
        (_, n, d) => format!("{d} of {n} milestones are still to come"),
    };
    match busiest(&due) {
        Some((month, n)) => format!("{first}, {n} of them in {month}"),
        None => first,
    }
}

/// The month with most milestones, if one stands out: two at least, and more than any other.
fn busiest(rows: &[&MilestoneRow]) -> Option<(String, usize)> {
    let mut months: Vec<((i32, u8), usize)> = Vec::new();
    for row in rows {
        let (first, last) = row.when?;
        let (year, month, _) = last.civil();
        if last.0 - first.0 > 31 {
            continue;
        }
        match months.iter_mut().find(|(m, _)| *m == (year, month)) {
            Some((_, n)) => *n += 1,
            None => months.push(((year, month), 1)),
        }
    }
    months.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let ((year, month), n) = *months.first()?;
    let next = months.get(1).map_or(0, |(_, n)| *n);
    (n >= 2 && n > next && months.len() > 1).then(|| (format!("{} {year}", month_name(month)), n))
}

fn subtitle(rows: &[MilestoneRow], drawn: usize, as_at: Option<Day>) -> String {
    let mut text = "Milestones by date, with the time each action runs".to_owned();
    if let Some(day) = as_at {
        text.push_str(&format!(", as at {day}"));
    }
    let rest = rows.len() - drawn;
    if rest > 0 {
        text.push_str(&match rest {
            1 => "; 1 without a date is in the table".to_owned(),
            n => format!("; {n} without a date are in the table"),
        });
    }
    text
}

fn table(lanes: &[Lane], rows: &[MilestoneRow]) -> ChartTable {
    let lane = |key: &str| {
        let lane = lanes.iter().find(|lane| lane.key == key);
        lane.map_or_else(String::new, |lane| lane.label.clone())
    };
    ChartTable {
        caption: "Milestones by date".to_owned(),
        columns: vec![
            Column::words("Milestone"),
            Column::words("Part of"),
            Column::words("Date"),
            Column::words("Standing"),
        ],
        rows: rows
            .iter()
            .map(|row| TableRow {
                item: row.id.clone(),
                cells: vec![
                    Cell::text(&row.label),
                    Cell::Text(lane(&row.lane)),
                    Cell::text(&row.words),
                    Cell::text(row.state.shown()),
                ],
            })
            .collect(),
    }
}
