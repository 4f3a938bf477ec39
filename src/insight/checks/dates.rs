//! Dates that can't be, or that don't fit each other.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::{Report, Rule};
use crate::{
    insight::Outcomes,
    plan::{Date, Day, Id, Milestone, Printed, Progress},
};

/// A date that is said outright, not concluded.
fn said(cell: &Option<Printed<Date>>) -> Option<Date> {
    let cell = cell.as_ref().filter(|cell| !cell.is_inferred())?;
    cell.value().copied()
}

/// Milestones before their action's start or after its end.
pub const OUTSIDE: Rule = Rule {
    id: "milestone-outside",
    title: "Milestones outside their action’s dates",
    what_to_do: "Move the milestone, or the start or end of its action.",
    run: |subject, report| {
        for action in subject.each(&subject.plan.actions) {
            for milestone in &action.milestones {
                let Some(due) = said(&milestone.due) else {
                    continue;
                };
                if let Some(end) = said(&action.end).filter(|end| due.first_day() > end.last_day())
                {
                    let what = format!(
                        "Due {}, after its action ends in {}.",
                        due.shown(),
                        end.shown()
                    );
                    report.contradiction(&milestone.id, "due", what);
                }
                let start = said(&action.start);
                if let Some(start) = start.filter(|start| due.last_day() < start.first_day()) {
                    let what = format!(
                        "Due {}, before its action starts in {}.",
                        due.shown(),
                        start.shown()
                    );
                    report.contradiction(&milestone.id, "due", what);
                }
            }
        }
    },
};

/// What ends before it starts.
pub const BACKWARDS: Rule = Rule {
    id: "end-before-start",
    title: "Ends before it starts",
    what_to_do: "Check the two dates.",
    run: |subject, report| {
        let mut hold = |id: &Id, start: &Option<Printed<Date>>, end: &Option<Printed<Date>>| {
            if let (Some(start), Some(end)) = (said(start), said(end))
                && end.last_day() < start.first_day()
            {
                let what = format!("Starts {} and ends {}.", start.shown(), end.shown());
                report.contradiction(id, "end", what);
            }
        };
        for action in subject.each(&subject.plan.actions) {
            hold(&action.id, &action.start, &action.end);
        }
        for risk in subject.each(&subject.plan.risks) {
            for mitigation in risk.mitigations() {
                hold(&mitigation.id, &mitigation.start, &mitigation.end);
            }
        }
    },
};

/// Printed dates that no calendar has.
pub const IMPOSSIBLE: Rule = Rule {
    id: "impossible-date",
    title: "Dates that don’t exist",
    what_to_do: "Ask what day was meant.",
    run: |subject, report| {
        for record in subject.records() {
            let value = (*record).json();
            look(&value, record.id(), report);
        }
    },
};

/// Looks for printed dates in a record and in its parts, which have ids of their own.
fn look(value: &Value, id: &Id, report: &mut Report) {
    match value {
        Value::Object(fields) => {
            let own = fields.get("id").and_then(Value::as_str).and_then(Id::parse);
            let id = own.as_ref().unwrap_or(id);
            let printed = fields.get("as_printed").and_then(Value::as_str);
            let written = printed.into_iter().flat_map(|text| {
                text.split(|c: char| !(c.is_ascii_digit() || c == '/' || c == '.'))
            });
            for day in written.filter(|text| impossible(text)) {
                let what = format!("‘{day}’ is printed, and there is no such day.");
                report.contradiction(id, "as_printed", what);
            }
            for value in fields.values() {
                look(value, id, report);
            }
        }
        Value::Array(items) => {
            for item in items {
                look(item, id, report);
            }
        }
        _ => {}
    }
}

/// Whether a text is written as a day, month and year and is none.
fn impossible(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['/', '.']).collect();
    let [day, month, year] = parts.as_slice() else {
        return false;
    };
    let number = |text: &str| text.parse::<u8>().ok();
    let (Some(day), Some(month)) = (number(day), number(month)) else {
        return false;
    };
    let year = match (year.len(), year.parse::<i32>()) {
        (2, Ok(year)) => 2000 + year,
        (4, Ok(year)) => year,
        _ => return false,
    };
    Day::new(year, month, day).is_none()
}

/// One date that stands out of an order that the others keep.
pub const OUT_OF_ORDER: Rule = Rule {
    id: "out-of-order",
    title: "Dates out of order",
    what_to_do: "Check the year and the month: the dates around this one are in order.",
    run: |subject, report| {
        for list in subject.milestone_lists() {
            let dated: Vec<(&Id, Date)> = list
                .iter()
                .filter_map(|m| Some((&m.id, said(&m.due)?)))
                .collect();
            let falls = |pair: &[(&Id, Date)]| matches!(pair, [(_, one), (_, two)] if two.last_day() < one.first_day());
            // One fall in a list of four or more is a slip; more are another order.
            if dated.len() < 4 || dated.windows(2).filter(|pair| falls(pair)).count() != 1 {
                continue;
            }
            let slip = dated.windows(2).find(|pair| falls(pair));
            if let Some([(_, before), (id, after)]) = slip {
                let what = format!(
                    "Due {}, after one due {}; the others are in order.",
                    after.shown(),
                    before.shown()
                );
                report.doubt(id, "due", what);
            }
        }
    },
};

/// What a plan that records outcomes prints as still to come, with a date before its own.
pub const BEFORE_THE_PLAN: Rule = Rule {
    id: "before-the-plan",
    title: "Still to come, with a date before the plan’s own",
    what_to_do: "Say what came of it, or correct the date.",
    run: |subject, report| {
        let Some(told) = Outcomes::of(subject.plan).told() else {
            return;
        };
        for milestone in subject.milestone_lists().flatten() {
            let open = !matches!(milestone.progress, Some(Progress::Done | Progress::Dropped));
            let due = said(&milestone.due).filter(|due| open && due.last_day() < told);
            if let Some(due) = due {
                let what = format!(
                    "Due {}, and the plan is of {told}: nothing is said of what came of it.",
                    due.shown()
                );
                report.doubt(&milestone.id, "due", what);
            }
        }
    },
};

/// Many milestones due on the same date.
pub const BUNCHED: Rule = Rule {
    id: "bunched",
    title: "Many milestones on one date",
    what_to_do: "See whether they can all be done at once, or whether the date is a placeholder.",
    run: |subject, report| {
        let due = |milestone: &Milestone| said(&milestone.due);
        let asked: HashSet<Date> = subject
            .milestone_lists()
            .flatten()
            .filter_map(due)
            .collect();
        if asked.is_empty() {
            return;
        }
        let mut by_date = BTreeMap::<String, Vec<&Id>>::new();
        let mut all = 0usize;
        for milestone in subject.plan.milestone_lists().flatten() {
            if let Some(due) = due(milestone) {
                all += 1;
                if asked.contains(&due) {
                    let same = by_date.entry(due.to_string()).or_default();
                    same.push(&milestone.id);
                }
            }
        }
        for (date, ids) in by_date {
            if let (Some(first), true) = (ids.first(), ids.len() >= 10 && ids.len() * 5 >= all) {
                let date = date.parse::<Date>().map_or(date, Date::shown);
                let what = format!("{} of {all} milestones are due {date}.", ids.len());
                report.doubt(first, "due", what);
            }
        }
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_written_as_a_day_can_be_none() {
        for day in ["31/09/11", "30.02.2012", "0/1/12"] {
            assert!(impossible(day), "{day}");
        }
        for other in ["30/09/11", "29.02.2012", "2012/13", "1.5", "1/2/3/4", ""] {
            assert!(!impossible(other), "{other}");
        }
    }
}
