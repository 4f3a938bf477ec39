//! Dates moved by months, each to the precision it was given.

use serde_json::{Value, json};

use crate::{
    drafting::typed::Reading,
    insight::rows::sentence,
    plan::{Date, Day, Moment, Printed, Season, read},
};

/// How far a date is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moves {
    /// So many months on; back where it is less than 0.
    pub months: i32,
}

/// A date moved, or `None` where its precision has no place for it: a quarter can't move by a month.
pub fn moved(date: Date, by: Moves) -> Option<Date> {
    let start = moment(date.start(), by.months)?;
    match date.end() {
        None => Some(Date::from(start)),
        Some(end) => {
            let end = moment(end, by.months)?;
            format!("{}..{}", Date::from(start), Date::from(end))
                .parse()
                .ok()
        }
    }
}

/// The cell of a date moved, or why it stays.
pub(super) fn moved_cell(cell: &Value, by: Moves) -> Result<Value, String> {
    if cell.is_null() {
        return Err("There is no date to move".to_owned());
    }
    let shown = Reading::Date.show(cell);
    let printed = read::<Printed<Date>>(cell);
    let Some(date) = printed.ok().and_then(|cell| cell.value().copied()) else {
        return Err(format!("“{shown}” isn’t a date that can be moved"));
    };
    match moved(date, by) {
        Some(to) if to == date => Err("It says so already".to_owned()),
        Some(to) => Ok(json!(to.to_string())),
        None => Err(format!(
            "{} can’t be moved by {}: it would need another precision",
            sentence(&shown),
            by.shown()
        )),
    }
}

impl Moves {
    /// 'one month', '2 years'.
    pub fn shown(self) -> String {
        let (count, unit) = match self.months.unsigned_abs() {
            0 => (0, "month"),
            n if n.is_multiple_of(12) => (n / 12, "year"),
            n => (n, "month"),
        };
        match count {
            1 => format!("one {unit}"),
            n => format!("{n} {unit}s"),
        }
    }
}

fn moment(moment: Moment, by: i32) -> Option<Moment> {
    /// So many whole steps of some months.
    fn steps(by: i32, of: i32) -> Option<i32> {
        (by % of == 0).then_some(by / of)
    }
    /// A place in a year of `of` steps, so many steps on: the year and the place, from 0.
    fn on(year: i32, place: i32, steps: i32, of: i32) -> Option<(i32, i32)> {
        let all = year
            .checked_mul(of)?
            .checked_add(place)?
            .checked_add(steps)?;
        let year = all.div_euclid(of);
        (0..=9999)
            .contains(&year)
            .then_some((year, all.rem_euclid(of)))
    }
    const SEASONS: [Season; 4] = [
        Season::Spring,
        Season::Summer,
        Season::Autumn,
        Season::Winter,
    ];
    match moment {
        Moment::Year(y) => Some(Moment::Year(on(y, 0, steps(by, 12)?, 1)?.0)),
        Moment::FinancialYear(y) => Some(Moment::FinancialYear(on(y, 0, steps(by, 12)?, 1)?.0)),
        Moment::Season(y, season) => {
            let place = SEASONS.iter().position(|s| *s == season)?;
            let (y, place) = on(y, i32::try_from(place).ok()?, steps(by, 3)?, 4)?;
            let season = SEASONS.get(usize::try_from(place).ok()?)?;
            Some(Moment::Season(y, *season))
        }
        Moment::Quarter(y, q) => {
            let (y, q) = on(y, i32::from(q) - 1, steps(by, 3)?, 4)?;
            Some(Moment::Quarter(y, u8::try_from(q + 1).ok()?))
        }
        Moment::Month(y, m) => {
            let (y, m) = on(y, i32::from(m) - 1, by, 12)?;
            Some(Moment::Month(y, u8::try_from(m + 1).ok()?))
        }
        Moment::Day(day) => {
            let (y, m, d) = day.civil();
            let (y, m) = on(y, i32::from(m) - 1, by, 12)?;
            let m = u8::try_from(m + 1).ok()?;
            // The last day of a shorter month, where it has no such day.
            let day = (1..=d).rev().find_map(|d| Day::new(y, m, d))?;
            Some(Moment::Day(day))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_keeps_its_precision() {
        for (date, months, to) in [
            ("2026-08-31", 6, Some("2027-02-28")),
            ("2028-02-29", 12, Some("2029-02-28")),
            ("2026-01", -1, Some("2025-12")),
            ("2026-Q4", 3, Some("2027-Q1")),
            ("2026-winter", 3, Some("2027-spring")),
            ("2026", 12, Some("2027")),
            ("2026/27", 24, Some("2028/29")),
            ("1999/00", -12, Some("1998/99")),
            ("2026-04..2026-10", 6, Some("2026-10..2027-04")),
            ("2026-Q4", 1, None),
            ("2026", 6, None),
            ("2026..2026-12", 1, None),
            ("9999-12", 1, None),
            ("9999/00", 12, None),
        ] {
            let moved = moved(date.parse().unwrap(), Moves { months });
            assert_eq!(moved.map(|d| d.to_string()).as_deref(), to, "{date}");
        }
    }

    #[test]
    fn words_stay_and_say_so() {
        let on = |cell: Value| moved_cell(&cell, Moves { months: 1 });
        assert_eq!(on(json!("2026-08")), Ok(json!("2026-09")));
        let printed = json!({ "value": "2011-09-30", "as_printed": "31/09/11" });
        assert_eq!(on(printed), Ok(json!("2011-10-30")));
        assert!(on(json!({ "print": "tbc" })).unwrap_err().contains("“TBC”"));
        assert!(
            on(json!({ "words": "soon" }))
                .unwrap_err()
                .contains("“soon”")
        );
        assert!(on(json!("2026/27")).unwrap_err().contains("one month"));
        assert!(on(Value::Null).is_err());
    }

    #[test]
    fn months_are_said_in_years_where_they_are() {
        let shown = |months| Moves { months }.shown();
        assert_eq!(shown(12), "one year");
        assert_eq!(shown(-1), "one month");
        assert_eq!(shown(18), "18 months");
        assert_eq!(shown(i32::MIN), "2147483648 months");
    }
}
