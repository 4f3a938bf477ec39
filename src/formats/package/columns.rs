//! The columns of a table in a data package, and their types in the words of Table Schema.

use serde_json::{Value, json};

use crate::{
    drafting::typed::Reading,
    formats::{
        csv::begins_as_formula,
        sheets::{Cell, Column, How, Layout, Of, coded},
    },
    plan::{Date, Decimal},
};

/// A column made for programs beside one that holds words as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// The first day that a date can mean.
    From,
    /// The last.
    To,
    /// The number, where there is one.
    Number,
}

impl Beside {
    fn suffix(self) -> &'static str {
        match self {
            Beside::From => "_first_day",
            Beside::To => "_last_day",
            Beside::Number => "_number",
        }
    }

    /// Its name beside a column.
    pub fn name(self, column: &Column) -> String {
        coded(column.field) + self.suffix()
    }

    fn kind(self) -> &'static str {
        match self {
            Beside::Number => "number",
            _ => "date",
        }
    }

    /// Its cell for a cell.
    pub fn cell(self, cell: &Cell) -> String {
        match (self, cell) {
            (Beside::Number, Cell::Number(_) | Cell::Money(_)) | (_, Cell::Day(_)) => cell.plain(),
            (Beside::Number, _) => String::new(),
            (_, Cell::Text(words)) => match Reading::Date.read(words) {
                crate::drafting::typed::Meant::Value(Value::String(date)) => {
                    let date: Option<Date> = date.parse().ok();
                    let day = date.map(|date| match self {
                        Beside::From => date.first_day(),
                        _ => date.last_day(),
                    });
                    day.map(|day| day.iso()).unwrap_or_default()
                }
                _ => String::new(),
            },
            _ => String::new(),
        }
    }
}

/// The columns made beside a column.
pub(super) fn beside(column: &Column) -> &'static [Beside] {
    match column.how {
        How::Typed(Reading::Date) => &[Beside::From, Beside::To],
        How::Typed(Reading::Figure | Reading::Count | Reading::Money) => &[Beside::Number],
        _ => &[],
    }
}

/// Whether links of this column are rows of the table of links.
pub(super) fn is_of_links(column: &Column) -> bool {
    matches!(column.how, How::Links)
}

/// A field of a schema.
pub(super) fn field(name: &str, title: &str, kind: &str) -> Value {
    let mut field = json!({ "name": name, "title": title, "type": kind });
    if kind == "boolean" {
        field["trueValues"] = json!(["Yes"]);
        field["falseValues"] = json!(["No"]);
    }
    field
}

/// The fields of a column and of those beside it.
pub(super) fn fields(column: &Column) -> Vec<Value> {
    let kind = match column.how {
        How::Flag => "boolean",
        How::Typed(Reading::Number) => "number",
        How::Typed(Reading::Whole) => "integer",
        _ => "string",
    };
    let own = field(&coded(column.field), column.heading, kind);
    let more = beside(column).iter().map(|one| {
        let title = match one {
            Beside::From => format!("{}: first day", column.heading),
            Beside::To => format!("{}: last day", column.heading),
            Beside::Number => format!("{}: as a number", column.heading),
        };
        field(&one.name(column), &title, one.kind())
    });
    std::iter::once(own).chain(more).collect()
}

/// Whether a column's cells are ids of what is in the same plan.
pub(super) fn leads_within(layout: &Layout, column: &Column) -> bool {
    matches!(column.how, How::Link) && layout.of != Of::Plan
}

/// A cell as a program of sheets may open it: what would be run as a formula gets an apostrophe in front.
pub(super) fn neutral(cell: &str) -> String {
    match is_risky(cell) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

/// The cell again.
pub(super) fn unneutral(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_risky(rest) => rest,
        _ => cell,
    }
}

/// Whether a cell begins as a formula does, behind any apostrophes. A number is none.
fn is_risky(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    begins_as_formula(bare) && (bare.len() < cell.len() || cell.parse::<Decimal>().is_err())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_defused_and_numbers_are_not() {
        for (cell, kept) in [
            ("=1+1", "'=1+1"),
            ("-5", "-5"),
            ("-5 people", "'-5 people"),
            ("'=1", "''=1"),
            ("\tbehind a tab", "'\tbehind a tab"),
            ("\r=1", "'\r=1"),
            ("\n=1", "'\n=1"),
            ("it’s", "it’s"),
        ] {
            assert_eq!(neutral(cell), kept);
        }
    }

    #[test]
    fn no_two_fields_of_a_table_have_one_name() {
        for layout in crate::formats::sheets::layouts() {
            let mut names = std::collections::HashSet::new();
            for field in layout.columns().flat_map(fields) {
                let name = field["name"].as_str().unwrap_or_default().to_owned();
                assert!(names.insert(name.clone()), "{}: {name}", layout.name);
            }
        }
    }

    proptest! {
        #[test]
        fn every_cell_comes_back(cell in "['=+@a1 .\t\r\n-]{0,6}") {
            let kept = neutral(&cell);
            prop_assert_eq!(unneutral(&kept), cell);
        }
    }
}
