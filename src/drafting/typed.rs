//! What an officer types in a field, to the JSON value it means, and back. Nothing typed is refused
//! where a cell may hold words: what isn't a date or a figure is kept as words, and the field says so.

use serde_json::{Value, json};

use crate::plan::{
    Date, Day, Decimal, Moment, MoneyUnit, Period, Pounds, StandingRule, Word, month_name, read,
};

/// How a field reads and shows its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Plain text.
    Text,
    /// Prose; retold prose shows as its text, and typing makes it the author's own.
    Words,
    /// A printed cell of plain text.
    Cell,
    /// A printed date.
    Date,
    /// A printed figure.
    Figure,
    /// A printed whole number, such as a risk score.
    Count,
    /// A printed amount of money.
    Money,
    /// A period.
    Period,
    /// A printed period.
    PeriodCell,
    /// A figure that no words can stand for.
    Number,
    /// A whole number that no words can stand for, such as a rank.
    Whole,
    /// Texts, one on each line.
    Lines,
    /// How near to its target a measure is amber, in per cent of the target.
    Rule,
}

/// What a field makes of the text in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Meant {
    /// A value, or null for nothing.
    Value(Value),
    /// Not what the field is for, but kept as words; why is for a remark beside the field.
    Words(Value, &'static str),
    /// Nothing that can be kept; what to type instead.
    Error(&'static str),
}

impl Reading {
    /// The value that a text means.
    ///
    /// ```
    /// use waymark::drafting::typed::{Meant, Reading};
    /// use serde_json::json;
    /// assert_eq!(Reading::Date.read("Aug 2012"), Meant::Value(json!("2012-08")));
    /// assert_eq!(Reading::Date.read("TBC"), Meant::Value(json!({ "print": "tbc" })));
    /// ```
    pub fn read(self, text: &str) -> Meant {
        let trimmed = text.trim();
        if matches!(self, Reading::Text | Reading::Words) {
            return Meant::Value(if text.is_empty() {
                Value::Null
            } else {
                json!(text)
            });
        }
        if trimmed.is_empty() {
            return Meant::Value(Value::Null);
        }
        if self == Reading::Lines {
            let lines = trimmed.lines().map(str::trim).filter(|l| !l.is_empty());
            return Meant::Value(lines.collect());
        }
        if self == Reading::Number {
            return match read_figure(trimmed) {
                Some(figure) => Meant::Value(json!(figure)),
                None => Meant::Error("Enter a number, such as 1,250"),
            };
        }
        if self == Reading::Whole {
            return match trimmed.parse::<u32>() {
                Ok(number) => Meant::Value(json!(number)),
                Err(_) => Meant::Error("Enter a whole number, such as 12"),
            };
        }
        if self == Reading::Period {
            return match read_period(trimmed) {
                Some(period) => Meant::Value(json!(period)),
                None => Meant::Error("Enter a financial year such as 2026/27, or a year or month"),
            };
        }
        if self == Reading::Rule {
            let percent = trimmed.trim_end_matches('%').trim_end();
            return match StandingRule::from_setting(percent) {
                Some(rule) => Meant::Value(json!(rule)),
                None => Meant::Error("Enter a whole number from 0 to 100"),
            };
        }
        if let Some(word) = read_word(trimmed) {
            return Meant::Value(word);
        }
        let (found, why) = match self {
            Reading::Date => (
                read_date(trimmed).map(|d| json!(d)),
                "Kept as words, because it isn’t a date such as 31 August 2026, August 2026, 2026 or 2026/27",
            ),
            Reading::Figure => (
                read_figure(trimmed).map(|d| json!(d)),
                "Kept as words, because it isn’t a figure such as 1,250 or 8.00",
            ),
            Reading::Count => (
                trimmed.parse::<u32>().ok().map(|n| json!(n)),
                "Kept as words, because it isn’t a whole number",
            ),
            Reading::PeriodCell => (
                read_period(trimmed).map(|p| json!(p)),
                "Kept as words, because it isn’t a period such as 2026/27, 2026 or March 2026",
            ),
            Reading::Money => (
                read_money(trimmed).map(|p| json!(p)),
                "Kept as words, because it isn’t an amount such as £1,250, £12,579k or £1.8m",
            ),
            _ => (Some(json!(text)), ""),
        };
        match found {
            Some(value) => Meant::Value(value),
            None => Meant::Words(json!({ "words": trimmed }), why),
        }
    }

    /// The text that stands for a value in its field.
    pub fn show(self, value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::Object(fields) => {
                let text = |name: &str| fields.get(name).and_then(Value::as_str);
                if let Some(printed) = text("as_printed").or(text("words")).or(text("retold")) {
                    return printed.to_owned();
                }
                if let Some(word) = text("print").and_then(Word::from_key) {
                    return word.shown().to_owned();
                }
                if let Some(percent) = fields.get("amber_within_percent") {
                    return percent.to_string();
                }
                match fields.get("value") {
                    Some(inner) => self.show(inner),
                    None => read::<Pounds>(value).map_or(String::new(), |p| p.to_string()),
                }
            }
            Value::String(text) => match self {
                Reading::Date => text.parse::<Date>().map_or(text.clone(), Date::shown),
                Reading::Figure | Reading::Number => text
                    .parse::<Decimal>()
                    .map_or(text.clone(), Decimal::grouped),
                _ => text.clone(),
            },
            Value::Number(n) => n.to_string(),
            Value::Array(lines) => {
                let lines: Vec<String> = lines.iter().map(|line| self.show(line)).collect();
                lines.join("\n")
            }
            _ => String::new(),
        }
    }
}

/// A word that stands where a value would: 'TBC', 'n/a'.
fn read_word(text: &str) -> Option<Value> {
    let same = |shown: &str| shown.eq_ignore_ascii_case(text);
    Word::named()
        .find(|(_, shown)| same(shown))
        .map(|(key, _)| json!({ "print": key }))
}

fn read_figure(text: &str) -> Option<Decimal> {
    let plain: String = text
        .trim_end_matches('%')
        .chars()
        .filter(|c| !matches!(c, ',' | ' '))
        .map(|c| if c == '−' { '-' } else { c })
        .collect();
    let plain = match plain.strip_prefix('.') {
        Some(rest) => format!("0.{rest}"),
        None => plain,
    };
    plain.parse().ok()
}

fn read_money(text: &str) -> Option<Pounds> {
    let lower = text.to_lowercase().replace('−', "-");
    let (sign, rest) = match lower.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", lower.as_str()),
    };
    let rest = rest.trim_start_matches('£').trim();
    let (digits, unit) = if let Some(rest) = rest.strip_suffix("million").or(rest.strip_suffix('m'))
    {
        (rest, MoneyUnit::Millions)
    } else if let Some(rest) = rest.strip_suffix("£000").or(rest.strip_suffix('k')) {
        (rest, MoneyUnit::Thousands)
    } else {
        (rest, MoneyUnit::Pounds)
    };
    let figure = read_figure(&format!("{sign}{}", digits.trim()))?;
    Some(Pounds::from_printed(figure, unit))
}

/// The month that a word names, by at least its first three letters.
fn month(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    (word.len() >= 3)
        .then(|| {
            (1..=12).find(|&m| {
                month_name(m).to_lowercase().starts_with(&word) || word == "sept" && m == 9
            })
        })
        .flatten()
}

fn year(word: &str) -> Option<i32> {
    let n: i32 = word.parse().ok()?;
    match word.len() {
        4 => Some(n),
        2 => Some(2000 + n),
        _ => None,
    }
}

/// Dates as people write them, day before month: '31/8/2026', '31 Aug 26', 'August 2026', and the
/// forms of a plan file.
fn read_date(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    if let Some((start, end)) = text.split_once(" to ") {
        let with_year = read_date(start)
            .or_else(|| read_date(&format!("{start} {}", end.rsplit(' ').next().unwrap_or(""))));
        return format!("{}..{}", with_year?, read_date(end)?).parse().ok();
    }
    let words: Vec<&str> = text
        .split(['/', '.', '-', ' '])
        .filter(|w| !w.is_empty())
        .collect();
    match words.as_slice() {
        [d, m, y] => {
            let m = month(m).or_else(|| m.parse().ok())?;
            let day: String = d.chars().take_while(char::is_ascii_digit).collect();
            Day::new(year(y)?, m, day.parse().ok()?).map(Date::day)
        }
        ["Spring" | "spring", y] => format!("{}-spring", year(y)?).parse().ok(),
        ["Summer" | "summer", y] => format!("{}-summer", year(y)?).parse().ok(),
        ["Autumn" | "autumn", y] => format!("{}-autumn", year(y)?).parse().ok(),
        ["Winter" | "winter", y] => format!("{}-winter", year(y)?).parse().ok(),
        [m, y] => {
            let m = month(m).or_else(|| m.parse().ok())?;
            ((1..=12).contains(&m)).then_some(Date::from(Moment::Month(year(y)?, m)))
        }
        _ => None,
    }
}

fn read_period(text: &str) -> Option<Period> {
    if let Ok(period) = text.parse() {
        return Some(period);
    }
    let plain = text.replace(['–', '-'], "/").replace(' ', "");
    if let Some((from, to)) = plain.split_once('/') {
        let from: i32 = year(from)?;
        let to = to.get(to.len().saturating_sub(2)..)?;
        return format!("{from}/{to}").parse().ok();
    }
    read_date(text).map(Period::Calendar)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(reading: Reading, text: &str) -> Value {
        match reading.read(text) {
            Meant::Value(value) => value,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn dates_as_people_write_them() {
        for (text, date) in [
            ("31/8/2026", "2026-08-31"),
            ("31 Aug 26", "2026-08-31"),
            ("1st September 2026", "2026-09-01"),
            ("sept 2026", "2026-09"),
            ("Aug 26", "2026-08"),
            ("2026", "2026"),
            ("Summer 2026", "2026-summer"),
            ("April to October 2026", "2026-04..2026-10"),
        ] {
            assert_eq!(value(Reading::Date, text), json!(date), "{text}");
        }
        assert!(
            matches!(Reading::Date.read("31/09/11"), Meant::Words(words, _) if words == json!({"words": "31/09/11"}))
        );
    }

    #[test]
    fn money_as_people_write_it() {
        assert_eq!(
            value(Reading::Money, "£12,579k"),
            json!({"pounds": 12_579_000, "unit": "£000"})
        );
        assert_eq!(
            value(Reading::Money, "-£1.8m"),
            json!({"pounds": -1_800_000, "unit": "£m", "places": 1})
        );
        assert_eq!(
            value(Reading::Money, "1,250"),
            json!({"pounds": 1250, "unit": "£"})
        );
    }

    #[test]
    fn what_is_shown_reads_back_the_same() {
        for (reading, texts) in [
            (
                Reading::Date,
                ["31 August 2026", "August 2026", "TBC", "some day"],
            ),
            (Reading::Figure, ["1,250", "8.00", "N/A", "about half"]),
            (
                Reading::Money,
                ["£12,579k", "−£1.8m", "£0.287m", "to follow"],
            ),
            (
                Reading::Lines,
                ["One", "One\nTwo", "One\nTwo words\nThree", "x"],
            ),
            (Reading::Number, ["1,250", "0", "−3", "8.00"]),
            (Reading::Whole, ["1", "16", "151", "0"]),
            (
                Reading::PeriodCell,
                ["2026/27", "2026", "TBC", "in the spring"],
            ),
            (
                Reading::Period,
                ["2026/27", "2026", "2026-08", "2025/26-2027/28"],
            ),
        ] {
            for text in texts {
                let value = match reading.read(text) {
                    Meant::Value(value) | Meant::Words(value, _) => value,
                    Meant::Error(e) => panic!("{text}: {e}"),
                };
                assert_eq!(reading.show(&value), text);
            }
        }
    }

    #[test]
    fn periods_as_people_write_them() {
        for text in ["2026/27", "2026-27", "2026–27", "2026/2027", "26/27"] {
            assert_eq!(value(Reading::Period, text), json!("2026/27"), "{text}");
        }
        assert!(matches!(Reading::Period.read("next year"), Meant::Error(_)));
    }
}
