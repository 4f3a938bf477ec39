//! What stands in a cell of a sheet: written from a field's JSON, and read into it.

use serde_json::{Value, json};

use super::{
    column::{How, Name},
    names::Names,
};
use crate::{
    drafting::typed::{Meant, Reading},
    plan::{Date, Day, Decimal, Moment, MoneyUnit, Pounds, Word, brief, read},
};

/// The most characters of a cell, by Excel's own limits.
const LONGEST: usize = 32_767;

/// A cell, as a spreadsheet knows it.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A number, with the digits it is shown with.
    Number(Decimal),
    /// A day.
    Day(Day),
    /// An amount of money: whole pounds, and how it is shown.
    Money(Pounds),
}

/// What reading a cell comes to.
pub(super) enum Read {
    /// A value, or null for nothing.
    Value(Value),
    /// A value, of which something is to be told.
    Told(Value, String),
    /// Nothing that the field could hold, and why.
    No(String),
}

impl Cell {
    /// A cell of words, or an empty one.
    pub fn text(words: impl Into<String>) -> Cell {
        let words = words.into();
        match words.is_empty() {
            true => Cell::Empty,
            false => Cell::Text(words),
        }
    }

    /// Its words in plain figures: a day as 2026-08-31, an amount in pounds.
    pub fn plain(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(words) => words.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::Day(day) => day.iso(),
            Cell::Money(amount) => amount.pounds.to_string(),
        }
    }

    /// What a spreadsheet can hold of it, if that isn't all: at most 32,767 characters, by Excel’s own limits.
    pub fn cut(&self) -> Option<Cell> {
        let Cell::Text(words) = self else { return None };
        // No text has more of Excel's characters than it has bytes.
        if words.len() <= LONGEST || words.encode_utf16().count() <= LONGEST {
            return None;
        }
        let held: String = words.chars().take(LONGEST / 2).collect();
        // What stands at the end of a cell is trimmed on its way back.
        Some(Cell::Text(held.trim_end().to_owned()))
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(words) => words.trim().is_empty(),
            _ => false,
        }
    }

    /// Whether it says the same as another: a spreadsheet keeps a number's value, not its digits, and the ends of
    /// lines as it likes.
    pub(super) fn says(&self, other: &Cell) -> bool {
        // Most cells come back as they went, and what is too long for a cell comes back cut.
        if self == other
            || self
                .cut()
                .is_some_and(|cut| even(&cut.plain()) == even(&other.plain()))
        {
            return true;
        }
        let amount = |cell: &Cell| match cell {
            Cell::Number(number) => Some(number.millionths()),
            Cell::Money(amount) => Some(i128::from(amount.pounds) * 1_000_000),
            Cell::Text(words) => words
                .trim()
                .parse::<Decimal>()
                .ok()
                .map(Decimal::millionths),
            _ => None,
        };
        let words = |cell: &Cell| matches!(cell, Cell::Text(_));
        // Between words 3.1 and 3.10 are two references.
        match (amount(self), amount(other)) {
            (Some(one), Some(another)) if !(words(self) && words(other)) => one == another,
            _ => even(&self.plain()) == even(&other.plain()),
        }
    }
}

fn even(words: &str) -> String {
    words.replace("\r\n", "\n").trim().to_owned()
}

/// A value without the mark that we concluded it, where nothing else is printed for it.
fn bare(value: &Value) -> &Value {
    match (value.get("value"), value.get("as_printed")) {
        (Some(inner), None) => inner,
        _ => value,
    }
}

/// The cell of a field.
pub(super) fn written(how: How, value: &Value, names: &Names<'_>) -> Cell {
    if value.is_null() {
        return Cell::Empty;
    }
    match how {
        How::Typed(reading) => typed(reading, bare(value)),
        How::Choice(names) | How::ChoiceCell(names) => {
            let key = bare(value).as_str();
            let shown = key.and_then(|key| names().iter().find(|(name, _)| *name == key));
            match shown {
                Some((_, shown)) => Cell::text(*shown),
                None => Cell::text(Reading::Cell.show(value)),
            }
        }
        How::Choices(names) => {
            let all = names();
            let shown = |key: &Value| {
                let found = all.iter().find(|(name, _)| key.as_str() == Some(*name));
                found.map(|(_, shown)| *shown)
            };
            let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
            let shown: Vec<&str> = list.iter().filter_map(shown).collect();
            Cell::text(shown.join("\n"))
        }
        How::Link => Cell::text(names.link(value)),
        How::Links => {
            let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
            let links: Vec<String> = list.iter().map(|link| names.link(link)).collect();
            Cell::text(links.join("\n"))
        }
        How::Flag => Cell::text(if *value == json!(true) { "Yes" } else { "" }),
    }
}

fn typed(reading: Reading, value: &Value) -> Cell {
    let found = match reading {
        Reading::Date => value.as_str().and_then(day).map(Cell::Day),
        Reading::Figure | Reading::Number => {
            let number = value.as_str().and_then(|text| text.parse().ok());
            number.map(Cell::Number)
        }
        Reading::Count | Reading::Whole => {
            let number = value.as_u64().and_then(|number| i64::try_from(number).ok());
            number.map(|number| Cell::Number(Decimal::new(number, 0)))
        }
        Reading::Money => read::<Pounds>(value).ok().map(Cell::Money),
        _ => None,
    };
    found.unwrap_or_else(|| Cell::text(reading.show(value)))
}

/// The day of a date that is one.
fn day(text: &str) -> Option<Day> {
    let date: Date = text.parse().ok()?;
    match (date.start(), date.end()) {
        (Moment::Day(day), None) => Some(day),
        _ => None,
    }
}

/// The value of a cell; `before` is what the field holds now.
pub(super) fn taken(how: How, cell: &Cell, before: &Value, names: &Names<'_>) -> Read {
    if cell.is_empty() {
        return Read::Value(Value::Null);
    }
    match how {
        How::Typed(reading) => read_typed(reading, cell, before),
        How::Choice(names) => match one_of(names(), &cell.plain()) {
            Some(key) => Read::Value(json!(key)),
            None => Read::No(none_of(names(), &cell.plain())),
        },
        How::ChoiceCell(names) => Read::Value(match one_of(names(), &cell.plain()) {
            Some(key) => json!(key),
            None => printed(&cell.plain()),
        }),
        How::Choices(names) => several(names(), &cell.plain()),
        How::Link => names.found(&cell.plain(), std::slice::from_ref(before)),
        How::Links => {
            let before = before.as_array().map(Vec::as_slice).unwrap_or_default();
            names.all_found(&cell.plain(), before)
        }
        How::Flag => match cell.plain().trim().to_lowercase().as_str() {
            "yes" | "y" | "true" | "1" | "x" => Read::Value(json!(true)),
            "no" | "n" | "false" | "0" => Read::Value(Value::Null),
            _ => Read::No("is neither ‘Yes’ nor empty".to_owned()),
        },
    }
}

fn read_typed(reading: Reading, cell: &Cell, before: &Value) -> Read {
    let value = match (reading, cell) {
        (Reading::Date, Cell::Day(day)) => Some(json!(Date::day(*day))),
        (Reading::Figure | Reading::Number, Cell::Number(number)) => Some(json!(number)),
        (Reading::Money, Cell::Number(number)) => return money(*number, before),
        // A spreadsheet makes a date of ‘1-2’, typed as a reference.
        (Reading::Text | Reading::Words, Cell::Day(day)) => {
            let shown = Date::day(*day).shown();
            let what = format!("is a date in the sheet, and was taken for the words ‘{shown}’");
            return Read::Told(json!(shown), what);
        }
        _ => None,
    };
    if let Some(value) = value {
        return Read::Value(value);
    }
    let words = match cell {
        Cell::Day(day) => Date::day(*day).shown(),
        other => other.plain(),
    };
    match reading.read(&words.replace("\r\n", "\n")) {
        Meant::Value(value) => Read::Value(value),
        Meant::Words(value, why) => Read::Told(value, why.to_owned()),
        Meant::Error(what) => Read::No(format!("could not be read: {}", lowered(what))),
    }
}

/// An amount typed as a number of pounds: in the unit that stood there, where it can be printed so.
fn money(number: Decimal, before: &Value) -> Read {
    let whole = Pounds {
        places: 0,
        ..Pounds::from_printed(number, MoneyUnit::Pounds)
    };
    if i128::from(whole.pounds) * 1_000_000 != number.millionths() {
        let what = "is not in whole pounds: its pence were left out";
        return Read::Told(json!(whole), what.to_owned());
    }
    let as_before = read::<Pounds>(bare(before)).ok().map(|before| Pounds {
        pounds: whole.pounds,
        ..before
    });
    let exact = |amount: &Pounds| Pounds::from_printed(amount.figure(), amount.unit) == *amount;
    Read::Value(json!(as_before.filter(exact).unwrap_or(whole)))
}

/// The start of a sentence within another.
fn lowered(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The name that some words stand for: the name itself, or what a reader sees of it.
fn one_of(names: &[Name], words: &str) -> Option<&'static str> {
    let words = words.trim();
    let is_it =
        |(key, shown): &&Name| shown.eq_ignore_ascii_case(words) || key.eq_ignore_ascii_case(words);
    names.iter().find(is_it).map(|(key, _)| *key)
}

fn none_of(names: &[Name], words: &str) -> String {
    let shown: Vec<&str> = names.iter().map(|(_, shown)| *shown).collect();
    let words = brief(words.trim(), 80);
    format!("“{words}” is none of: {}", shown.join(", "))
}

fn several(names: &[Name], words: &str) -> Read {
    let mut keys = Vec::new();
    for piece in words.split(['\n', ';']).map(str::trim) {
        if piece.is_empty() {
            continue;
        }
        match one_of(names, piece) {
            Some(key) => keys.push(key),
            None => return Read::No(none_of(names, piece)),
        }
    }
    Read::Value(json!(keys))
}

/// Words where a name would stand.
fn printed(words: &str) -> Value {
    let words = words.trim();
    let named = Word::named().find(|(_, shown)| shown.eq_ignore_ascii_case(words));
    match named {
        Some((key, _)) => json!({ "print": key }),
        None => json!({ "words": words }),
    }
}
