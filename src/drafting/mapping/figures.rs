//! Figures and amounts as tables print them: with the unit of their heading, in brackets where they are
//! negative, with the sign of per cent or pounds.

use serde_json::{Value, json};

use crate::{
    drafting::typed::{Meant, Reading},
    plan::MoneyUnit,
};

/// What is made of a cell: its JSON, and why it was kept as words, if it was.
pub(super) struct Cell {
    pub value: Value,
    pub words: Option<&'static str>,
}

impl Cell {
    fn of(meant: Meant, text: &str) -> Cell {
        match meant {
            Meant::Value(value) => Cell { value, words: None },
            Meant::Words(value, why) => Cell {
                value,
                words: Some(why),
            },
            Meant::Error(why) => Cell {
                value: json!({ "words": text }),
                words: Some(why),
            },
        }
    }
}

/// A negative figure in brackets, as accounts print it, with a sign instead.
fn signed(text: &str) -> String {
    let text = text.trim();
    let inside = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    let before = text.strip_prefix("£(").and_then(|t| t.strip_suffix(')'));
    match (inside, before) {
        (Some(inside), _) if !inside.contains(['(', '-', '−']) => format!("-{}", inside.trim()),
        (_, Some(inside)) if !inside.contains(['(', '-', '−']) => format!("-£{}", inside.trim()),
        _ => text.to_owned(),
    }
}

/// An amount in a column of this unit, which counts where the cell has none itself. With it comes whether
/// the cell's own sign of pounds stood against the column's thousands or millions.
pub(super) fn amount(text: &str, unit: MoneyUnit) -> (Cell, bool) {
    let plain = signed(text);
    let lower = plain.to_lowercase();
    let scaled =
        lower.ends_with(['k', 'm']) || lower.ends_with("million") || lower.ends_with("000s");
    let in_pounds = lower.contains('£') && !scaled;
    let suffix = match unit {
        MoneyUnit::Thousands if !scaled && !in_pounds => "k",
        MoneyUnit::Millions if !scaled && !in_pounds => "m",
        _ => "",
    };
    match Reading::Money.read(&format!("{plain}{suffix}")) {
        meant @ Meant::Value(_) => {
            let against = in_pounds && unit != MoneyUnit::Pounds;
            (Cell::of(meant, text), against)
        }
        // As it stands, without our suffix.
        _ => (Cell::of(Reading::Money.read(text), text), false),
    }
}

/// A figure of a measure that is counted in `unit`; of one that doesn't say, the figure may.
pub(super) fn figure(text: &str, unit: &mut String) -> Cell {
    let plain = text.trim().to_owned();
    let (bare, own) = if let Some(bare) = plain.strip_suffix('%') {
        (bare.trim().to_owned(), "%")
    } else if plain.contains('£') {
        (plain.replacen('£', "", 1), "£")
    } else {
        (plain, "")
    };
    match Reading::Figure.read(&bare) {
        Meant::Value(value) if value.is_string() => {
            if !own.is_empty() && unit.is_empty() {
                own.clone_into(unit);
            }
            if own.is_empty() || own == unit || own == "%" && unit.to_lowercase().starts_with("per")
            {
                return Cell { value, words: None };
            }
            Cell {
                value: json!({ "words": text }),
                words: Some("Kept as words, because the measure is counted in something else"),
            }
        }
        _ => Cell::of(Reading::Figure.read(text), text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_of_the_heading_counts_where_the_cell_has_none() {
        let pounds = |text: &str, unit| amount(text, unit).0.value["pounds"].clone();
        assert_eq!(pounds("1,250", MoneyUnit::Thousands), json!(1_250_000));
        assert_eq!(pounds("(1,250)", MoneyUnit::Thousands), json!(-1_250_000));
        assert_eq!(pounds("1.8", MoneyUnit::Millions), json!(1_800_000));
        assert_eq!(pounds("£1.8m", MoneyUnit::Thousands), json!(1_800_000));
        assert_eq!(pounds("1250", MoneyUnit::Pounds), json!(1250));
        let (cell, against) = amount("£1,250", MoneyUnit::Thousands);
        assert_eq!((cell.value["pounds"].clone(), against), (json!(1250), true));
    }

    #[test]
    fn what_is_no_amount_stays_as_it_stands() {
        assert_eq!(
            amount("TBC", MoneyUnit::Thousands).0.value,
            json!({ "print": "tbc" })
        );
        let (cell, _) = amount("see note", MoneyUnit::Thousands);
        assert_eq!(cell.value, json!({ "words": "see note" }));
        assert!(cell.words.is_some());
    }

    #[test]
    fn a_figure_may_say_what_it_counts_but_not_against_its_measure() {
        let mut unit = String::new();
        assert_eq!(figure("85.0%", &mut unit).value, json!("85.0"));
        assert_eq!(unit, "%");
        let mut people = "people".to_owned();
        assert_eq!(figure("1,250", &mut people).value, json!("1250"));
        assert_eq!(figure("85%", &mut people).value, json!({ "words": "85%" }));
        assert_eq!(figure("n/a", &mut people).value, json!({ "print": "n/a" }));
    }
}
