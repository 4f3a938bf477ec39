//! What is due after a date: milestones of actions and projects, date by date.

use super::as_at::{MilestoneState, Outcomes, milestone_state};
use crate::plan::{AnyRecord, Date, Day, Id, Milestone, Plan};

/// A milestone still to come.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The milestone.
    pub id: Id,
    /// What will have happened.
    pub text: String,
    /// The reference of the action it belongs to, or the name of the project.
    pub of: String,
}

/// A date and what is due on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Coming {
    /// The date.
    pub date: Date,
    /// What is due, in the plan's order.
    pub steps: Vec<Step>,
}

/// Every date after a day that something is due on, the nearest first.
pub fn upcoming(plan: &Plan, as_at: Day) -> Vec<Coming> {
    let mut all: Vec<Coming> = Vec::new();
    let mut add = |milestone: &Milestone, of: &str| {
        let due = milestone.due.as_ref().and_then(|cell| cell.value());
        let Some(date) = due.copied() else { return };
        if milestone_state(milestone, as_at, Outcomes::default()) != MilestoneState::Due {
            return;
        }
        let step = Step {
            id: milestone.id.clone(),
            text: milestone.text.as_str().to_owned(),
            of: of.to_owned(),
        };
        match all.iter_mut().find(|coming| coming.date == date) {
            Some(coming) => coming.steps.push(step),
            None => all.push(Coming {
                date,
                steps: vec![step],
            }),
        }
    };
    for action in plan.actions.iter() {
        action
            .milestones
            .iter()
            .for_each(|m| add(m, &action.reference));
    }
    for project in plan.projects.iter() {
        let name = project.title();
        project.milestones.iter().for_each(|m| add(m, &name));
    }
    all.sort_by_key(|coming| (coming.date.last_day(), coming.date.first_day()));
    all
}

/// The nearest dates that hold `most` things to do, three a date, each with how many it leaves out.
pub fn nearest(coming: Vec<Coming>, most: usize) -> Vec<(Coming, usize)> {
    let mut room = most;
    let mut shown = Vec::new();
    for mut date in coming {
        if room == 0 {
            break;
        }
        let all = date.steps.len();
        date.steps.truncate(room.min(3));
        room -= date.steps.len();
        let hidden = all - date.steps.len();
        shown.push((date, hidden));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn six_are_shown_and_the_rest_counted() {
        let coming = |iso: &str, steps: usize| {
            let step = Step {
                id: Id::slug("m"),
                text: "Step".into(),
                of: String::new(),
            };
            Coming {
                date: iso.parse().unwrap(),
                steps: vec![step; steps],
            }
        };
        let dates = vec![
            coming("2012-04", 9),
            coming("2012-05", 1),
            coming("2012-06", 5),
            coming("2012-07", 1),
        ];
        let told: Vec<(usize, usize)> = nearest(dates, 6)
            .iter()
            .map(|(date, hidden)| (date.steps.len(), *hidden))
            .collect();
        assert_eq!(told, [(3, 6), (1, 0), (2, 3)]);
    }

    #[test]
    fn dates_come_in_order_and_what_is_past_or_done_does_not() {
        let plan = Plan::from_json(json!({"actions": [
            {"id": "a", "reference": "A/1", "milestones": [
                {"id": "m1", "text": "Later", "due": "2012-10"},
                {"id": "m2", "text": "Past", "due": "2012-03"},
                {"id": "m3", "text": "Done", "due": "2012-08", "progress": "done"},
                {"id": "m4", "text": "Soon", "due": "2012-08"},
                {"id": "m5", "text": "Some day", "due": {"print": "tbc"}}]},
            {"id": "b", "reference": "B/1", "milestones": [
                {"id": "m6", "text": "Also soon", "due": "2012-08"}]}]}))
        .unwrap();
        let day = "2012-03-31".parse::<Date>().unwrap().first_day();
        let told: Vec<String> = upcoming(&plan, day)
            .iter()
            .flat_map(|c| {
                c.steps
                    .iter()
                    .map(|s| format!("{} {}", c.date.shown(), s.text))
            })
            .collect();
        assert_eq!(
            told,
            [
                "August 2012 Soon",
                "August 2012 Also soon",
                "October 2012 Later"
            ]
        );
    }
}
