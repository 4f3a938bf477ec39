//! Next year's draft, made from a plan: what is done with each action, where its dates go, and what
//! becomes of the figures.
//!
//! What is carried keeps its id, so a comparison knows it again. What changes keeps what stood there
//! before and, where one is given, the reason: a milestone in `original_due`, all else in `reasons`.
//! Links to what isn't carried are taken out and told; links to an action that was merged lead to the
//! one it was merged with.

mod actions;
mod choices;
mod dates;
mod links;
mod measures;
#[cfg(test)]
mod tests;

use std::{collections::HashSet, sync::Arc};

pub use choices::{ActionChoice, ActionFate, Choices, Dates, Targets};

use crate::plan::{Front, Id, Period, Plan, PlanStatus, Supersedes};

/// Next year's draft, and what was done to make it.
#[derive(Clone, Debug, PartialEq)]
pub struct RolledForward {
    /// The draft.
    pub plan: Plan,
    /// What was done, a sentence each.
    pub summary: Vec<String>,
    /// What couldn't be done as chosen, or lost a link, a sentence each.
    pub remarks: Vec<String>,
}

/// The period of next year's plan: the plan's own, a year on.
pub fn next_period(plan: &Plan) -> Option<Period> {
    plan.front.period.map(Period::a_year_on)
}

/// A title for next year's plan: the plan's own, with its period a year on where the title has it.
pub fn next_title(plan: &Plan) -> String {
    let title = &plan.front.title;
    let Some((old, new)) = plan.front.period.zip(next_period(plan)) else {
        return title.clone();
    };
    for shown in [|p: Period| p.to_string(), Period::shown] {
        if title.contains(&shown(old)) {
            return title.replace(&shown(old), &shown(new));
        }
        let hyphen = |p| shown(p).replace(['/', '–'], "-");
        if title.contains(&hyphen(old)) {
            return title.replace(&hyphen(old), &hyphen(new));
        }
    }
    title.clone()
}

/// Makes next year's draft of a plan. `hash` is the SHA-256 of the plan's canonical file, in
/// hexadecimal. A choice that can't be carried out is told in the remarks, and the action is carried.
pub fn roll_forward(plan: &Plan, choices: &Choices, hash: &str) -> RolledForward {
    let mut work = Work {
        used: ids(plan),
        summary: Vec::new(),
        remarks: Vec::new(),
        reasons: Vec::new(),
    };
    let mut next = plan.clone();
    links::forget_reasons(&mut next);
    let period = choices.period.or_else(|| next_period(plan));
    let fates = actions::settle(plan, choices, &mut work);
    actions::carry(&mut next, plan, &fates, choices, &mut work);
    dates::of_others(&mut next, choices, &mut work);
    measures::carry(&mut next, period, choices, &mut work);
    links::mend(&mut next, plan, &fates, &mut work);
    next.front = Arc::new(front(plan, choices, period, hash, work.reasons));
    RolledForward {
        plan: next,
        summary: work.summary,
        remarks: work.remarks,
    }
}

/// What is gathered on the way.
struct Work {
    used: HashSet<Id>,
    summary: Vec<String>,
    remarks: Vec<String>,
    reasons: Vec<crate::plan::Reason>,
}

impl Work {
    /// An id that goes on from another and isn't used yet.
    fn fresh(&mut self, from: &Id) -> Id {
        let room = Id::LONGEST - 6;
        let start: String = from.as_str().chars().take(room).collect();
        let mut number = 2;
        loop {
            let id = Id::slug(&format!("{start}-{number}"));
            if self.used.insert(id.clone()) {
                return id;
            }
            number += 1;
        }
    }

    /// Adds a sentence about how many there were, if there were any.
    fn tell(&mut self, many: usize, one: &str, more: &str) {
        match many {
            0 => {}
            1 => self.summary.push(format!("1 {one}")),
            many => self.summary.push(format!("{many} {more}")),
        }
    }
}

fn ids(plan: &Plan) -> HashSet<Id> {
    let mut ids = HashSet::new();
    for record in plan.records() {
        ids.insert(record.id().clone());
        record.parts(&mut |part| ids.extend([part.id.clone()]));
    }
    ids
}

fn front(
    plan: &Plan,
    choices: &Choices,
    period: Option<Period>,
    hash: &str,
    reasons: Vec<crate::plan::Reason>,
) -> Front {
    let old = &plan.front;
    let title = match choices.title.trim() {
        "" => next_title(plan),
        title => title.to_owned(),
    };
    let mut id = Id::slug(&title);
    if Some(&id) == old.id.as_ref() {
        id = Id::slug(&format!("next-{id}"));
    }
    Front {
        id: Some(id),
        title,
        period,
        status: Some(PlanStatus::Draft),
        supersedes: old.id.clone().map(|id| Supersedes {
            id: Some(id),
            hash: hash.to_owned(),
        }),
        // These were said of the plan before, not of this one.
        edition: String::new(),
        reporting: None,
        presented: None,
        presented_to: String::new(),
        published: None,
        refreshed: None,
        next_review: None,
        document: None,
        reasons,
        inferred: Vec::new(),
        ..(**old).clone()
    }
}
