//! How things stand at a date: where the as-at date starts, and the state of a milestone then.

use crate::plan::{Date, Day, Milestone, Plan, PlanStatus, Printed, Progress};

/// The date a reader starts from: the reporting date, else the later of published and refreshed,
/// else the first day of the period; for a draft, today.
pub fn as_at_start(plan: &Plan, today: Day) -> Day {
    let front = &plan.front;
    if front.status == Some(PlanStatus::Draft) {
        return today;
    }
    let last_day = |cell: &Option<Printed<Date>>| cell.as_ref()?.value().map(|d| d.last_day());
    let first_day = |cell: &Option<Printed<Date>>| cell.as_ref()?.value().map(|d| d.first_day());
    last_day(&front.reporting)
        .or_else(|| first_day(&front.published).max(first_day(&front.refreshed)))
        .or_else(|| front.period.map(|p| p.first_day()))
        .unwrap_or(today)
}

/// How a milestone stands at a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MilestoneState {
    /// Its date is past, the plan records outcomes, and it has none.
    Overdue,
    /// Its date is past and the plan records no outcomes, so nothing more can be said.
    Passed,
    /// Its date is still to come.
    Due,
    /// It has no calendar date.
    NoDate,
    /// It was done.
    Done,
    /// It was given up.
    Dropped,
}

impl MilestoneState {
    /// Every state, in the order a filter offers them.
    pub const ALL: [MilestoneState; 6] = [
        MilestoneState::Overdue,
        MilestoneState::Passed,
        MilestoneState::Due,
        MilestoneState::NoDate,
        MilestoneState::Done,
        MilestoneState::Dropped,
    ];

    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            MilestoneState::Overdue => "Overdue",
            MilestoneState::Passed => "Date passed, no outcome recorded",
            MilestoneState::Due => "Still to come",
            MilestoneState::NoDate => "No date",
            MilestoneState::Done => "Done",
            MilestoneState::Dropped => "Dropped",
        }
    }

    /// Its name in the address bar.
    pub fn key(self) -> &'static str {
        match self {
            MilestoneState::Overdue => "overdue",
            MilestoneState::Passed => "passed",
            MilestoneState::Due => "due",
            MilestoneState::NoDate => "no-date",
            MilestoneState::Done => "done",
            MilestoneState::Dropped => "dropped",
        }
    }
}

/// Whether a plan records what came of its milestones at all. Where none has an outcome, a past date
/// says nothing about the council.
pub fn records_outcomes(plan: &Plan) -> bool {
    let any = |milestones: &[Milestone]| milestones.iter().any(|m| m.progress.is_some());
    plan.actions.iter().any(|a| any(&a.milestones))
        || plan.projects.iter().any(|p| any(&p.milestones))
}

/// How a milestone stands at a date. A month is past only when its last day is.
pub fn milestone_state(milestone: &Milestone, as_at: Day, outcomes: bool) -> MilestoneState {
    match milestone.progress {
        Some(Progress::Done) => return MilestoneState::Done,
        Some(Progress::Dropped) => return MilestoneState::Dropped,
        Some(Progress::NotStarted | Progress::Underway) | None => {}
    }
    let due = milestone.due.as_ref().and_then(|cell| cell.value());
    match due {
        None => MilestoneState::NoDate,
        Some(due) if due.last_day() > as_at => MilestoneState::Due,
        Some(_) if outcomes => MilestoneState::Overdue,
        Some(_) => MilestoneState::Passed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(date: &str) -> Milestone {
        Milestone {
            due: Some(Printed::from(date.parse::<Date>().unwrap())),
            ..Milestone::default()
        }
    }

    #[test]
    fn a_month_is_past_when_its_last_day_is() {
        let day = |iso: &str| iso.parse::<Date>().unwrap().first_day();
        let state = |iso| milestone_state(&due("2012-08"), day(iso), false);
        assert_eq!(state("2012-08-30"), MilestoneState::Due);
        assert_eq!(state("2012-08-31"), MilestoneState::Passed);
    }

    #[test]
    fn nothing_is_overdue_where_no_outcome_is_recorded() {
        let later = "2013-01-01".parse::<Date>().unwrap().first_day();
        assert_eq!(
            milestone_state(&due("2012-08"), later, false),
            MilestoneState::Passed
        );
        assert_eq!(
            milestone_state(&due("2012-08"), later, true),
            MilestoneState::Overdue
        );
    }
}
