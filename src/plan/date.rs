//! Calendar dates with the precision they were given: a day, a month, a quarter, a season, a year,
//! a financial year, or a span between two of them.

use std::{cmp::Ordering, fmt, str::FromStr};

use serde::{Serialize, Serializer};

use super::{
    FromJson, Json, Reader,
    day::{Day, days_from_civil, month_name},
};

/// A quarter of the year's weather, as plans use it: spring is March to May.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February of the next year.
    Winter,
}

const SEASONS: [(Season, &str, &str, u8); 4] = [
    (Season::Spring, "spring", "Spring", 3),
    (Season::Summer, "summer", "Summer", 6),
    (Season::Autumn, "autumn", "Autumn", 9),
    (Season::Winter, "winter", "Winter", 12),
];

/// One moment, to the precision it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    /// A calendar year.
    Year(i32),
    /// A financial year, April to March, by the year it begins in.
    FinancialYear(i32),
    /// A season of a year.
    Season(i32, Season),
    /// A quarter of a calendar year, 1 to 4.
    Quarter(i32, u8),
    /// A month, 1 to 12.
    Month(i32, u8),
    /// A day.
    Day(Day),
}

impl Moment {
    /// The first day it covers.
    pub fn first_day(self) -> Day {
        let day = |y, m| Day(days_from_civil(y, m, 1));
        match self {
            Moment::Year(y) => day(y, 1),
            Moment::FinancialYear(y) => day(y, 4),
            Moment::Season(y, season) => {
                let first = SEASONS.iter().find(|(s, ..)| *s == season);
                day(y, first.map_or(3, |(.., month)| *month))
            }
            Moment::Quarter(y, q) => day(y, q.clamp(1, 4) * 3 - 2),
            Moment::Month(y, m) => day(y, m),
            Moment::Day(day) => day,
        }
    }

    /// The same moment a year later; the last year that four digits hold stays.
    fn a_year_on(self) -> Moment {
        let on = |year: i32| (year + 1).min(9999);
        match self {
            Moment::Year(y) => Moment::Year(on(y)),
            Moment::FinancialYear(y) => Moment::FinancialYear(on(y)),
            Moment::Season(y, season) => Moment::Season(on(y), season),
            Moment::Quarter(y, q) => Moment::Quarter(on(y), q),
            Moment::Month(y, m) => Moment::Month(on(y), m),
            Moment::Day(day) => {
                let (y, m, d) = day.civil();
                let same = Day::new(on(y), m, d).or_else(|| Day::new(on(y), m, 28));
                Moment::Day(same.unwrap_or(day))
            }
        }
    }

    /// The last day it covers.
    pub fn last_day(self) -> Day {
        let months = match self {
            Moment::Year(_) | Moment::FinancialYear(_) => 12,
            Moment::Season(..) | Moment::Quarter(..) => 3,
            Moment::Month(..) => 1,
            Moment::Day(day) => return day,
        };
        let (y, m, _) = self.first_day().civil();
        let after = i32::from(m) - 1 + months;
        Day(days_from_civil(y + after / 12, (after % 12) as u8 + 1, 1) - 1)
    }
}

/// A date of a plan: a moment, or a span from one to another. In JSON: `2012`, `2012/13` (a
/// financial year), `2013-summer`, `2018-Q4`, `2012-08`, `2012-08-31`, and `2012-04..2012-10` for a span.
///
/// ```
/// use waymark::plan::Date;
/// let due: Date = "2012-08".parse().unwrap();
/// assert_eq!(due.to_string(), "2012-08");
/// assert_eq!(due.shown(), "August 2012");
/// assert_eq!(due.last_day().iso(), "2012-08-31");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    start: Moment,
    end: Option<Moment>,
}

/// The text was not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("is not a date: use 2012-08-31, 2012-08, 2018-Q4, 2013-summer, 2012, 2012/13, or two of these joined by ..")
    }
}

impl Date {
    /// A single day.
    pub fn day(day: Day) -> Date {
        Date::from(Moment::Day(day))
    }

    /// The same date a year later; 29 February becomes the 28th.
    pub fn a_year_on(self) -> Date {
        Date {
            start: self.start.a_year_on(),
            end: self.end.map(Moment::a_year_on),
        }
    }

    /// The moment it begins with.
    pub fn start(self) -> Moment {
        self.start
    }

    /// The moment it ends with, if it is a span.
    pub fn end(self) -> Option<Moment> {
        self.end
    }

    /// The first day it covers.
    pub fn first_day(self) -> Day {
        self.start.first_day()
    }

    /// The last day it covers: nothing is late before this has passed.
    pub fn last_day(self) -> Day {
        self.end.unwrap_or(self.start).last_day()
    }

    /// As people write it: `31 August 2012`, `April to October 2012`.
    pub fn shown(self) -> String {
        match self.end {
            None => show(self.start, true),
            Some(end) => {
                let same_year = self.start.first_day().civil().0 == end.first_day().civil().0;
                format!("{} to {}", show(self.start, !same_year), show(end, true))
            }
        }
    }

    /// Short, for axes and narrow columns: `31 Aug 2012`, `Aug 2012`.
    pub fn short(self) -> String {
        let long = self.shown();
        (1..=12).fold(long, |text, m| {
            let name = month_name(m);
            text.replace(name, &name[..3])
        })
    }
}

impl From<Moment> for Date {
    fn from(start: Moment) -> Self {
        Date { start, end: None }
    }
}

fn show(moment: Moment, with_year: bool) -> String {
    let year = |y: i32| {
        if with_year {
            format!(" {y:04}")
        } else {
            String::new()
        }
    };
    match moment {
        Moment::Year(y) => format!("{y:04}"),
        Moment::FinancialYear(y) => financial_year(y),
        Moment::Season(y, season) => {
            let name = SEASONS.iter().find(|(s, ..)| *s == season);
            format!("{}{}", name.map_or("", |(_, _, shown, _)| shown), year(y))
        }
        Moment::Quarter(y, q) => format!("quarter {q}{}", year(y)),
        Moment::Month(y, m) => format!("{}{}", month_name(m), year(y)),
        Moment::Day(day) => {
            let (y, m, d) = day.civil();
            format!("{d} {}{}", month_name(m), year(y))
        }
    }
}

/// Dates sort by their first day, then by their last.
impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.first_day(), self.last_day()).cmp(&(other.first_day(), other.last_day()))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn financial_year(begins: i32) -> String {
    format!("{begins:04}/{:02}", (begins + 1).rem_euclid(100))
}

fn write_moment(f: &mut fmt::Formatter<'_>, moment: Moment) -> fmt::Result {
    match moment {
        Moment::Year(y) => write!(f, "{y:04}"),
        Moment::FinancialYear(y) => f.write_str(&financial_year(y)),
        Moment::Season(y, season) => {
            let name = SEASONS.iter().find(|(s, ..)| *s == season);
            write!(f, "{y:04}-{}", name.map_or("", |(_, key, ..)| key))
        }
        Moment::Quarter(y, q) => write!(f, "{y:04}-Q{q}"),
        Moment::Month(y, m) => write!(f, "{y:04}-{m:02}"),
        Moment::Day(day) => f.write_str(&day.iso()),
    }
}

fn read_moment(text: &str) -> Option<Moment> {
    let digits = |s: &str, len: usize| -> Option<i32> {
        (s.len() == len && s.bytes().all(|b| b.is_ascii_digit()))
            .then(|| s.parse().ok())
            .flatten()
    };
    if let Some((begins, ends)) = text.split_once('/') {
        let (begins, ends) = (digits(begins, 4)?, digits(ends, 2)?);
        return ((begins + 1).rem_euclid(100) == ends).then_some(Moment::FinancialYear(begins));
    }
    let (year, rest) = match text.split_once('-') {
        None => return digits(text, 4).map(Moment::Year),
        Some((year, rest)) => (digits(year, 4)?, rest),
    };
    if let Some((season, ..)) = SEASONS.iter().find(|(_, key, ..)| *key == rest) {
        return Some(Moment::Season(year, *season));
    }
    if let Some(q) = rest.strip_prefix('Q').and_then(|q| digits(q, 1)) {
        return (1..=4)
            .contains(&q)
            .then_some(Moment::Quarter(year, q as u8));
    }
    match rest.split_once('-') {
        None => {
            let month = digits(rest, 2)? as u8;
            (1..=12)
                .contains(&month)
                .then_some(Moment::Month(year, month))
        }
        Some((month, day)) => {
            Day::new(year, digits(month, 2)? as u8, digits(day, 2)? as u8).map(Moment::Day)
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_moment(f, self.start)?;
        match self.end {
            None => Ok(()),
            Some(end) => {
                f.write_str("..")?;
                write_moment(f, end)
            }
        }
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let (start, end) = match text.split_once("..") {
            None => (text, None),
            Some((start, end)) => (start, Some(end)),
        };
        let start = read_moment(start).ok_or(NotADate)?;
        let end = match end {
            None => None,
            Some(end) => Some(read_moment(end).ok_or(NotADate)?),
        };
        match end {
            Some(end) if end.last_day() < start.first_day() => Err(NotADate),
            _ => Ok(Date { start, end }),
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromJson for Date {
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Self> {
        reader.parsed(value, str::parse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_precision_comes_back() {
        for text in [
            "2012",
            "2013-summer",
            "2018-Q4",
            "2012-08",
            "2012-08-31",
            "2012/13",
            "1999/00",
            "2012-04..2012-10",
            "2021-06..2021-08",
        ] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn there_is_no_31_september() {
        for bad in [
            "2011-09-31",
            "2011-13",
            "2011-Q5",
            "2012-10..2012-04",
            "12-08",
            "2012/14",
            "",
        ] {
            assert!(bad.parse::<Date>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_winter_ends_in_the_next_year() {
        let winter: Date = "2020-winter".parse().unwrap();
        assert_eq!(winter.first_day().iso(), "2020-12-01");
        assert_eq!(winter.last_day().iso(), "2021-02-28");
    }

    #[test]
    fn people_read_words() {
        let shown = |t: &str| t.parse::<Date>().unwrap().shown();
        assert_eq!(shown("2012-04..2012-10"), "April to October 2012");
        assert_eq!(shown("2012-11..2013-02"), "November 2012 to February 2013");
        assert_eq!(shown("2013-summer"), "Summer 2013");
        assert_eq!("2012-08-31".parse::<Date>().unwrap().short(), "31 Aug 2012");
    }

    #[test]
    fn a_year_is_shown_as_it_is_read() {
        for year in ["0000", "0812", "2012"] {
            let date: Date = year.parse().unwrap();
            assert_eq!(date.shown(), year);
        }
    }
}
