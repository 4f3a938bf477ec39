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

/// What a plan can say of milestones whose date is past.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// Whether it records what came of any milestone. Where none has an outcome, a past date says
    /// nothing about the council.
    recorded: bool,
    /// When the plan was presented or published. What it printed then as still to come was in its eyes
    /// not overdue, whatever date stands beside it.
    told: Option<Day>,
}

impl Outcomes {
    /// What a plan records.
    pub fn of(plan: &Plan) -> Outcomes {
        Outcomes {
            recorded: plan
                .milestone_lists()
                .flatten()
                .any(|m| m.progress.is_some()),
            told: told(plan),
        }
    }

    /// What a plan records of its actions as a whole.
    pub fn of_actions(plan: &Plan) -> Outcomes {
        Outcomes {
            recorded: plan.actions.iter().any(|a| a.progress.is_some()),
            told: told(plan),
        }
    }

    /// When the plan was presented or published, if it records outcomes.
    pub fn told(self) -> Option<Day> {
        self.told.filter(|_| self.recorded)
    }
}

/// The day a plan was presented, or else published; none for a draft, which is told anew each day.
fn told(plan: &Plan) -> Option<Day> {
    let front = &plan.front;
    let said = |cell: &Option<Printed<Date>>| cell.as_ref()?.value().map(|d| d.first_day());
    let told = said(&front.presented).or_else(|| said(&front.published));
    told.filter(|_| front.status != Some(PlanStatus::Draft))
}

/// How a milestone stands at a date. A month is past only when its last day is.
pub fn milestone_state(milestone: &Milestone, as_at: Day, outcomes: Outcomes) -> MilestoneState {
    let due = milestone.due.as_ref().and_then(|cell| cell.value());
    let last = due.map(|due| due.last_day());
    state_at(milestone.progress, last, as_at, outcomes)
}

/// How anything with a last day stands at a date.
pub(super) fn state_at(
    progress: Option<Progress>,
    last: Option<Day>,
    as_at: Day,
    outcomes: Outcomes,
) -> MilestoneState {
    match progress {
        Some(Progress::Done) => return MilestoneState::Done,
        Some(Progress::Dropped) => return MilestoneState::Dropped,
        Some(Progress::NotStarted | Progress::Underway) | None => {}
    }
    match last {
        None => MilestoneState::NoDate,
        Some(last) if last > as_at => MilestoneState::Due,
        Some(last) if outcomes.told.is_some_and(|told| last < told) => MilestoneState::Passed,
        Some(_) if outcomes.recorded => MilestoneState::Overdue,
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
        let state = |iso| milestone_state(&due("2012-08"), day(iso), Outcomes::default());
        assert_eq!(state("2012-08-30"), MilestoneState::Due);
        assert_eq!(state("2012-08-31"), MilestoneState::Passed);
    }

    #[test]
    fn nothing_is_overdue_without_outcomes_or_from_before_the_plan() {
        let day = |iso: &str| iso.parse::<Date>().unwrap().first_day();
        let state = |recorded, told| {
            let outcomes = Outcomes { recorded, told };
            milestone_state(&due("2012-08"), day("2013-01-01"), outcomes)
        };
        assert_eq!(state(false, None), MilestoneState::Passed);
        assert_eq!(state(true, None), MilestoneState::Overdue);
        assert_eq!(
            state(true, Some(day("2012-08-01"))),
            MilestoneState::Overdue
        );
        assert_eq!(state(true, Some(day("2012-10-01"))), MilestoneState::Passed);
    }
}
