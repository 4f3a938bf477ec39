//! How many things stand how at a date, and what comes next.

use super::{MilestoneState, Timeline};
use crate::{
    insight::rows::{due_words, some, standing_at},
    plan::{Date, Day},
};

/// Counts by state at a date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Each state that something is in, with how many, in the order a filter offers them.
    pub counts: Vec<(MilestoneState, usize)>,
    /// The date that comes next, and how much is due then.
    pub next: Option<(Date, usize)>,
}

/// How everything stands at a date, in one sentence: what the page is opened for.
pub fn answer(timeline: &Timeline, as_at: Day) -> String {
    let every: Vec<usize> = (0..timeline.dues.len()).collect();
    let tally = tally(timeline, &every, as_at);
    let next = tally.next.map(|(date, _)| date);
    let (one, many) = timeline.noun();
    match tally.all() {
        0 => "Nothing in this plan has a date.".to_owned(),
        n => standing_at(
            as_at,
            &some(n, one, many),
            &timeline.carried_by(),
            &tally.counts,
            next,
        ),
    }
}

/// Counts what is chosen as it stands at a date.
pub fn tally(timeline: &Timeline, chosen: &[usize], as_at: Day) -> Tally {
    let mut counts = MilestoneState::ALL.map(|state| (state, 0));
    let mut next: Option<(Date, usize)> = None;
    for due in chosen.iter().filter_map(|at| timeline.dues.get(*at)) {
        let state = due.state(as_at);
        if let Some((_, n)) = counts.iter_mut().find(|(s, _)| *s == state) {
            *n += 1;
        }
        let Some(date) = due.date.filter(|_| state == MilestoneState::Due) else {
            continue;
        };
        match &mut next {
            Some((first, n)) if first.last_day() == date.last_day() => *n += 1,
            Some((first, _)) if first.last_day() < date.last_day() => {}
            next => *next = Some((date, 1)),
        }
    }
    Tally {
        counts: counts.into_iter().filter(|(_, n)| *n > 0).collect(),
        next,
    }
}

impl Tally {
    /// How many there are in all.
    pub fn all(&self) -> usize {
        self.counts.iter().map(|(_, n)| n).sum()
    }

    /// What comes next, in a few words: '5 in August 2012'.
    pub fn next_words(&self) -> Option<String> {
        let (date, n) = self.next?;
        Some(format!("{n} {}", due_words(date)))
    }
}
