//! Dates moved on by a year, with what they were remembered.

use super::{Choices, Dates, Work};
use crate::plan::{Action, Date, Milestone, Plan, Printed, Progress, Reason};

/// A cell a year later: nothing where there is no date in it.
fn later(cell: &Option<Printed<Date>>) -> Option<Printed<Date>> {
    let date = cell.as_ref()?.value()?;
    Some(Printed::from(date.a_year_on()))
}

/// Moves a date and gives the reason to keep.
fn shift(cell: &mut Option<Printed<Date>>, what: &str, why: &str) -> Option<Reason> {
    let moved = later(cell)?;
    let before = cell.replace(moved)?;
    Some(Reason {
        what: what.to_owned(),
        before: before.shown(|d| d.shown()),
        why: why.to_owned(),
    })
}

/// Moves a milestone that is still ahead. When it was first due is remembered once.
fn milestone(m: &mut Milestone, why: &str) -> bool {
    if matches!(m.progress, Some(Progress::Done | Progress::Dropped)) {
        return false;
    }
    let Some(moved) = later(&m.due) else {
        return false;
    };
    let before = m.due.replace(moved);
    let had = m.original_due.as_ref().is_some_and(|cell| !cell.is_blank());
    if !had {
        m.original_due = before.clone();
    }
    if !why.is_empty() {
        m.reasons.push(Reason {
            what: "Due".to_owned(),
            before: before.map(|b| b.shown(|d| d.shown())).unwrap_or_default(),
            why: why.to_owned(),
        });
    }
    true
}

/// Moves the dates of an action; whether there were any.
pub(super) fn of_action(action: &mut Action, dates: Dates, why: &str) -> bool {
    if dates == Dates::Keep || action.progress == Some(Progress::Done) {
        return false;
    }
    let mut moved = false;
    for (cell, what) in [(&mut action.start, "Starts"), (&mut action.end, "Ends")] {
        if let Some(reason) = shift(cell, what, why) {
            action.reasons.push(reason);
            moved = true;
        }
    }
    for timescale in &mut action.timescales {
        if let Some(reason) = shift(&mut timescale.date, "Date", why) {
            timescale.reasons.push(reason);
            moved = true;
        }
    }
    for m in &mut action.milestones {
        moved |= milestone(m, why);
    }
    moved
}

/// Moves the dates of projects, of what is done about risks and of reviews.
pub(super) fn of_others(next: &mut Plan, choices: &Choices, work: &mut Work) {
    if choices.dates == Dates::Keep {
        return;
    }
    let why = choices.dates_reason.as_str();
    let (mut projects, mut risks, mut reviews) = (0, 0, 0);
    let moved = next.projects.iter().map(|project| {
        let mut project = (**project).clone();
        let mut moved = false;
        for m in &mut project.milestones {
            moved |= milestone(m, why);
        }
        projects += usize::from(moved);
        project
    });
    next.projects = moved.collect();
    let moved = next.risks.iter().map(|risk| {
        let mut risk = (**risk).clone();
        let mut moved = false;
        for mitigation in risk.appearances.iter_mut().flat_map(|a| &mut a.mitigations) {
            for (cell, what) in [
                (&mut mitigation.start, "Starts"),
                (&mut mitigation.end, "Ends"),
            ] {
                if let Some(reason) = shift(cell, what, why) {
                    mitigation.reasons.push(reason);
                    moved = true;
                }
            }
        }
        risks += usize::from(moved);
        risk
    });
    next.risks = moved.collect();
    let moved = next.reviews.iter().map(|review| {
        let mut review = (**review).clone();
        if let Some(reason) = shift(&mut review.next, "Next", why) {
            review.reasons.push(reason);
            reviews += 1;
        }
        review
    });
    next.reviews = moved.collect();
    work.tell(
        projects,
        "project has its milestones moved on by a year.",
        "projects have their milestones moved on by a year.",
    );
    work.tell(
        risks,
        "risk has the dates of its mitigations moved on by a year.",
        "risks have the dates of their mitigations moved on by a year.",
    );
    work.tell(
        reviews,
        "review is moved on by a year.",
        "reviews are moved on by a year.",
    );
}
