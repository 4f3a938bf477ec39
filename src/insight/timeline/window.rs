//! The stretch of time a reader looks at: how it is zoomed, moved and named in the address.

use crate::plan::{Date, Day};

/// Days that are dates in a plan rather than a slip of the keyboard, so that one year 9999 doesn't make a scale of
/// eight thousand years: 1900 to 2200.
pub const SENSIBLE: std::ops::Range<i32> = -25_567..84_006;

/// The shortest stretch worth looking at, in days.
const LEAST: i32 = 28;

/// A stretch of time from the first of its days to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
}

impl Window {
    /// The whole months around spans of time; with a day they are seen from, where that doesn't press everything else
    /// into a corner.
    pub fn around(spans: impl Iterator<Item = (Day, Day)>, start: Day) -> Option<Window> {
        let (mut first, mut last) = spans
            .flat_map(|(a, b)| [a.0, b.0])
            .filter(|day| SENSIBLE.contains(day))
            .fold((i32::MAX, i32::MIN), |(a, b), d| (a.min(d), b.max(d)));
        if first > last {
            return None;
        }
        let reach = ((last - first) / 4).max(366);
        if (first - reach..=last + reach).contains(&start.0) {
            (first, last) = (first.min(start.0), last.max(start.0));
        }
        let (year, month, _) = Day(first).civil();
        let first = Day::new(year, month, 1)?;
        let (year, month, _) = Day(last).civil();
        let (year, month) = if month == 12 {
            (year + 1, 1)
        } else {
            (year, month + 1)
        };
        let last = Day(Day::new(year, month, 1)?.0 - 1);
        Some(Window { first, last })
    }

    /// The window two settings of the address name, within the whole; all of it if they name none.
    pub fn named(from: &str, to: &str, whole: Window) -> Window {
        let day = |text: &str| text.parse::<Date>().ok();
        let first = day(from).map_or(whole.first, Date::first_day);
        let last = day(to).map_or(whole.last, Date::last_day);
        if first > last || last < whole.first || first > whole.last {
            return whole;
        }
        Window { first, last }.within(whole)
    }

    /// Its two settings in the address; empty for the ends of the whole.
    pub fn names(self, whole: Window) -> (String, String) {
        let name = |day: Day, end: Day| if day == end { String::new() } else { day.iso() };
        (name(self.first, whole.first), name(self.last, whole.last))
    }

    /// How many days it holds.
    pub fn days(self) -> i32 {
        self.last.0 - self.first.0 + 1
    }

    /// Whether a day is in it.
    pub fn holds(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether a span of time reaches into it.
    pub fn meets(self, (first, last): (Day, Day)) -> bool {
        first <= self.last && last >= self.first
    }

    /// Where a day stands in it, from 0 at its beginning to 1 at its end; days outside stand at the ends.
    pub fn place(self, day: Day) -> f64 {
        let along = f64::from(day.0) - f64::from(self.first.0);
        (along / f64::from(self.days())).clamp(0.0, 1.0)
    }

    /// The day at a place in it, from 0 to 1.
    pub fn day_at(self, place: f64) -> Day {
        let along = (place.clamp(0.0, 1.0) * f64::from(self.days())).floor() as i32;
        Day((self.first.0 + along).min(self.last.0))
    }

    /// Half or twice as much time about a day, which keeps its place if it is in view.
    pub fn zoomed(self, whole: Window, closer: bool, about: Day) -> Window {
        let by = if closer { 0.5 } else { 2.0 };
        let place = if self.holds(about) {
            self.place(about)
        } else {
            0.5
        };
        let held = f64::from(self.first.0) + place * f64::from(self.days());
        let days = f64::from(self.days()) * by;
        Window::from_days(held - place * days, days, whole)
    }

    /// As long a stretch so much later, in parts of its length; earlier for less than nought.
    pub fn moved(self, whole: Window, by: f64) -> Window {
        let days = f64::from(self.days());
        Window::from_days(f64::from(self.first.0) + by * days, days, whole)
    }

    /// The same, moved no further than it takes to show a day.
    pub fn showing(self, whole: Window, day: Day) -> Window {
        let by = match day {
            day if day < self.first => day.0 - self.first.0,
            day if day > self.last => day.0 - self.last.0,
            _ => return self,
        };
        let first = f64::from(self.first.0) + f64::from(by);
        Window::from_days(first, f64::from(self.days()), whole)
    }

    /// What two fingers make of it: the days under them when they came down are under them where they are now. Places
    /// are from 0 to 1.
    pub fn pinched(self, whole: Window, then: (f64, f64), now: (f64, f64)) -> Window {
        let (a, b) = if then.0 <= then.1 {
            (then.0, then.1)
        } else {
            (then.1, then.0)
        };
        let (c, d) = if now.0 <= now.1 {
            (now.0, now.1)
        } else {
            (now.1, now.0)
        };
        // Fingers closer than this say nothing of a length.
        let apart = (b - a).max(0.02) / (d - c).max(0.02);
        let days = (f64::from(self.days()) * apart)
            .clamp(f64::from(LEAST), f64::from(whole.days().max(LEAST)));
        let middle = f64::from(self.first.0) + (a + b) / 2.0 * f64::from(self.days());
        Window::from_days(middle - (c + d) / 2.0 * days, days, whole)
    }

    fn from_days(first: f64, days: f64, whole: Window) -> Window {
        let days = (days.round() as i32).max(LEAST);
        let first = Day(first.round() as i32);
        let last = Day(first.0 + days - 1);
        Window { first, last }.within(whole)
    }

    /// As much of it as the whole has room for, moved inside.
    fn within(self, whole: Window) -> Window {
        let days = self.days().max(LEAST);
        if days >= whole.days() {
            return whole;
        }
        let first = self.first.0.clamp(whole.first.0, whole.last.0 + 1 - days);
        Window {
            first: Day(first),
            last: Day(first + days - 1),
        }
    }

    /// In words: '1 April 2012 to 30 June 2012', or whole months by their names.
    pub fn shown(self) -> String {
        format!("{} to {}", self.first, self.last)
    }
}
