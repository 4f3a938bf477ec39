//! What is waited for next, and how milestones stand, in a cell and in words.

use super::{Bit, Cell, SortKey, Tag, short};
use crate::{
    insight::{Fact, MilestoneState},
    plan::{Date, Day, Milestone, Moment, Printed},
};

/// The most characters a milestone has in it.
const NEXT: usize = 70;

/// The first milestone still to come, or the first overdue one: that is what is waited for. `say` tells
/// its date.
pub(super) fn next_due(
    milestones: &[Milestone],
    states: &[MilestoneState],
    say: impl Fn(&Printed<Date>) -> Option<String>,
) -> Cell {
    let waited = [MilestoneState::Overdue, MilestoneState::Due];
    let next = milestones
        .iter()
        .zip(states)
        .filter(|(_, state)| waited.contains(state))
        .filter_map(|(m, state)| {
            let due = m.due.as_ref()?;
            Some((due.value()?.last_day(), due, m, *state))
        })
        .min_by_key(|(last, ..)| *last);
    let Some((last, due, m, state)) = next else {
        return Cell::default();
    };
    let mut bits = vec![Bit::Fact(Fact::Text(say(due).unwrap_or_default()))];
    if state == MilestoneState::Overdue {
        bits.push(Bit::Fact(Fact::State(state)));
    }
    bits.push(Bit::Small(short(m.text.as_str(), NEXT)));
    Cell::new(bits, SortKey::count(Some(i64::from(last.0))))
}

/// The tag of a state, which a filter offers in the order of states.
pub(super) fn state_tag(state: MilestoneState) -> Tag {
    let rank = MilestoneState::ALL.iter().position(|s| *s == state);
    Tag {
        filter: "state",
        value: state.key().into(),
        label: state.shown().into(),
        rank: rank.unwrap_or(usize::MAX),
    }
}

/// How so many things, carried by others, stand at a date, in a sentence.
pub fn standing_at(
    as_at: Day,
    things: &str,
    carriers: &str,
    counts: &[(MilestoneState, usize)],
    next: Option<Date>,
) -> String {
    let mut held = counts.iter().filter(|(_, n)| *n > 0);
    match (held.next(), held.next(), next) {
        (Some((MilestoneState::Due, n)), None, Some(next)) if *n > 1 => {
            let next = due_words(next);
            format!("At {as_at}, all {things} of {carriers} are still to come, the next {next}.")
        }
        _ => format!(
            "At {as_at}, of the {things} of {carriers}, {}.",
            standing(counts, next)
        ),
    }
}

/// How many stand how, and what comes next: 'one is done; 2 are still to come, the next in August 2012'.
fn standing(counts: &[(MilestoneState, usize)], next: Option<Date>) -> String {
    let count = |state| {
        let of = counts.iter().find(|(s, _)| *s == state);
        of.map_or(0, |(_, n)| *n)
    };
    let mut parts = Vec::new();
    for (state, words) in [
        (MilestoneState::Done, "done"),
        (MilestoneState::Overdue, "overdue"),
        (
            MilestoneState::Passed,
            "past their date with no outcome recorded",
        ),
        (MilestoneState::Dropped, "dropped"),
        (MilestoneState::NoDate, "without a date"),
    ] {
        match count(state) {
            0 => {}
            1 => parts.push(format!("one is {}", words.replace("their", "its"))),
            n => parts.push(format!("{n} are {words}")),
        }
    }
    if let Some(next) = next {
        let come = match count(MilestoneState::Due) {
            1 => "one is still to come".to_owned(),
            n => format!("{n} are still to come"),
        };
        parts.push(format!("{come}, the next {}", due_words(next)));
    }
    parts.join("; ")
}

/// 'in August 2012', 'on 31 August 2012', 'from April to October 2012'.
pub fn due_words(date: Date) -> String {
    match (date.start(), date.end()) {
        (Moment::Day(_), None) => format!("on {}", date.shown()),
        (_, None) => format!("in {}", date.shown()),
        (_, Some(_)) => format!("from {}", date.shown()),
    }
}
