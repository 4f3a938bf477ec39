//! Figures with the precision they were printed with.

use std::{cmp::Ordering, fmt, str::FromStr};

use serde::{Serialize, Serializer};

use super::{FromJson, Json, Reader};

/// A decimal number that remembers its trailing zeros: `8.00` stays `8.00`. At most 15 digits, of
/// which at most 6 after the point. In JSON it is a string.
///
/// ```
/// use waymark::plan::Decimal;
/// let d: Decimal = "8.00".parse().unwrap();
/// assert_eq!(d.to_string(), "8.00");
/// assert!(d.same_value(&"8".parse().unwrap()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Decimal {
    units: i64,
    places: u8,
}

/// The text was not a decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotANumber;

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("is not a number: write digits with at most one point, such as 8.00")
    }
}

impl Decimal {
    /// A number from its smallest units and the places after the point: (800, 2) is 8.00.
    pub fn new(units: i64, places: u8) -> Decimal {
        Decimal {
            units,
            places: places.min(6),
        }
    }

    /// How many digits stand after the point.
    pub fn places(self) -> u8 {
        self.places
    }

    /// The nearest floating point number: for charts and proportions, never for sums.
    pub fn to_f64(self) -> f64 {
        self.units as f64 / 10f64.powi(self.places.into())
    }

    /// The number in millionths, exactly.
    pub fn millionths(self) -> i128 {
        i128::from(self.units) * 10i128.pow(6 - u32::from(self.places))
    }

    /// Whether two numbers are equal whatever zeros they were printed with.
    pub fn same_value(&self, other: &Decimal) -> bool {
        self.cmp(other) == Ordering::Equal
    }

    /// The difference, to the finer precision of the two.
    pub fn minus(self, other: Decimal) -> Decimal {
        let places = self.places.max(other.places);
        Decimal::of_millionths(self.millionths() - other.millionths(), places)
    }

    /// Half of the last printed digit, in millionths: how far rounding alone may have moved it.
    pub fn rounding(self) -> i128 {
        500_000 / 10i128.pow(u32::from(self.places))
    }

    /// The sum, to the finest precision of them all.
    pub fn sum(numbers: &[Decimal]) -> Decimal {
        let places = numbers.iter().map(|n| n.places).max().unwrap_or(0);
        let sum = numbers.iter().map(|n| n.millionths()).sum();
        Decimal::of_millionths(sum, places)
    }

    /// A number too large to keep becomes the largest.
    fn of_millionths(millionths: i128, places: u8) -> Decimal {
        let units = millionths / 10i128.pow(6 - u32::from(places));
        Decimal {
            units: units.clamp(i64::MIN.into(), i64::MAX.into()) as i64,
            places,
        }
    }

    /// The number without its sign.
    pub fn abs(self) -> Decimal {
        Decimal {
            units: self.units.saturating_abs(),
            places: self.places,
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.millionths().cmp(&other.millionths())
    }
}

impl FromStr for Decimal {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let trailing_point = digits.ends_with('.');
        if whole.is_empty()
            || trailing_point
            || !plain(whole)
            || !plain(part)
            || part.len() > 6
            || whole.len() + part.len() > 15
        {
            return Err(NotANumber);
        }
        let units: i64 = format!("{whole}{part}").parse().map_err(|_| NotANumber)?;
        Ok(Decimal {
            units: sign * units,
            places: part.len() as u8,
        })
    }
}

/// Plain digits, as JSON carries them; [`Decimal::grouped`] is for people.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let digits = self.units.unsigned_abs();
        if self.places == 0 {
            return write!(f, "{sign}{digits}");
        }
        let scale = 10u64.pow(self.places.into());
        write!(
            f,
            "{sign}{}.{:0width$}",
            digits / scale,
            digits % scale,
            width = usize::from(self.places)
        )
    }
}

impl Decimal {
    /// The number with commas between thousands and a real minus sign, for reading.
    pub fn grouped(self) -> String {
        let text = self.to_string();
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => ("−", rest),
            None => ("", text.as_str()),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let mut out = String::from(sign);
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(c);
        }
        if !part.is_empty() {
            out.push('.');
            out.push_str(part);
        }
        out
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromJson for Decimal {
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Self> {
        reader.parsed(value, str::parse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_survive_and_do_not_count() {
        for text in ["0", "6.0", "8.00", "-1.80", "12579", "0.48"] {
            assert_eq!(text.parse::<Decimal>().unwrap().to_string(), text);
        }
        assert!(
            "6.0".parse::<Decimal>().unwrap() > "5.2".parse().unwrap(),
            "ordered by value"
        );
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for bad in [
            "",
            "-",
            ".5",
            "5.",
            "1,000",
            "1e3",
            "NaN",
            "1.2345678",
            "1234567890123456",
        ] {
            assert!(bad.parse::<Decimal>().is_err(), "{bad}");
        }
    }

    #[test]
    fn people_read_commas_and_a_minus_sign() {
        assert_eq!(
            "1234567.50".parse::<Decimal>().unwrap().grouped(),
            "1,234,567.50"
        );
        assert_eq!("-850".parse::<Decimal>().unwrap().grouped(), "−850");
    }
}
