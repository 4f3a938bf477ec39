//! The span of time a figure or a plan is about.

use std::{cmp::Ordering, fmt, str::FromStr};

use serde::{Serialize, Serializer};

use super::{FromJson, Json, Reader, date::Date, day::Day};

/// A period. In JSON: `2012/13` (a financial year, April to March), `2011/12-2013/14` (a run of
/// them), `2018/19-Q4` (a quarter of one), and any [`Date`] for a calendar period (`2014`,
/// `2012-10..2012-11`).
///
/// ```
/// use waymark::plan::Period;
/// let year: Period = "2012/13".parse().unwrap();
/// assert_eq!(year.first_day().iso(), "2012-04-01");
/// assert_eq!("2011/12-2013/14".parse::<Period>().unwrap().shown(), "2011–14");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// A financial year, by the year it begins in.
    Financial(i32),
    /// Financial years from the one that begins in the first to the one that begins in the second.
    Years(i32, i32),
    /// A quarter (1 to 4) of the financial year that begins in a year.
    Quarter(i32, u8),
    /// A calendar period.
    Calendar(Date),
}

/// The text was not a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPeriod;

impl fmt::Display for NotAPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("is not a period: use 2012/13, 2011/12-2013/14, 2018/19-Q4, 2014 or a date")
    }
}

fn april(year: i32, months_on: i32) -> Day {
    let month = 3 + months_on;
    let text = (year + month / 12, (month % 12) as u8 + 1);
    // The first of a month from 1 to 12 is always a day.
    Day::new(text.0, text.1, 1).unwrap_or(Day(0))
}

impl Period {
    /// The first day it covers.
    pub fn first_day(self) -> Day {
        match self {
            Period::Financial(y) | Period::Years(y, _) => april(y, 0),
            Period::Quarter(y, q) => april(y, (i32::from(q) - 1) * 3),
            Period::Calendar(date) => date.first_day(),
        }
    }

    /// The same period a year later; the last year that four digits hold stays.
    pub fn a_year_on(self) -> Period {
        let on = |year: i32| (year + 1).min(9999);
        match self {
            Period::Financial(y) => Period::Financial(on(y)),
            Period::Years(_, to) if to >= 9999 => self,
            Period::Years(from, to) => Period::Years(on(from), on(to)),
            Period::Quarter(y, q) => Period::Quarter(on(y), q),
            Period::Calendar(date) => Period::Calendar(date.a_year_on()),
        }
    }

    /// The last day it covers.
    pub fn last_day(self) -> Day {
        match self {
            Period::Financial(y) | Period::Years(_, y) => Day(april(y, 12).0 - 1),
            Period::Quarter(y, q) => Day(april(y, i32::from(q) * 3).0 - 1),
            Period::Calendar(date) => date.last_day(),
        }
    }

    /// As people write it: `2012/13`, `2011–14`, `quarter 4 of 2018/19`.
    pub fn shown(self) -> String {
        match self {
            Period::Financial(_) => self.to_string(),
            Period::Years(from, to) => format!("{from}–{:02}", (to + 1).rem_euclid(100)),
            Period::Quarter(y, q) => format!("quarter {q} of {}", Period::Financial(y)),
            Period::Calendar(date) => date.shown(),
        }
    }
}

/// Periods sort by when they begin, then by when they end.
impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.first_day(), self.last_day()).cmp(&(other.first_day(), other.last_day()))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year =
            |f: &mut fmt::Formatter<'_>, y: i32| write!(f, "{y:04}/{:02}", (y + 1).rem_euclid(100));
        match *self {
            Period::Financial(y) => year(f, y),
            Period::Years(from, to) => {
                year(f, from)?;
                f.write_str("-")?;
                year(f, to)
            }
            Period::Quarter(y, q) => {
                year(f, y)?;
                write!(f, "-Q{q}")
            }
            Period::Calendar(date) => date.fmt(f),
        }
    }
}

fn financial_year(text: &str) -> Option<i32> {
    let (start, end) = text.split_once('/')?;
    let digits = |s: &str, len| s.len() == len && s.bytes().all(|b| b.is_ascii_digit());
    if !digits(start, 4) || !digits(end, 2) {
        return None;
    }
    let year: i32 = start.parse().ok()?;
    (end.parse() == Ok((year + 1).rem_euclid(100))).then_some(year)
}

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        if !text.contains('/') {
            return text.parse().map(Period::Calendar).map_err(|_| NotAPeriod);
        }
        let Some((start, rest)) = text.split_once('-') else {
            return financial_year(text)
                .map(Period::Financial)
                .ok_or(NotAPeriod);
        };
        let start = financial_year(start).ok_or(NotAPeriod)?;
        if let Some(quarter) = rest.strip_prefix('Q') {
            return match quarter {
                "1" => Ok(Period::Quarter(start, 1)),
                "2" => Ok(Period::Quarter(start, 2)),
                "3" => Ok(Period::Quarter(start, 3)),
                "4" => Ok(Period::Quarter(start, 4)),
                _ => Err(NotAPeriod),
            };
        }
        match financial_year(rest) {
            Some(end) if end > start => Ok(Period::Years(start, end)),
            _ => Err(NotAPeriod),
        }
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromJson for Period {
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Self> {
        reader.parsed(value, str::parse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_comes_back() {
        for text in [
            "2012/13",
            "1999/00",
            "2011/12-2013/14",
            "2018/19-Q4",
            "2014",
            "2012-10..2012-11",
        ] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
        for bad in [
            "2012/14",
            "2012/2013",
            "2012/13-2011/12",
            "2018/19-Q5",
            "12/13",
            "/",
            "",
        ] {
            assert!(bad.parse::<Period>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_fourth_quarter_is_january_to_march() {
        let quarter: Period = "2018/19-Q4".parse().unwrap();
        assert_eq!(quarter.first_day().iso(), "2019-01-01");
        assert_eq!(quarter.last_day().iso(), "2019-03-31");
    }

    #[test]
    fn years_end_in_march() {
        let years: Period = "2011/12-2013/14".parse().unwrap();
        assert_eq!(years.last_day().iso(), "2014-03-31");
        assert_eq!(years.shown(), "2011–14");
    }
}
