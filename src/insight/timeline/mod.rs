//! A plan in time: what is due when, which action or project carries it, and how all of it stands at a date. What
//! the as-at date doesn't touch is gathered once a plan; the rest is asked of it again and again while a reader
//! moves the date.

mod bunch;
mod lanes;
mod seen;
mod step;
mod tally;
mod window;

use std::{collections::HashMap, iter::empty};

use super::{
    Index, MilestoneState, Outcomes,
    as_at::state_at,
    rows::{Desk, Tag, and, sentence, short, some},
};
use crate::plan::{Action, Date, Day, Id, Milestone, Plan, Printed, Progress, Project, Words};

pub use bunch::{Bunch, bunches, finding};
pub use lanes::{Lane, LaneBy, Track, lanes, offered};
pub use seen::{LANES, MARKS, Mark, Seen, SeenLane, SeenTrack, see};
pub use step::{months_on, next_date, previous_date};
pub use tally::{Tally, answer, tally};
pub use window::{SENSIBLE, Window};

/// The most characters an action has beside its lane.
const LABEL: usize = 70;
/// The most characters a name has beside a bar.
const NAME: usize = 28;

/// What carries things that are due: an action or a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carrier {
    /// The record.
    pub id: Id,
    /// Its reference, or the first words of its name.
    pub name: String,
    /// Its reference and name.
    pub label: String,
    /// Its first and last day.
    pub span: Option<(Day, Day)>,
    /// Whether it is a project rather than an action.
    pub is_project: bool,
    /// What it is found by: its priorities, owners and the like.
    pub tags: Vec<Tag>,
}

/// What kind of thing is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A milestone.
    Milestone,
    /// A line of an action's timescales.
    Timescale,
    /// The end of an action that has nothing else with a date.
    End,
}

/// One thing that is due.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// The milestone or timescale, or the action that ends.
    pub id: Id,
    /// The place of what carries it among the carriers.
    pub carrier: usize,
    /// What will have happened.
    pub text: String,
    /// Whether that is in our words.
    pub retold: bool,
    /// What it is.
    pub what: What,
    /// When, if it has a calendar date.
    pub date: Option<Date>,
    /// Its date as a reader sees it: 'August 2012', 'TBC'.
    pub words: String,
    progress: Option<Progress>,
    outcomes: Outcomes,
}

impl Due {
    fn new(id: &Id, text: &Words, what: What, date: &Option<Printed<Date>>) -> Due {
        let shown = |date: &Printed<Date>| date.shown(|d| d.shown());
        Due {
            id: id.clone(),
            carrier: 0,
            text: text.as_str().to_owned(),
            retold: text.is_retold(),
            what,
            date: value(date),
            words: date.as_ref().map_or(String::new(), shown),
            progress: None,
            outcomes: Outcomes::default(),
        }
    }

    /// How it stands at a date.
    pub fn state(&self, as_at: Day) -> MilestoneState {
        state_at(self.progress, self.last(), as_at, self.outcomes)
    }

    /// The last day of its date.
    pub fn last(&self) -> Option<Day> {
        self.date.map(Date::last_day)
    }

    /// Where its mark stands: the middle of a month, the end of anything longer. None without a date, or with one
    /// that no plan means.
    pub fn place(&self) -> Option<Day> {
        let (first, last) = self.stretch()?;
        Some(match last.0 - first.0 {
            days if days > 31 => last,
            days => Day(first.0 + days / 2),
        })
    }

    /// The first and last day of its date, if it can be drawn.
    pub fn stretch(&self) -> Option<(Day, Day)> {
        let date = self.date?;
        let (first, last) = (date.first_day(), date.last_day());
        (SENSIBLE.contains(&first.0) && SENSIBLE.contains(&last.0)).then_some((first, last))
    }
}

/// Everything of a plan that has its place in time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// What carries something due, or runs from a day to a day, in the plan's order.
    pub carriers: Vec<Carrier>,
    /// What is due, by its last day; what has no date comes last.
    pub dues: Vec<Due>,
    /// What they work towards is called: 'Priority', 'Outcome'.
    pub aims: &'static str,
    by_id: HashMap<Id, usize>,
}

impl Timeline {
    /// Walks the plan once.
    pub fn new(plan: &Plan, index: &Index) -> Timeline {
        let desk = Desk { plan, index };
        let outcomes = Outcomes::of(plan);
        let of_actions = Outcomes::of_actions(plan);
        let serves = plan.actions.iter().flat_map(|a| &a.serves);
        let serves = serves.chain(plan.projects.iter().flat_map(|p| &p.serves));
        let mut all = Timeline {
            aims: desk.aims(serves),
            ..Timeline::default()
        };
        let milestone = |m: &Milestone| Due {
            progress: m.progress,
            outcomes,
            ..Due::new(&m.id, &m.text, What::Milestone, &m.due)
        };
        for a in plan.actions.iter() {
            let mut dues: Vec<Due> = a.milestones.iter().map(milestone).collect();
            // The document says nowhere whether a line of timescales was kept, so none is overdue.
            let lines = a.timescales.iter();
            let lines = lines.map(|t| Due::new(&t.id, &t.text, What::Timescale, &t.date));
            dues.extend(lines.filter(|due| due.date.is_some()));
            let dated = dues.iter().any(|due| due.date.is_some());
            if !dated && value(&a.end).is_some() {
                dues.push(Due {
                    progress: a.progress,
                    outcomes: of_actions,
                    ..Due::new(&a.id, &a.text, What::End, &a.end)
                });
            }
            if !dues.is_empty() {
                all.carry(of_action(desk, a), dues);
            }
        }
        for p in plan.projects.iter().filter(|p| !p.milestones.is_empty()) {
            let dues = p.milestones.iter().map(milestone).collect();
            all.carry(of_project(desk, p), dues);
        }
        let order = |due: &Due| {
            due.date
                .map_or((i32::MAX, 0), |d| (d.last_day().0, d.first_day().0))
        };
        all.dues.sort_by_key(order);
        let places = all.dues.iter().enumerate();
        all.by_id = places.map(|(at, due)| (due.id.clone(), at)).collect();
        all
    }

    fn carry(&mut self, carrier: Carrier, dues: Vec<Due>) {
        let at = self.carriers.len();
        let dues = dues.into_iter();
        self.dues.extend(dues.map(|due| Due { carrier: at, ..due }));
        self.carriers.push(carrier);
    }

    /// What carries something due.
    pub fn carrier(&self, due: &Due) -> Option<&Carrier> {
        self.carriers.get(due.carrier)
    }

    /// The places of things that are due, by their ids, each of them once, in the order of their dates.
    pub fn places<'a>(&self, ids: impl ExactSizeIterator<Item = &'a Id>) -> Vec<usize> {
        if ids.len() == self.by_id.len() {
            return (0..ids.len()).collect();
        }
        let mut places: Vec<usize> = ids.filter_map(|id| self.by_id.get(id).copied()).collect();
        places.sort_unstable();
        places
    }

    /// What its things due are called, one and many: they are all milestones, or of several kinds.
    pub fn noun(&self) -> (&'static str, &'static str) {
        match self.dues.iter().all(|due| due.what == What::Milestone) {
            true => ("milestone", "milestones"),
            false => ("date", "dates"),
        }
    }

    /// How many actions and projects carry them: '12 actions and 2 projects'.
    pub fn carried_by(&self) -> String {
        let projects = self.carriers.iter().filter(|c| c.is_project).count();
        let actions = self.carriers.len() - projects;
        let counts = [
            (actions, "action", "actions"),
            (projects, "project", "projects"),
        ];
        let counts = counts.into_iter().filter(|(n, ..)| *n > 0);
        let said: Vec<String> = counts.map(|(n, one, many)| some(n, one, many)).collect();
        and(&said)
    }

    /// All of the time that the plan's dates cover, with the date its reader starts from.
    pub fn whole(&self, start: Day) -> Option<Window> {
        let spans = self.carriers.iter().filter_map(|c| c.span);
        Window::around(
            spans.chain(self.dues.iter().filter_map(Due::stretch)),
            start,
        )
    }
}

/// Whether a plan has anything that stands in time: a milestone or timescale with a date, or an action with an end.
pub fn has_dates(plan: &Plan) -> bool {
    let timed = |a: &Action| {
        value(&a.end).is_some() || a.timescales.iter().any(|t| value(&t.date).is_some())
    };
    let mut milestones = plan.milestone_lists().flatten();
    milestones.any(|m| value(&m.due).is_some()) || plan.actions.iter().any(|a| timed(a))
}

fn value(printed: &Option<Printed<Date>>) -> Option<Date> {
    printed.as_ref()?.value().copied()
}

fn of_action(desk: Desk<'_>, a: &Action) -> Carrier {
    let text = a.text.as_str();
    let (name, label) = match a.reference.as_str() {
        "" => (short(text, NAME), text.to_owned()),
        reference => (reference.to_owned(), format!("{reference} {text}")),
    };
    let mut tags = Vec::new();
    desk.tags("priority", a.serves.iter(), "Under none", &mut tags);
    desk.tags("owner", a.responsible.iter(), "Nobody named", &mut tags);
    desk.tags("area", a.areas.iter(), "None named", &mut tags);
    desk.tags("part-of", empty(), "Nothing larger", &mut tags);
    let ends = value(&a.start).zip(value(&a.end));
    let ends = ends.map(|(start, end)| (start.first_day(), end.last_day()));
    Carrier {
        id: a.id.clone(),
        name,
        label: short(&label, LABEL),
        span: ends.filter(|(a, b)| a <= b && SENSIBLE.contains(&a.0) && SENSIBLE.contains(&b.0)),
        is_project: false,
        tags,
    }
}

fn of_project(desk: Desk<'_>, p: &Project) -> Carrier {
    let mut tags = Vec::new();
    let owners = p.roles.iter().filter_map(|r| r.post.as_ref());
    desk.tags("priority", p.serves.iter(), "Under none", &mut tags);
    desk.tags("owner", owners, "Nobody named", &mut tags);
    desk.tags("area", empty(), "None named", &mut tags);
    desk.tags("part-of", p.parent.iter(), "Nothing larger", &mut tags);
    Carrier {
        id: p.id.clone(),
        name: sentence(&short(p.name.as_str(), NAME)),
        label: short(p.name.as_str(), LABEL),
        span: None,
        is_project: true,
        tags,
    }
}

#[cfg(test)]
mod tests;
