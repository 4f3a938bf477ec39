//! Amounts of money as whole pounds, with the unit and precision they were printed in.

use std::fmt;

use serde::Serialize;

use super::{Decimal, FromJson, Json, Reader, names::names};

names! {
    /// The unit an amount was printed in.
    #[derive(Default)]
    pub enum MoneyUnit {
        /// Pounds.
        #[default]
        Pounds = "£",
        /// Thousands of pounds, as a table headed £000 prints them.
        Thousands = "£000",
        /// Millions of pounds.
        Millions = "£m",
    }
}

impl MoneyUnit {
    /// How many pounds one unit is.
    pub fn pounds(self) -> i64 {
        match self {
            MoneyUnit::Pounds => 1,
            MoneyUnit::Thousands => 1_000,
            MoneyUnit::Millions => 1_000_000,
        }
    }

    /// The letter after a figure in this unit.
    pub fn suffix(self) -> &'static str {
        match self {
            MoneyUnit::Pounds => "",
            MoneyUnit::Thousands => "k",
            MoneyUnit::Millions => "m",
        }
    }
}

/// An amount of money: whole pounds, and how it was printed, so that its rounding is known.
/// `£0.287m` is `{"pounds": 287000, "unit": "£m", "places": 3}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pounds {
    /// Whole pounds; negative for a saving or a credit where the print says so.
    pub pounds: i64,
    /// The unit printed.
    #[serde(default)]
    pub unit: MoneyUnit,
    /// Digits after the point in that unit, at most 6.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub places: u8,
}

impl FromJson for Pounds {
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(value)?;
        let pounds = fields.require::<i64>("pounds");
        let (unit, places) = (fields.take("unit"), fields.take("places"));
        fields.close();
        let pounds = pounds?;
        if pounds.unsigned_abs() > MOST {
            reader.refuse("is more money than there is");
            return None;
        }
        Some(Pounds {
            pounds,
            unit,
            places,
        })
    }
}

/// The greatest amount: 15 digits, as of any printed number ([`Decimal`]). Thousands of them add up in 64 bits.
const MOST: u64 = 999_999_999_999_999;

fn is_zero(places: &u8) -> bool {
    *places == 0
}

impl Pounds {
    /// An amount read from a figure printed in a unit.
    pub fn from_printed(figure: Decimal, unit: MoneyUnit) -> Pounds {
        let pounds = figure.millionths() * i128::from(unit.pounds()) / 1_000_000;
        let most = i128::from(MOST);
        Pounds {
            pounds: pounds.clamp(-most, most) as i64,
            unit,
            places: figure.places(),
        }
    }

    /// The figure in its printed unit: 12,579 for £12,579k.
    pub fn figure(self) -> Decimal {
        let places = self.places.min(6);
        let scale = 10i128.pow(places.into());
        let units = i128::from(self.pounds) * scale / i128::from(self.unit.pounds());
        Decimal::new(units.clamp(i64::MIN.into(), i64::MAX.into()) as i64, places)
    }

    /// Half of the last printed digit, in pounds: how far rounding alone may have moved it.
    pub fn rounding(self) -> i64 {
        let step = self.unit.pounds() / 10i64.pow(u32::from(self.places.min(6)));
        (step / 2).max(0)
    }

    /// The amount in full: £12,579,000.
    pub fn in_full(self) -> String {
        let sign = if self.pounds < 0 { "−" } else { "" };
        let whole = Decimal::new(self.pounds.saturating_abs(), 0).grouped();
        format!("{sign}£{whole}")
    }
}

/// As printed, with its unit: `£12,579k`, `−£1.8m`, `£749`. Nought is nought in any unit: `£0`.
impl fmt::Display for Pounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let figure = self.figure();
        let sign = if self.pounds < 0 { "−" } else { "" };
        let unit = match self.pounds {
            0 => "",
            _ => self.unit.suffix(),
        };
        write!(f, "{sign}£{}{unit}", figure.abs().grouped())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_form_comes_back() {
        let cases = [
            ("0.287", MoneyUnit::Millions, 287_000, "£0.287m"),
            ("-1.8", MoneyUnit::Millions, -1_800_000, "−£1.8m"),
            ("12579", MoneyUnit::Thousands, 12_579_000, "£12,579k"),
            ("749", MoneyUnit::Pounds, 749, "£749"),
            ("0", MoneyUnit::Thousands, 0, "£0"),
        ];
        for (figure, unit, pounds, shown) in cases {
            let amount = Pounds::from_printed(figure.parse().unwrap(), unit);
            assert_eq!(amount.pounds, pounds);
            assert_eq!(amount.to_string(), shown);
            assert_eq!(amount.figure().to_string(), figure);
        }
    }

    #[test]
    fn rounding_is_half_the_last_digit() {
        let amount = Pounds::from_printed("187.691".parse().unwrap(), MoneyUnit::Millions);
        assert_eq!(amount.rounding(), 500);
        assert_eq!(amount.in_full(), "£187,691,000");
    }
}
