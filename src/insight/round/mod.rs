//! A progress round: what a plan is due to say of its milestones, actions and measures since it was last asked, and
//! what a round found, to be sent on.

mod account;

use super::rows::short;
use crate::plan::{
    Action, Date, Day, Id, Kind, Measure, Milestone, Period, Plan, PointKind, Printed, Progress,
};

pub use account::{Account, account};

/// The most characters of the name of what something belongs to.
const OF: usize = 60;

/// A milestone, or an action that ends, with nothing said yet of what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct DueItem {
    /// The kind of the record it is in.
    pub kind: Kind,
    /// That record.
    pub record: Id,
    /// The milestone; none for the end of the record itself.
    pub milestone: Option<Id>,
    /// What will have happened.
    pub text: String,
    /// What it belongs to: its reference and the first words of its name.
    pub of: String,
    /// Its date as a reader sees it.
    pub date: String,
    /// The last day of that.
    pub last: Day,
    /// Whether it has come due since the last round.
    pub is_new: bool,
}

/// A figure that a target has been waiting for since its period ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Awaited {
    /// The measure.
    pub measure: Id,
    /// Its code and name.
    pub name: String,
    /// The period.
    pub period: Period,
    /// What was aimed at.
    pub target: String,
    /// The newest figure there is, with its period; empty for none.
    pub last: String,
}

/// What a round asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Round {
    /// What is due, the longest due first.
    pub dues: Vec<DueItem>,
    /// The figures that are awaited, in the plan's order.
    pub figures: Vec<Awaited>,
}

/// What a round asks for at a day. `since` is the day of the last round, if there was one.
pub fn round(plan: &Plan, since: Option<Day>, today: Day) -> Round {
    let mut dues = Vec::new();
    let mut see = |item: Option<DueItem>| dues.extend(item.filter(|item| item.last <= today));
    for action in plan.actions.iter() {
        let of = called(&action.reference, action.text.as_str());
        for milestone in &action.milestones {
            see(due_milestone(Kind::Action, &action.id, &of, milestone));
        }
        see(due_end(action));
    }
    for project in plan.projects.iter() {
        for milestone in &project.milestones {
            let of = short(project.name.as_str(), OF);
            see(due_milestone(Kind::Project, &project.id, &of, milestone));
        }
    }
    for item in &mut dues {
        item.is_new = since.is_some_and(|since| item.last > since);
    }
    dues.sort_by_key(|item| item.last);
    let figures = plan.measures.iter().flat_map(|m| awaited(m, today));
    Round {
        dues,
        figures: figures.collect(),
    }
}

impl Round {
    /// What is asked for, in a sentence.
    pub fn told(&self) -> String {
        let new = self.dues.iter().filter(|item| item.is_new).count();
        let since = match new {
            0 => String::new(),
            n => format!(", {n} of them since the last round"),
        };
        let dues = match self.dues.len() {
            0 => "Nothing is due that hasn’t been told of".to_owned(),
            1 => "One thing is due and nothing is said of it yet".to_owned(),
            n => format!("{n} things are due and nothing is said of them yet{since}"),
        };
        let figures = match self.figures.len() {
            0 => "No target is waiting for its figure".to_owned(),
            1 => "One target waits for the figure of a period that has ended".to_owned(),
            n => format!("{n} targets wait for the figures of periods that have ended"),
        };
        format!("{dues}. {figures}.")
    }
}

fn called(reference: &str, title: &str) -> String {
    short(format!("{reference} {title}").trim(), OF)
}

fn date(cell: &Option<Printed<Date>>) -> Option<Date> {
    cell.as_ref()?.value().copied()
}

/// Whether nothing more can be asked of it.
fn is_over(progress: Option<Progress>) -> bool {
    matches!(progress, Some(Progress::Done | Progress::Dropped))
}

fn due_milestone(kind: Kind, record: &Id, of: &str, milestone: &Milestone) -> Option<DueItem> {
    let due = date(&milestone.due)?;
    let open = !is_over(milestone.progress) && milestone.done_on.is_none();
    open.then(|| DueItem {
        kind,
        record: record.clone(),
        milestone: Some(milestone.id.clone()),
        text: milestone.text.as_str().to_owned(),
        of: of.to_owned(),
        date: due.shown(),
        last: due.last_day(),
        is_new: false,
    })
}

fn due_end(action: &Action) -> Option<DueItem> {
    let end = date(&action.end)?;
    (!is_over(action.progress)).then(|| DueItem {
        kind: Kind::Action,
        record: action.id.clone(),
        milestone: None,
        text: action.text.as_str().to_owned(),
        of: action.reference.clone(),
        date: end.shown(),
        last: end.last_day(),
        is_new: false,
    })
}

/// The targets of periods that have ended, for which no figure of the same part stands.
fn awaited(measure: &Measure, today: Day) -> Vec<Awaited> {
    let newest = measure
        .points
        .iter()
        .filter(|p| p.kind() == PointKind::Actual && p.breakdown.is_empty())
        .max_by_key(|p| p.period);
    let last = newest.map_or(String::new(), |p| {
        let period = p
            .period
            .map_or(String::new(), |p| format!(" in {}", p.shown()));
        format!("{}{period}", measure.cell(p))
    });
    let is_plain = |kind, period| {
        move |p: &&crate::plan::Point| {
            p.kind() == kind && p.period == Some(period) && p.breakdown.is_empty()
        }
    };
    let mut periods: Vec<Period> = measure.points.iter().filter_map(|p| p.period).collect();
    periods.sort();
    periods.dedup();
    periods
        .into_iter()
        .filter(|period| period.last_day() < today)
        .filter_map(|period| {
            let points = &measure.points;
            let target = points.iter().find(is_plain(PointKind::Target, period))?;
            let told = points.iter().find(is_plain(PointKind::Actual, period));
            told.is_none().then(|| Awaited {
                measure: measure.id.clone(),
                name: called(&measure.code, measure.name.as_str()),
                period,
                target: measure.cell(target),
                last: last.clone(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn day(text: &str) -> Day {
        text.parse::<Date>().unwrap().last_day()
    }

    #[test]
    fn what_is_due_and_untold_is_asked_for_the_longest_due_first() {
        let plan = Plan::from_json(json!({
            "actions": [
                {"id": "a1", "reference": "A1", "text": "Act", "end": "2026-06", "milestones": [
                    {"id": "m1", "text": "First", "due": "2026-03"},
                    {"id": "m2", "text": "Told", "due": "2026-03", "progress": "done"},
                    {"id": "m3", "text": "Later", "due": "2026-12"},
                    {"id": "m4", "text": "Second", "due": "2026-05-31", "progress": "underway"},
                    {"id": "m5", "text": "No date", "due": {"print": "tbc"}}
                ]},
                {"id": "a2", "text": "Given up", "end": "2026-01", "progress": "dropped"}
            ],
            "measures": [
                {"id": "x", "code": "1C", "name": "Support", "unit": "%", "points": [
                    {"period": "2024/25", "value": "38"},
                    {"period": "2025/26", "kind": "target", "value": "40"},
                    {"period": "2026/27", "kind": "target", "value": "42"}
                ]},
                {"id": "y", "name": "Told", "points": [
                    {"period": "2025/26", "kind": "target", "value": "4"},
                    {"period": "2025/26", "value": "5"}
                ]}
            ]
        }))
        .unwrap();
        let found = round(&plan, Some(day("2026-04")), day("2026-06"));
        let dues: Vec<_> = found
            .dues
            .iter()
            .map(|d| (d.text.as_str(), d.of.as_str(), d.is_new))
            .collect();
        assert_eq!(
            dues,
            [
                ("First", "A1 Act", false),
                ("Second", "A1 Act", true),
                ("Act", "A1", true)
            ]
        );
        let [wanted] = found.figures.as_slice() else {
            panic!("{:?}", found.figures);
        };
        assert_eq!(
            (
                wanted.name.as_str(),
                wanted.target.as_str(),
                wanted.last.as_str()
            ),
            ("1C Support", "40%", "38% in 2024/25")
        );
        assert_eq!(
            found.told(),
            "3 things are due and nothing is said of them yet, 2 of them since the last round. One target waits for the figure of a period that has ended."
        );
        assert_eq!(
            round(&Plan::default(), None, day("2026-06")),
            Round::default()
        );
    }
}
