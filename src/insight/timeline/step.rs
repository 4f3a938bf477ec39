//! Steps from one date to another: to what is due next or was due before, and by months.

use super::{Due, Timeline};
use crate::plan::Day;

/// The next date after a day that something is due on.
pub fn next_date(timeline: &Timeline, chosen: &[usize], as_at: Day) -> Option<Day> {
    let from = chosen.partition_point(|at| order(timeline, *at) <= as_at);
    let mut later = chosen.get(from..)?.iter();
    later.find_map(|at| drawn(timeline, *at))
}

/// The date before a day that something was due on.
pub fn previous_date(timeline: &Timeline, chosen: &[usize], as_at: Day) -> Option<Day> {
    let to = chosen.partition_point(|at| order(timeline, *at) < as_at);
    let mut earlier = chosen.get(..to)?.iter().rev();
    earlier.find_map(|at| drawn(timeline, *at))
}

/// What things that are due are in the order of.
fn order(timeline: &Timeline, at: usize) -> Day {
    let due = timeline.dues.get(at);
    due.and_then(Due::last).unwrap_or(Day(i32::MAX))
}

/// The day a date is past; none where it has none, or one that no plan means.
fn drawn(timeline: &Timeline, at: usize) -> Option<Day> {
    let due = timeline.dues.get(at)?;
    due.stretch().map(|(_, last)| last)
}

/// The same day so many months on; the last day of a month stays the last.
pub fn months_on(day: Day, months: i32) -> Day {
    let (year, month, of_month) = day.civil();
    let at = year * 12 + i32::from(month) - 1 + months;
    let first = |at: i32| Day::new(at.div_euclid(12), at.rem_euclid(12) as u8 + 1, 1);
    let (Some(first), Some(after)) = (first(at), first(at + 1)) else {
        return day;
    };
    let is_last = Day(day.0 + 1).civil().2 == 1;
    let longest = after.0 - first.0;
    let wanted = if is_last {
        longest
    } else {
        i32::from(of_month).min(longest)
    };
    Day(first.0 + wanted - 1)
}
