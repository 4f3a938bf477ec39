//! The time a chart of milestones covers, and where on it marks that would touch make room.

use crate::plan::{Day, month_name};

use super::{
    frame::Tick,
    milestones::MilestoneRow,
    theme::{Look, Width},
};

/// Days that are dates in a plan rather than a slip of the keyboard, so that one year 9999 doesn't
/// make a scale of eight thousand years: 1900 to 2200.
pub(super) const SENSIBLE: std::ops::Range<i32> = -25_567..84_006;

/// The stretch of time a chart covers: whole months.
pub(super) struct Time {
    pub first: i32,
    pub last: i32,
}

impl Time {
    pub fn of(days: impl Iterator<Item = i32>, as_at: Option<Day>) -> Option<Time> {
        let (mut first, mut last) = days
            .filter(|day| SENSIBLE.contains(day))
            .fold((i32::MAX, i32::MIN), |(a, b), d| (a.min(d), b.max(d)));
        if first > last {
            return None;
        }
        // The as-at line is shown where that doesn't press everything else into a corner.
        let reach = (last - first) / 4 + 31;
        if let Some(Day(day)) = as_at
            && (first - reach..=last + reach).contains(&day)
        {
            (first, last) = (first.min(day), last.max(day));
        }
        let (year, month, _) = Day(first).civil();
        let first = Day::new(year, month, 1)?.0;
        let (year, month, _) = Day(last).civil();
        let (year, month) = if month == 12 {
            (year + 1, 1)
        } else {
            (year, month + 1)
        };
        let last = Day::new(year, month, 1)?.0;
        Some(Time { first, last })
    }

    pub fn days(&self) -> f64 {
        f64::from(self.last - self.first)
    }

    pub fn at(&self, day: i32) -> f64 {
        f64::from((day - self.first).clamp(0, self.last - self.first))
    }

    /// The first days of months, as close together as the width allows; with the year where it is
    /// new.
    pub fn ticks(&self, pixels: f64, look: Look) -> Vec<Tick> {
        let apart = if look.width == Width::Wide {
            58.0
        } else {
            80.0
        };
        let most = (pixels / apart).max(2.0);
        let months = self.days() / 30.44;
        let step = [1, 2, 3, 6, 12, 24, 60, 120, 240]
            .into_iter()
            .find(|step| months / f64::from(*step) <= most)
            .unwrap_or(600);
        let (year, month, _) = Day(self.first).civil();
        let mut n = year * 12 + i32::from(month) - 1;
        n += (step - n.rem_euclid(step)) % step;
        let mut said = None;
        let mut ticks = Vec::new();
        while let Some(day) = Day::new(n.div_euclid(12), n.rem_euclid(12) as u8 + 1, 1) {
            if day.0 > self.last {
                break;
            }
            let (year, month, _) = day.civil();
            let short = month_name(month).get(..3).unwrap_or_default();
            let words = if said == Some(year) && step < 12 {
                short.to_owned()
            } else {
                format!("{short} {year}")
            };
            said = Some(year);
            ticks.push(Tick {
                at: self.at(day.0),
                words,
            });
            n += step;
        }
        ticks
    }
}

/// Marks closer than this would touch.
const APART: f64 = 17.0;
/// Puts marks that would touch under each other, always in the same way.
pub(super) fn stack<'a>(
    rows: &'a [MilestoneRow],
    key: &str,
    time: &Time,
    pixels: f64,
) -> (Vec<(&'a MilestoneRow, usize)>, usize) {
    let mut mine: Vec<(&MilestoneRow, i32)> = rows
        .iter()
        .filter(|row| row.lane == key)
        .filter_map(|row| Some((row, row.day().filter(|day| SENSIBLE.contains(day))?)))
        .collect();
    mine.sort_by_key(|(_, day)| *day);
    let scale = pixels / time.days().max(1.0);
    let mut ends: Vec<f64> = Vec::new();
    let mut laid = Vec::new();
    for (row, day) in mine {
        let long = row.when.filter(|(first, last)| last.0 - first.0 > 31);
        let from = time.at(long.map_or(day, |(first, _)| first.0)) * scale;
        let to = time.at(day) * scale + APART;
        let line = match ends.iter().position(|end| *end <= from) {
            Some(line) => line,
            None => {
                ends.push(0.0);
                ends.len() - 1
            }
        };
        if let Some(end) = ends.get_mut(line) {
            *end = to;
        }
        laid.push((row, line));
    }
    (laid, ends.len())
}
