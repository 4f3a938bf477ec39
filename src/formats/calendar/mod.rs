//! Milestones as an iCalendar file (RFC 5545), for a diary: one all-day event a milestone, and one for the end of
//! an action that has no milestones.
//!
//! A date that covers at most a month becomes an event over all of its days. A longer one (a quarter, a season, a
//! year, a span) would fill a diary and say nothing, so it becomes an event on its last day, which is when it is late,
//! with the date's own words in the summary. What has no calendar date is told as [`Unread`], never guessed at.
//!
//! An event keeps its UID as long as its plan, record and milestone keep their ids, so that a file taken in again
//! replaces what is there. The stamp is the caller's: nothing here looks at a clock.

mod event;
mod line;
mod owners;

use std::collections::HashSet;

use crate::{
    formats::{Place, Unread},
    insight::{Index, Outcomes, names::people},
    plan::{Action, Date, Day, Id, Milestone, Plan, Printed, Progress, Project, Ref},
};

use event::Event;
use line::Lines;
pub use owners::{owner, owners};

/// Plans as a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The file: UTF-8, its lines ended by CR and LF.
    pub text: String,
    /// How many events it has.
    pub events: usize,
    /// What is in the plans and not in it.
    pub unread: Vec<Unread>,
}

/// The longest date that is drawn over all its days.
const A_MONTH: i32 = 31;

/// The milestones of plans as a calendar. With an owner, a post, team or organisation, only what that one answers for,
/// as the timeline's filter has it: an action by who is responsible for it, a project by the posts of its roles.
/// `stamp` is the day the file is said to be made on.
pub fn calendar(plans: &[&Plan], owner: Option<&Id>, stamp: Day) -> Calendar {
    let plans = plans.iter().map(|plan| (*plan, owner));
    of_each(plans, stamp)
}

/// The same with an owner by name, whom each plan may know under another id; a plan that doesn't know the name gives nothing.
pub fn calendar_for(plans: &[&Plan], owner: Option<&str>, stamp: Day) -> Calendar {
    let Some(name) = owner else {
        return calendar(plans, None, stamp);
    };
    let owners: Vec<Option<Id>> = plans.iter().map(|plan| self::owner(plan, name)).collect();
    let both = plans.iter().zip(&owners);
    let known = both.filter_map(|(plan, owner)| Some((*plan, Some(owner.as_ref()?))));
    let mut made = of_each(known, stamp);
    for (plan, _) in plans.iter().zip(&owners).filter(|(_, own)| own.is_none()) {
        let what =
            format!("knows nobody called ‘{name}’, so nothing of it is in the calendar file.");
        let place = Place::part(plan.front.title.as_str());
        made.unread.push(Unread::at(place, what));
    }
    made
}

fn of_each<'a>(plans: impl Iterator<Item = (&'a Plan, Option<&'a Id>)>, stamp: Day) -> Calendar {
    let mut lines = Lines::default();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", "-//Waymark//Milestones//EN");
    lines.put("CALSCALE", "GREGORIAN");
    lines.put("METHOD", "PUBLISH");
    let mut uids = HashSet::new();
    let mut unread = Vec::new();
    for (plan, owner) in plans {
        let index = Index::new(plan);
        let desk = Desk {
            plan,
            index: &index,
            recorded: records_outcomes(plan),
            owner,
        };
        for event in desk.events(&mut unread) {
            // A draft has the ids of the plan it was begun from: a diary would keep either.
            if uids.insert(event.uid.clone()) {
                event.write(stamp, &mut lines);
                continue;
            }
            let what = "Another of these plans has it as well: it is in the calendar file once.";
            let place = Place::part(plan.front.title.as_str()).column(event.summary);
            unread.push(Unread::at(place, what));
        }
    }
    lines.put("END", "VCALENDAR");
    let text = lines.text();
    Calendar {
        text,
        events: uids.len(),
        unread,
    }
}

/// Whether a plan says what came of anything.
fn records_outcomes(plan: &Plan) -> bool {
    Outcomes::of(plan) != Outcomes::default() || Outcomes::of_actions(plan) != Outcomes::default()
}

/// A plan on its way into a calendar.
struct Desk<'a> {
    plan: &'a Plan,
    index: &'a Index,
    recorded: bool,
    owner: Option<&'a Id>,
}

/// What carries milestones.
struct Carrier<'a> {
    id: &'a Id,
    kind: &'static str,
    name: String,
    owners: Vec<String>,
}

impl Desk<'_> {
    fn events(&self, unread: &mut Vec<Unread>) -> Vec<Event> {
        let mut events = Vec::new();
        for action in self.plan.actions.iter() {
            if !self.asked_for(action.responsible.iter()) {
                continue;
            }
            let carrier = self.of_action(action);
            for m in &action.milestones {
                events.extend(self.milestone(&carrier, m, unread));
            }
            // Its end says nothing more where its milestones say what will have happened by then.
            if action.milestones.is_empty()
                && let Some(end) = &action.end
            {
                let text = format!("End of {}", carrier.name);
                let due = (text.as_str(), Some(end), action.progress);
                events.extend(self.event(&carrier, &action.id, due, "", unread));
            }
        }
        for project in self.plan.projects.iter() {
            if self.asked_for(project.roles.iter().filter_map(|r| r.post.as_ref())) {
                let carrier = self.of_project(project);
                for m in &project.milestones {
                    events.extend(self.milestone(&carrier, m, unread));
                }
            }
        }
        events
    }

    fn asked_for<'r>(&self, mut owners: impl Iterator<Item = &'r Ref>) -> bool {
        self.owner
            .is_none_or(|owner| owners.any(|r| r.to == *owner))
    }

    fn of_action<'r>(&self, action: &'r Action) -> Carrier<'r> {
        let text = match action.text.as_str().trim() {
            "" => "an action without a name",
            text => text,
        };
        let name = match action.reference.as_str() {
            "" => text.to_owned(),
            reference => format!("{reference} {text}"),
        };
        Carrier {
            id: &action.id,
            kind: "Action",
            name,
            owners: self.titles(action.responsible.iter()),
        }
    }

    fn of_project<'r>(&self, project: &'r Project) -> Carrier<'r> {
        let mut owners = self.titles(project.roles.iter().filter_map(|r| r.post.as_ref()));
        // Where no post is printed, the names are all that says who answers.
        if owners.is_empty() {
            let named = project.roles.iter().flat_map(|r| people(r.holder.as_ref()));
            for name in named {
                if !owners.iter().any(|known| known == name) {
                    owners.push(name.to_owned());
                }
            }
        }
        let name = match project.name.as_str().trim() {
            "" => "a project without a name",
            name => name,
        };
        Carrier {
            id: &project.id,
            kind: "Project",
            name: name.to_owned(),
            owners,
        }
    }

    fn titles<'r>(&self, refs: impl Iterator<Item = &'r Ref>) -> Vec<String> {
        let mut titles: Vec<String> = Vec::new();
        for r in refs {
            let title = self.index.title(self.plan, &r.to);
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        titles
    }

    fn milestone(
        &self,
        carrier: &Carrier<'_>,
        m: &Milestone,
        unread: &mut Vec<Unread>,
    ) -> Option<Event> {
        let text = match m.text.as_str().trim() {
            "" => "Milestone without a name",
            text => text,
        };
        let due = (text, m.due.as_ref(), m.progress);
        self.event(carrier, &m.id, due, &m.comment, unread)
    }

    fn event(
        &self,
        carrier: &Carrier<'_>,
        id: &Id,
        (text, due, progress): (&str, Option<&Printed<Date>>, Option<Progress>),
        comment: &str,
        unread: &mut Vec<Unread>,
    ) -> Option<Event> {
        let front = &self.plan.front;
        let place = || {
            let name = match front.title.as_str() {
                "" => carrier.name.clone(),
                title => format!("{title}, {}", carrier.name),
            };
            Place::part(name).column(text)
        };
        let Some(date) = due.and_then(|due| due.value().copied()) else {
            let said = due.map(|due| due.shown(|d| d.shown()));
            let said = said.filter(|said| !said.trim().is_empty());
            let why = said.map_or("It has no date".to_owned(), |said| {
                format!("Its date is ‘{said}’, which is no day of a calendar")
            });
            let what = format!("{why}, so it is not in the calendar file.");
            unread.push(Unread::at(place(), what));
            return None;
        };
        let (first, last) = (date.first_day(), date.last_day());
        if !event::in_reach(first) || !event::in_reach(last) {
            let what =
                "Its date is one that a diary can’t hold, so it is not in the calendar file.";
            unread.push(Unread::at(place(), what));
            return None;
        }
        let is_long = last.0 - first.0 >= A_MONTH;
        let printed = due.map_or(String::new(), |due| due.shown(|d| d.shown()));
        let summary = match is_long {
            true => format!("{text} ({printed})"),
            false => text.to_owned(),
        };
        let mut said = vec![format!("{}: {}", carrier.kind, carrier.name)];
        said.extend(
            Some(carrier.owners.join(", "))
                .filter(|owners| !owners.is_empty())
                .map(|owners| format!("Who answers: {owners}")),
        );
        said.push(format!("When: {printed}"));
        if self.recorded
            && let Some(progress) = progress
        {
            said.push(format!("Outcome: {}", progress.shown()));
        }
        said.extend(Some(comment.trim().to_owned()).filter(|comment| !comment.is_empty()));
        let plan_name = [front.title.as_str(), front.organisation.as_str()];
        let plan_name: Vec<&str> = plan_name.into_iter().filter(|n| !n.is_empty()).collect();
        said.extend(
            Some(plan_name.join(", "))
                .filter(|name| !name.is_empty())
                .map(|name| format!("Plan: {name}")),
        );
        let plan_id = front.id.as_ref().map_or("plan", Id::as_str);
        Some(Event {
            uid: match id == carrier.id {
                true => format!("{plan_id}.{id}@waymark"),
                false => format!("{plan_id}.{}.{id}@waymark", carrier.id),
            },
            first: if is_long { last } else { first },
            last,
            summary,
            description: said.join("\n"),
            categories: carrier.owners.clone(),
        })
    }
}

#[cfg(test)]
mod tests;
