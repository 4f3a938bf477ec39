//! What stands out as late at a date: milestones past it, and what nobody has looked at for long.

use super::{LONGEST, Lead, Mark, Standout};
use crate::{
    insight::as_at::{MilestoneState, Outcomes, milestone_state},
    plan::{Date, Day, Id, Measure, Milestone, Plan, PointKind, Project, brief},
};

/// Figures come once a year, and then some months late: after a year and a half one was left out.
const FIGURES: i32 = 548;
/// Projects are told of every month or quarter: after half a year nobody has.
const UPDATES: i32 = 183;

/// Milestones past their date: late where the plan says what came of others, else simply past.
pub(super) fn milestones(plan: &Plan, as_at: Day) -> Option<Standout> {
    let outcomes = Outcomes::of(plan);
    let (mut overdue, mut passed, mut all) = (Vec::new(), Vec::new(), 0usize);
    for milestone in plan.milestone_lists().flatten() {
        all += 1;
        match milestone_state(milestone, as_at, outcomes) {
            MilestoneState::Overdue => overdue.push(milestone),
            MilestoneState::Passed => passed.push(milestone),
            _ => {}
        }
    }
    let passed_one = passed.len() == 1;
    let (late, rest, label, weight) = match (overdue.is_empty(), passed.is_empty()) {
        (false, _) => (overdue, ("is overdue.", "are overdue."), "overdue", 780),
        (true, false) => (
            passed,
            (
                "is past its date, with no outcome recorded.",
                "are past their dates, with no outcome recorded.",
            ),
            if passed_one {
                "past its date"
            } else {
                "past their dates"
            },
            440,
        ),
        (true, true) => return None,
    };
    let due = |m: &Milestone| m.due.as_ref().and_then(|cell| cell.value()).copied();
    let earliest = late
        .iter()
        .filter_map(|m| Some((due(m)?, *m)))
        .min_by_key(|(due, _)| *due);
    let why = earliest.map_or(String::new(), |(due, m)| {
        format!(
            "Longest: “{}”, due {}.",
            brief(m.text.as_str(), LONGEST),
            due.shown()
        )
    });
    let in_actions = plan.actions.iter().any(|a| !a.milestones.is_empty());
    let (link, rest) = match late.len() {
        1 => ("One milestone".to_owned(), rest.0),
        n => (format!("{n} milestones"), rest.1),
    };
    Some(Standout {
        mark: Mark::Check,
        link,
        rest: format!(" {rest}"),
        lead: Lead::View(if in_actions { "actions" } else { "projects" }),
        why,
        figure: format!("{} of {all}", late.len()),
        figure_label: label.to_owned(),
        weight,
    })
}

/// Measures without a new figure for long.
pub(super) fn stale_measures(plan: &Plan, as_at: Day) -> Option<Standout> {
    let last = |m: &Measure| -> Option<Day> {
        let counted = m.points.iter();
        let counted = counted.filter(|p| p.kind() == PointKind::Actual && p.number().is_some());
        let taken = counted.filter_map(|p| {
            let taken = p.as_at.as_ref().and_then(|cell| cell.value());
            let taken = taken.map(|d| d.last_day());
            taken.or(p.period.map(|p| p.last_day()))
        });
        taken.max()
    };
    let told = plan.measures.iter();
    let told = told.filter_map(|m| Some((last(m)?, &m.id, m.name.as_str())));
    let words = Stale {
        allowed: FIGURES,
        many: "measures",
        had: "had no new figure for a year and a half or longer.",
        last: "counted by",
        label: "out of date",
        weight: 430,
    };
    stale(told.collect(), as_at, &words)
}

/// Projects nobody has told of for long, where a plan tells of several by date.
pub(super) fn stale_projects(plan: &Plan, as_at: Day) -> Option<Standout> {
    let last = |p: &Project| -> Option<Day> {
        let dates = p.updates.iter();
        let dates = dates.filter_map(|u| u.date.as_ref()?.value().copied());
        dates.map(Date::last_day).max()
    };
    let told = plan.projects.iter();
    let told = told.filter_map(|p| Some((last(p)?, &p.id, p.name.as_str())));
    let told: Vec<_> = told.collect();
    let words = Stale {
        allowed: UPDATES,
        many: "projects",
        had: "had no update for half a year or longer.",
        last: "last told of by",
        label: "without an update",
        weight: 425,
    };
    // A single note with a date is no account that somebody keeps.
    match told.len() {
        0 | 1 => None,
        _ => stale(told, as_at, &words),
    }
}

/// What is said of things that nobody looked at for so many days.
struct Stale {
    allowed: i32,
    /// What they are; it is also the view that lists them.
    many: &'static str,
    had: &'static str,
    last: &'static str,
    label: &'static str,
    weight: u32,
}

/// Those that nothing was said of for long: `all` has the last day of each.
fn stale(all: Vec<(Day, &Id, &str)>, as_at: Day, words: &Stale) -> Option<Standout> {
    let is_old = |(last, ..): &&(Day, &Id, &str)| as_at.0.saturating_sub(last.0) > words.allowed;
    let old: Vec<_> = all.iter().filter(is_old).collect();
    let (since, id, name) = old.iter().min_by_key(|(last, ..)| *last)?;
    let (name, since) = (brief(name, LONGEST), Date::day(*since).shown());
    let Stale { had, last, .. } = words;
    let (link, has, lead, why) = match old.len() {
        1 => (
            name,
            "has",
            Lead::Item((*id).clone()),
            crate::insight::rows::sentence(&format!("{last} {since}.")),
        ),
        n => (
            format!("{n} {}", words.many),
            "have",
            Lead::View(words.many),
            format!("The oldest, “{name}”, was {last} {since}."),
        ),
    };
    Some(Standout {
        mark: Mark::Check,
        link,
        rest: format!(" {has} {had}"),
        lead,
        why,
        figure: format!("{} of {}", old.len(), all.len()),
        figure_label: words.label.to_owned(),
        weight: words.weight,
    })
}
