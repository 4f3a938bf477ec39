//! The cell that says what is waited for next.

use super::{Bit, Cell, SortKey, short};
use crate::{
    insight::{Fact, MilestoneState},
    plan::{Date, Milestone, Printed},
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
