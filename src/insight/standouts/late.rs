//! What stands out as late at a date: milestones past it, and what nobody has looked at for long.

use super::{LONGEST, Lead, Mark, Standout};
use crate::{
    insight::as_at::{MilestoneState, Outcomes, milestone_state},
    plan::{Date, Day, Measure, Milestone, Plan, PointKind, Project, brief},
};

/// Figures come once a year, and then some months late: after a year and a half one was left out.
const FIGURES: i32 = 548;
/// Projects are told of every month or quarter: after half a year nobody has.
const UPDATES: i32 = 183;

/// Milestones past their date: late where the plan says what came of others, else simply past.
pub(super) fn milestones(plan: &Plan, as_at: Day) -> Option<Standout> {
    let outcomes = Outcomes::of(plan);
    let all: Vec<&Milestone> = plan.milestone_lists().flatten().collect();
    let of = |state| -> Vec<&&Milestone> {
        let is = |m: &&&Milestone| milestone_state(m, as_at, outcomes) == state;
        all.iter().filter(is).collect()
    };
    let overdue = of(MilestoneState::Overdue);
    let passed = of(MilestoneState::Passed);
    let (late, rest, label, weight) = match (overdue.is_empty(), passed.is_empty()) {
        (false, _) => (overdue, ("is overdue.", "are overdue."), "overdue", 780),
        (true, false) => (
            passed,
            (
                "is past its date, with no outcome recorded.",
                "are past their dates, with no outcome recorded.",
            ),
            "past their dates",
            440,
        ),
        (true, true) => return None,
    };
    let due = |m: &&Milestone| m.due.as_ref().and_then(|cell| cell.value()).copied();
    let earliest = late
        .iter()
        .filter_map(|m| Some((due(m)?, **m)))
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
        figure: format!("{} of {}", late.len(), all.len()),
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
            taken
                .map(|d| d.last_day())
                .or(p.period.map(|p| p.last_day()))
        });
        taken.max()
    };
    let all: Vec<(Day, &Measure)> = plan
        .measures
        .iter()
        .filter_map(|m| Some((last(m)?, &**m)))
        .collect();
    stale(all, as_at, FIGURES, |m| m.name.as_str()).map(|old| {
        let (link, rest) = old.said("measure", "has had no new figure", "have had no new figure");
        Standout {
            mark: Mark::Check,
            link,
            rest,
            lead: match old.count {
                1 => Lead::Item(old.first.id.clone()),
                _ => Lead::View("measures"),
            },
            why: match old.count {
                1 => format!("Last counted by {}.", old.day()),
                _ => format!("The oldest, “{}”, was counted by {}.", old.name, old.day()),
            },
            figure: format!("{} of {}", old.count, old.all),
            figure_label: "out of date".to_owned(),
            weight: 430,
        }
    })
}

/// Projects nobody has told of for long.
pub(super) fn stale_projects(plan: &Plan, as_at: Day) -> Option<Standout> {
    let last = |p: &Project| -> Option<Day> {
        let dates = p
            .updates
            .iter()
            .filter_map(|u| u.date.as_ref()?.value().copied());
        dates.map(Date::last_day).max()
    };
    let all: Vec<(Day, &Project)> = plan
        .projects
        .iter()
        .filter_map(|p| Some((last(p)?, &**p)))
        .collect();
    // A single note with a date is no account that somebody keeps.
    if all.len() < 2 {
        return None;
    }
    stale(all, as_at, UPDATES, |p| p.name.as_str()).map(|old| {
        let (link, rest) = old.said("project", "has had no update", "have had no update");
        Standout {
            mark: Mark::Check,
            link,
            rest,
            lead: match old.count {
                1 => Lead::Item(old.first.id.clone()),
                _ => Lead::View("projects"),
            },
            why: match old.count {
                1 => format!("The last is of {}.", old.day()),
                _ => format!("The oldest, of “{}”, is of {}.", old.name, old.day()),
            },
            figure: format!("{} of {}", old.count, old.all),
            figure_label: "without an update".to_owned(),
            weight: 425,
        }
    })
}

/// What was left alone for long.
struct Old<'a, T> {
    first: &'a T,
    name: String,
    since: Day,
    count: usize,
    all: usize,
    allowed: i32,
}

impl<T> Old<'_, T> {
    fn day(&self) -> String {
        Date::day(self.since).shown()
    }

    /// '3 measures' and ' have had no new figure for a year and a half or longer.'
    fn said(&self, one: &str, has: &str, have: &str) -> (String, String) {
        let long = match self.allowed {
            FIGURES => "a year and a half",
            _ => "half a year",
        };
        match self.count {
            1 => (self.name.clone(), format!(" {has} for {long} or longer.")),
            n => (
                format!("{n} {one}s"),
                format!(" {have} for {long} or longer."),
            ),
        }
    }
}

/// Those of `all` that nothing was said of for so many days, the oldest first.
fn stale<'a, T>(
    all: Vec<(Day, &'a T)>,
    as_at: Day,
    allowed: i32,
    name: impl Fn(&'a T) -> &'a str,
) -> Option<Old<'a, T>> {
    let is_old = |(last, _): &&(Day, &'a T)| as_at.0.saturating_sub(last.0) > allowed;
    let old: Vec<&(Day, &T)> = all.iter().filter(is_old).collect();
    let (since, first) = old.iter().min_by_key(|(last, _)| *last)?;
    Some(Old {
        first,
        name: brief(name(first), LONGEST),
        since: *since,
        count: old.len(),
        all: all.len(),
        allowed,
    })
}
