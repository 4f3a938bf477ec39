//! What is due after a date: milestones of actions and projects, date by date.

use std::{borrow::Cow, collections::BTreeMap};

use super::as_at::{MilestoneState, Outcomes, milestone_state};
use crate::plan::{AnyRecord, Date, Day, Id, Plan};

/// A milestone still to come.
#[derive(Clone, Debug, PartialEq)]
pub struct Step<'a> {
    /// The milestone.
    pub id: &'a Id,
    /// What will have happened.
    pub text: &'a str,
    /// The reference of the action it belongs to, or the name of the project.
    pub of: Cow<'a, str>,
}

/// A date and what is due on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Coming<'a> {
    /// The date.
    pub date: Date,
    /// What is due, in the plan's order.
    pub steps: Vec<Step<'a>>,
}

/// Every date after a day that something is due on, the nearest first.
pub fn upcoming(plan: &Plan, as_at: Day) -> Vec<Coming<'_>> {
    let mut all: BTreeMap<(Day, Day), Coming<'_>> = BTreeMap::new();
    let of_actions = plan.actions.iter().flat_map(|action| {
        let of = Cow::Borrowed(action.reference.as_str());
        action.milestones.iter().map(move |m| (m, of.clone()))
    });
    let of_projects = plan.projects.iter().flat_map(|project| {
        let of = Cow::<str>::Owned(project.title());
        project.milestones.iter().map(move |m| (m, of.clone()))
    });
    for (milestone, of) in of_actions.chain(of_projects) {
        let due = milestone.due.as_ref().and_then(|cell| cell.value());
        let Some(date) = due.copied() else { continue };
        if milestone_state(milestone, as_at, Outcomes::default()) != MilestoneState::Due {
            continue;
        }
        let coming = all.entry((date.last_day(), date.first_day()));
        let coming = coming.or_insert_with(|| Coming {
            date,
            steps: Vec::new(),
        });
        coming.steps.push(Step {
            id: &milestone.id,
            text: milestone.text.as_str(),
            of,
        });
    }
    all.into_values().collect()
}

/// The nearest dates that hold `most` things to do, three a date, each with how many it leaves out.
pub fn nearest(coming: Vec<Coming<'_>>, most: usize) -> Vec<(Coming<'_>, usize)> {
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
        let id = Id::slug("m");
        let coming = |iso: &str, steps: usize| {
            let step = Step {
                id: &id,
                text: "Step",
                of: Cow::default(),
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
