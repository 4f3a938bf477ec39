//! Where dates bunch: how many things are due in each month, quarter or year, and what that says.

use super::{Due, Timeline, Window};
use crate::{
    insight::rows::{and, sentence},
    plan::{Day, month_name},
};

/// A month, a quarter or a year, with how much is due in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bunch {
    /// Its first and last day.
    pub stretch: (Day, Day),
    /// What it is called: 'September 2012', 'July to September 2012', '2012'.
    pub name: String,
    /// How much is due in it.
    pub count: usize,
}

/// Every month of a window with how much of what is chosen is due in it; every quarter or year where there would be
/// more months than can stand beside each other. A date counts where its mark stands: a longer one at its end.
pub fn bunches(timeline: &Timeline, chosen: &[usize], window: Window, most: usize) -> Vec<Bunch> {
    let month = |day: Day| {
        let (year, month, _) = day.civil();
        year * 12 + i32::from(month) - 1
    };
    let (first, last) = (month(window.first), month(window.last));
    let lengths = [1, 3, 12, 60];
    let fits = |length: &i32| ((last - first) / length) < most.try_into().unwrap_or(i32::MAX);
    let length = lengths.into_iter().find(fits).unwrap_or(120);
    let mut bunches: Vec<Bunch> = (first.div_euclid(length)..=last.div_euclid(length))
        .filter_map(|n| bunch(n * length, length))
        .collect();
    let dues = chosen.iter().filter_map(|at| timeline.dues.get(*at));
    for day in dues.filter_map(Due::place) {
        let n = month(day).div_euclid(length) - first.div_euclid(length);
        let bunch = usize::try_from(n).ok().and_then(|n| bunches.get_mut(n));
        if let Some(bunch) = bunch.filter(|_| window.holds(day)) {
            bunch.count += 1;
        }
    }
    bunches
}

fn bunch(from: i32, months: i32) -> Option<Bunch> {
    let of = |n: i32| (n.div_euclid(12), n.rem_euclid(12) as u8 + 1);
    let ((year, month), (next_year, next_month)) = (of(from), of(from + months));
    let first = Day::new(year, month, 1)?;
    let last = Day(Day::new(next_year, next_month, 1)?.0 - 1);
    let (last_year, last_month, _) = last.civil();
    let name = match months {
        1 => format!("{} {year}", month_name(month)),
        3 => format!("{} to {} {year}", month_name(month), month_name(last_month)),
        12 => year.to_string(),
        _ => format!("{year} to {last_year}"),
    };
    Some(Bunch {
        stretch: (first, last),
        name,
        count: 0,
    })
}

/// 'March and May 2012', or 'March 2012 and May 2013'.
fn together(names: &[&str]) -> String {
    let year = |name: &&str| name.rsplit_once(' ').map(|(_, year)| year.to_owned());
    let last = names.last().and_then(year);
    let same = names.iter().all(|name| year(name) == last);
    match last.filter(|_| same) {
        Some(year) => {
            let months = names.iter().filter_map(|name| name.rsplit_once(' '));
            let months: Vec<&str> = months.map(|(month, _)| month).collect();
            format!("{} {year}", and(&months))
        }
        None => and(names),
    }
}

/// Where they bunch, as a sentence without its full stop. `many` is what is counted: 'milestones'.
pub fn finding(bunches: &[Bunch], many: &str) -> String {
    let filled: Vec<&Bunch> = bunches.iter().filter(|b| b.count > 0).collect();
    let all: usize = filled.iter().map(|b| b.count).sum();
    let most = filled.iter().map(|b| b.count).max().unwrap_or(0);
    let top: Vec<&str> = filled
        .iter()
        .filter(|b| b.count == most)
        .map(|b| b.name.as_str())
        .collect();
    let capital = sentence(many);
    let (Some(first), Some(last)) = (filled.first(), filled.last()) else {
        return format!("No {many} fall in this time");
    };
    if filled.len() == 1 {
        return match all {
            1 => format!("One of the {many} falls in {}", first.name),
            n => format!("All {n} {many} fall in {}", first.name),
        };
    }
    // Twice as many as a filled month has otherwise is a bunch.
    let rest = (all - most * top.len()) as f64 / (filled.len() - top.len()).max(1) as f64;
    let bunched = most >= 3 && (most as f64) >= rest * 1.5 && top.len() < filled.len();
    match top.as_slice() {
        [name] if bunched => format!("{capital} bunch in {name}: {most} of {all} fall then"),
        top if bunched && top.len() <= 3 => {
            format!(
                "{capital} bunch in {}: {most} of {all} in each",
                together(top)
            )
        }
        _ => format!(
            "{all} {many} are spread from {} to {}, at most {most} at a time",
            first.name, last.name
        ),
    }
}
