//! What the heading of a column says beside its name: the period of its figures and the unit of its amounts.

use crate::{
    drafting::typed::{Meant, Reading},
    plan::{MoneyUnit, Period},
};

/// A column's heading, taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Heading {
    /// As it stands there, on one line.
    pub text: String,
    /// Its words in lower case, without period and unit.
    pub words: String,
    /// The period it names.
    pub period: Option<Period>,
    /// The unit of money it names.
    pub unit: Option<MoneyUnit>,
    /// Whether it says that its figures are per cent.
    pub percent: bool,
}

impl Heading {
    pub fn of(cell: &str) -> Heading {
        let text = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut rest = text.to_lowercase().replace('’', "'");
        let mut unit = None;
        for (written, means) in UNITS {
            if let Some(at) = rest.find(written) {
                unit = unit.or(Some(means));
                rest.replace_range(at..at + written.len(), " ");
            }
        }
        let percent = rest.contains('%') || rest.contains("per cent") || rest.contains("percent");
        let (period, rest) = period(&rest);
        let words: String = rest
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { ' ' })
            .collect();
        Heading {
            words: words.split_whitespace().collect::<Vec<_>>().join(" "),
            text,
            period,
            unit,
            percent,
        }
    }

    /// Whether a phrase stands in it, of whole words.
    pub fn says(&self, phrase: &str) -> bool {
        let (words, phrase) = (format!(" {} ", self.words), format!(" {phrase} "));
        words.contains(&phrase)
    }
}

/// How headings write a unit of money, the longer ways first.
const UNITS: [(&str, MoneyUnit); 13] = [
    ("£ thousands", MoneyUnit::Thousands),
    ("£ thousand", MoneyUnit::Thousands),
    ("£'000s", MoneyUnit::Thousands),
    ("£'000", MoneyUnit::Thousands),
    ("£000s", MoneyUnit::Thousands),
    ("£000", MoneyUnit::Thousands),
    ("£ 000", MoneyUnit::Thousands),
    ("£ million", MoneyUnit::Millions),
    ("£million", MoneyUnit::Millions),
    ("£mn", MoneyUnit::Millions),
    ("£m", MoneyUnit::Millions),
    ("£k", MoneyUnit::Thousands),
    ("£", MoneyUnit::Pounds),
];

/// The period in a heading, and the heading without it.
fn period(text: &str) -> (Option<Period>, String) {
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    for long in (1..=3).rev() {
        for at in 0..words.len() {
            let Some(window) = words.get(at..at + long) else {
                continue;
            };
            let Some(period) = read(window) else { continue };
            let (before, after) = (words.get(..at), words.get(at + long..));
            let rest = [before.unwrap_or(&[]), after.unwrap_or(&[])].concat();
            return (Some(period), rest.join(" "));
        }
    }
    (None, text.to_owned())
}

fn read(window: &[&str]) -> Option<Period> {
    let trim = |word: &str| {
        word.trim_matches(['(', ')', ',', ':', ';', '.', '[', ']'])
            .to_owned()
    };
    let words: Vec<String> = window.iter().map(|word| trim(word)).collect();
    let figure = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let text = match words.as_slice() {
        [one] if figure(one) => one.clone(),
        [quarter, year] if is_quarter(quarter) => return quarter_of(year, quarter),
        [year, quarter] if is_quarter(quarter) => return quarter_of(year, quarter),
        // A month or a season before its year: any other word is no part of the period.
        [month, year] if !figure(month) && figure(year) => format!("{month} {year}"),
        [from, dash, to] if ["-", "–", "/"].contains(&dash.as_str()) && figure(from) => {
            format!("{from}-{to}")
        }
        _ => return None,
    };
    let text = text.trim_start_matches("fy").to_owned();
    // A number alone is a year only if it can be one.
    if text.bytes().all(|b| b.is_ascii_digit()) && !(text.len() == 4 && text.starts_with("20")) {
        return None;
    }
    let parts = text.split(['/', '.', '-']).count();
    let reading = |reading: Reading| match reading.read(&text) {
        Meant::Value(value) => value.as_str()?.parse::<Period>().ok(),
        _ => None,
    };
    match parts {
        3 => reading(Reading::Date),
        _ => reading(Reading::Period),
    }
}

fn is_quarter(word: &str) -> bool {
    matches!(word, "q1" | "q2" | "q3" | "q4")
}

fn quarter_of(year: &str, quarter: &str) -> Option<Period> {
    let Meant::Value(value) = Reading::Period.read(year) else {
        return None;
    };
    let Ok(year @ Period::Financial(_)) = value.as_str()?.parse::<Period>() else {
        return None;
    };
    format!("{year}-{}", quarter.to_uppercase()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_gives_its_period_and_unit_away() {
        let cases = [
            ("2024/25 target", "target", "2024/25"),
            ("Target 2025-26", "target", "2025/26"),
            ("Outturn\n2023 – 24", "outturn", "2023/24"),
            ("Q2 2025/26", "", "2025/26-Q2"),
            ("Position at March 2026", "position at", "2026-03"),
            ("As at 31/03/2026", "as at", "2026-03-31"),
            ("Target (2026)", "target", "2026"),
        ];
        for (text, words, period) in cases {
            let heading = Heading::of(text);
            let found = heading.period.map(|p| p.to_string());
            assert_eq!(
                (heading.words.as_str(), found.as_deref()),
                (words, Some(period)),
                "{text}"
            );
        }
        for text in [
            "Priority 1",
            "Action 12",
            "£000",
            "By when",
            "Ref. no.",
            "1250",
        ] {
            assert_eq!(Heading::of(text).period, None, "{text}");
        }
    }

    #[test]
    fn units_are_told_however_they_are_written() {
        let cases = [
            ("Budget £000", MoneyUnit::Thousands),
            ("Budget (£’000)", MoneyUnit::Thousands),
            ("£k", MoneyUnit::Thousands),
            ("Net £m", MoneyUnit::Millions),
            ("Cost (£)", MoneyUnit::Pounds),
        ];
        for (text, unit) in cases {
            assert_eq!(Heading::of(text).unit, Some(unit), "{text}");
        }
        assert_eq!(Heading::of("Budget").unit, None);
        assert!(Heading::of("Target %").percent);
        assert!(Heading::of("Budget £000 2026/27").says("budget"));
        assert!(!Heading::of("Budgeting").says("budget"));
    }
}
