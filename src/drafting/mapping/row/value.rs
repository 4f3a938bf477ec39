//! Cells of fields that hold one value: text, a date, a choice, the period of the row.

use serde_json::json;

use super::{
    super::{
        choices::{Choice, printed},
        fields::Field,
    },
    CellFate, Row, on_one_line,
};
use crate::{
    drafting::typed::{Meant, Reading},
    plan::{Kind, Period},
};

impl Row<'_> {
    pub(super) fn one(
        &mut self,
        at: usize,
        field: &Field,
        name: &str,
        reading: Reading,
        text: &str,
        milestone: bool,
    ) {
        let whole = matches!(name, "text" | "name")
            && !milestone
            && self.mapping.made.kind() != Kind::Money;
        let text = match whole || reading == Reading::Cell {
            true => text.to_owned(),
            false => on_one_line(text),
        };
        let into = if milestone {
            &mut self.milestone
        } else {
            &mut self.record
        };
        if into.contains_key(name) {
            return self.another(at, field, &text);
        }
        match reading.read(&text) {
            Meant::Value(value) => {
                let words = reading.show(&value);
                into.insert(name.to_owned(), value);
                self.took(at, field.label, words);
            }
            Meant::Words(value, why) => {
                into.insert(name.to_owned(), value);
                self.remark(at, &text, why, CellFate::InField);
            }
            Meant::Error(_) => self.beside(at, &text, "it could not be read"),
        }
    }

    pub(super) fn choice(
        &mut self,
        at: usize,
        field: &Field,
        name: &str,
        choice: &Choice,
        text: &str,
        milestone: bool,
    ) {
        let into = if milestone {
            &mut self.milestone
        } else {
            &mut self.record
        };
        if into.contains_key(name) {
            return self.another(at, field, text);
        }
        match choice.read(text) {
            Some(key) => {
                into.insert(name.to_owned(), json!(key));
                self.took(at, field.label, choice.shown(key));
            }
            None if choice.holds_words => {
                let value = printed(text);
                let named = value.get("print").is_some();
                into.insert(name.to_owned(), value);
                match named {
                    true => self.took(at, field.label, text),
                    false => self.remark(at, text, choice.why, CellFate::InField),
                }
            }
            None => self.beside(at, text, choice.why),
        }
    }

    pub(super) fn period(&mut self, at: usize, field: &Field, text: &str) {
        let found = match Reading::Period.read(text) {
            Meant::Value(value) => value.as_str().and_then(|text| text.parse::<Period>().ok()),
            _ => None,
        };
        match found {
            Some(period) => {
                self.period = Some(period);
                self.took(at, field.label, period.shown());
            }
            None => self.beside(
                at,
                text,
                "it isn’t a period such as 2026/27, 2026 or March 2026",
            ),
        }
    }

    /// A field with one value that another column has filled.
    pub(super) fn another(&mut self, at: usize, field: &Field, text: &str) {
        let why = format!("another column is “{}” already", field.label);
        self.beside(at, text, why);
    }
}
