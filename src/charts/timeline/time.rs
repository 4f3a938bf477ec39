//! The scale of a timeline, and where on it marks that would touch make room.

use crate::{
    insight::timeline::{Mark, Window},
    plan::{Day, month_name},
};

use super::super::{
    frame::Tick,
    theme::{Look, Width},
};

/// The stretch of time a chart covers, counted in days from its first.
pub(super) struct Time(pub Window);

/// So close to the right edge words would be cut off, in pixels.
const EDGE: f64 = 30.0;

impl Time {
    pub fn days(&self) -> f64 {
        f64::from(self.0.days())
    }

    /// Where a day begins; days outside stand at the ends.
    pub fn at(&self, day: Day) -> f64 {
        f64::from((day.0 - self.0.first.0).clamp(0, self.0.days()))
    }

    /// Where a day ends.
    pub fn end(&self, day: Day) -> f64 {
        self.at(Day(day.0.saturating_add(1)))
    }

    /// The first days of months, as close together as the width allows; with the year where it is
    /// new.
    pub fn ticks(&self, pixels: f64, look: Look) -> Vec<Tick> {
        let apart = if look.width == Width::Wide {
            58.0
        } else {
            80.0
        };
        let scale = pixels / self.days();
        let most = (pixels / apart).max(2.0);
        let months = self.days() / 30.44;
        let step = [1, 2, 3, 6, 12, 24, 60, 120, 240]
            .into_iter()
            .find(|step| months / f64::from(*step) <= most)
            .unwrap_or(600);
        let (year, month, _) = self.0.first.civil();
        let mut n = year * 12 + i32::from(month) - 1;
        n += (step - n.rem_euclid(step)) % step;
        let mut said = None;
        let mut ticks = Vec::new();
        while let Some(day) = Day::new(n.div_euclid(12), n.rem_euclid(12) as u8 + 1, 1) {
            n += step;
            if day > self.0.last {
                break;
            }
            if day < self.0.first {
                continue;
            }
            let (year, month, _) = day.civil();
            let short = month_name(month).get(..3).unwrap_or_default();
            let mut words = if said == Some(year) && step < 12 {
                short.to_owned()
            } else {
                format!("{short} {year}")
            };
            said = Some(year);
            // Words that would be cut off at the edge are left out; the line is not.
            if look.width != Width::Narrow && (self.days() - self.at(day)) * scale < EDGE {
                words.clear();
            }
            ticks.push(Tick {
                at: self.at(day),
                words,
            });
        }
        ticks
    }
}

/// Puts marks that would touch under each other, always in the same way. Each is `(left, right, line)` in pixels; with
/// how many lines they take.
pub(super) fn stack(marks: &[Mark], time: &Time, scale: f64, size: f64) -> (Vec<Place>, usize) {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by_key(|at| marks.get(*at).map(|mark| mark.at));
    let mut ends: Vec<f64> = Vec::new();
    let mut places = vec![Place::default(); marks.len()];
    for at in order {
        let (Some(mark), Some(place)) = (marks.get(at), places.get_mut(at)) else {
            continue;
        };
        let middle = time.at(mark.at) * scale;
        let first = long(mark).map_or(middle, |(first, _)| time.at(first) * scale);
        place.from = first.min(middle - size / 2.0);
        place.to = middle + size / 2.0;
        place.line = match ends.iter().position(|end| *end <= place.from) {
            Some(line) => line,
            None => {
                ends.push(f64::MIN);
                ends.len() - 1
            }
        };
        if let Some(end) = ends.get_mut(place.line) {
            *end = place.to;
        }
    }
    (places, ends.len())
}

/// The stretch of a date that is longer than a month.
pub(super) fn long(mark: &Mark) -> Option<(Day, Day)> {
    let single = Some(mark.stretch).filter(|_| mark.count == 1);
    single.filter(|(first, last)| last.0 - first.0 > 31)
}

/// Where a mark stands, in pixels, and on which line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Place {
    pub from: f64,
    pub to: f64,
    pub line: usize,
}
