//! What stands out among actions, projects and their milestones: how far they are, what has no date, what comes
//! due together, which roles nobody has.

use std::collections::BTreeMap;

use super::{Lead, Mark, Standout};
use crate::{
    insight::{
        as_at::{MilestoneState, Outcomes, milestone_state},
        projects::gap,
        rows::and,
        timeline::has_dates,
    },
    plan::{Date, Day, Id, Plan, Printed},
};

/// How many milestones are done, where the plan says so.
pub(super) fn progress(plan: &Plan, as_at: Day) -> Option<Standout> {
    let outcomes = Outcomes::of(plan);
    let all = plan.milestone_lists().flatten();
    let states: Vec<_> = all.map(|m| milestone_state(m, as_at, outcomes)).collect();
    let count = |state| states.iter().filter(|s| **s == state).count();
    let done = count(MilestoneState::Done);
    if done == 0 {
        return None;
    }
    let due = count(MilestoneState::Due);
    let of_actions = plan.actions.iter().any(|a| !a.milestones.is_empty());
    let lead = match (has_dates(plan), of_actions) {
        (true, _) => Lead::View("timeline"),
        (false, true) => Lead::View("actions"),
        (false, false) => Lead::View("projects"),
    };
    Some(Standout {
        mark: Mark::ToGo,
        link: format!("{done} of {} milestones", states.len()),
        rest: if done == 1 { " is done." } else { " are done." }.into(),
        lead,
        why: match due {
            0 => String::new(),
            n => format!("{n} still to come."),
        },
        figure: format!("{done} of {}", states.len()),
        figure_label: "done".into(),
        weight: 330,
    })
}

/// Actions with a milestone after their own end.
pub(super) fn late_milestones(plan: &Plan) -> Option<Standout> {
    let value = |cell: &Option<Printed<Date>>| cell.as_ref()?.value().copied();
    let mut late = Vec::new();
    for action in plan.actions.iter() {
        let Some(end) = value(&action.end) else {
            continue;
        };
        let last = action.milestones.iter().filter_map(|m| value(&m.due)).max();
        if let Some(last) = last.filter(|l| l.first_day() > end.last_day()) {
            late.push((action, end, last));
        }
    }
    let (first, ..) = late.first()?;
    let (link, rest, lead) = match late.len() {
        1 => (
            first.reference.clone(),
            " has a milestone after its end.".to_owned(),
            Lead::Item(first.id.clone()),
        ),
        n => (
            format!("{n} actions"),
            " have milestones after their end.".to_owned(),
            Lead::View("actions"),
        ),
    };
    let why: Vec<String> = late
        .iter()
        .take(3)
        .map(|(a, end, last)| {
            format!(
                "{} ends {}, its last milestone is {}",
                a.reference,
                end.shown(),
                last.shown()
            )
        })
        .collect();
    Some(Standout {
        mark: Mark::Check,
        link,
        rest,
        lead,
        why: format!("{}.", why.join("; ")),
        figure: late.len().to_string(),
        figure_label: if late.len() == 1 { "action" } else { "actions" }.into(),
        weight: 450,
    })
}

/// Most actions without any date.
pub(super) fn undated(plan: &Plan) -> Option<Standout> {
    let total = plan.actions.len();
    let undated = plan.actions.iter().filter(|a| !a.is_dated()).count();
    // Where nobody is named either, that is said of both at once.
    let unowned = plan.actions.iter().any(|a| a.responsible.is_empty());
    if unowned || undated < 4 || undated * 2 < total {
        return None;
    }
    let (link, rest) = match undated == total {
        true => (format!("None of the {total} actions"), " has a date."),
        false => (format!("{undated} of {total} actions"), " have no date."),
    };
    Some(Standout {
        mark: Mark::Check,
        link,
        rest: rest.into(),
        lead: Lead::View("actions"),
        why: "Nobody can see from the plan by when they are to be done.".into(),
        figure: undated.to_string(),
        figure_label: "without a date".into(),
        weight: 390,
    })
}

pub(super) fn gaps_in_roles(plan: &Plan) -> Option<Standout> {
    let mut by_word: BTreeMap<&str, usize> = BTreeMap::new();
    let mut projects: Vec<&Id> = Vec::new();
    for project in plan.projects.iter() {
        for role in &project.roles {
            let Some(gap) = gap(role) else {
                continue;
            };
            *by_word.entry(gap).or_default() += 1;
            if !projects.contains(&&project.id) {
                projects.push(&project.id);
            }
        }
    }
    let total: usize = by_word.values().sum();
    let first = projects.first()?;
    let lead = match projects.len() {
        1 => Lead::Item((*first).clone()),
        _ => Lead::View("projects"),
    };
    let words: Vec<String> = by_word
        .iter()
        .map(|(word, n)| format!("{n} {word}"))
        .collect();
    Some(Standout {
        mark: Mark::Check,
        link: format!(
            "{total} project {}",
            if total == 1 { "role" } else { "roles" }
        ),
        rest: format!(
            " {} nobody’s name.",
            if total == 1 { "has" } else { "have" }
        ),
        lead,
        why: format!("Across {} projects: {}.", projects.len(), and(&words)),
        figure: total.to_string(),
        figure_label: "roles".into(),
        weight: 380,
    })
}

/// Many milestones on the busiest date to come.
pub(super) fn next_dates(plan: &Plan, as_at: Day) -> Option<Standout> {
    let mut by_date: BTreeMap<Date, usize> = BTreeMap::new();
    let all = plan.actions.iter().flat_map(|a| &a.milestones);
    for due in all.filter_map(|m| m.due.as_ref()?.value().copied()) {
        if due.last_day() > as_at {
            *by_date.entry(due).or_default() += 1;
        }
    }
    let total: usize = by_date.values().sum();
    let (date, most) = by_date.into_iter().max_by_key(|(_, n)| *n)?;
    if most < 6 {
        return None;
    }
    Some(Standout {
        mark: Mark::Check,
        link: format!("{most} milestones"),
        rest: format!(" fall due together in {}.", date.shown()),
        lead: Lead::View("timeline"),
        why: format!("Of {total} still to come."),
        figure: most.to_string(),
        figure_label: "due together".into(),
        weight: 310,
    })
}
