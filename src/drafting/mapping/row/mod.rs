//! One row on its way to a record: each cell goes into its field, beside the record as words, or is told.

mod fate;
mod figures;
mod lists;
mod value;

use serde_json::{Map, Value, json};

use super::{Mapping, Takes, fields::How, heading::Heading, names::Known};
use crate::plan::{Kind, Period};

pub use fate::{CellFate, Remark, Taken};

/// A row being read.
pub(super) struct Row<'a> {
    known: &'a Known<'a>,
    mapping: &'a Mapping,
    headings: &'a [Heading],
    /// A milestone more of the action above.
    joins: bool,
    /// Whether a cell has said whose milestone it is.
    has_action: bool,
    period: Option<Period>,
    unit: String,
    milestone: Map<String, Value>,
    cells: Vec<Value>,
    pub record: Map<String, Value>,
    pub taken: Vec<Taken>,
    pub remarks: Vec<Remark>,
}

/// The cells of a row that stand in a column that isn't left out, and aren't empty.
pub(super) fn filled<'a>(
    row: &'a [String],
    mapping: &'a Mapping,
) -> impl Iterator<Item = (usize, Takes, &'a str)> {
    let columns = mapping.columns.iter().enumerate();
    columns.filter_map(|(at, column)| {
        let text = row.get(at).map_or("", |cell| cell.trim());
        (column.takes != Takes::Nothing && !text.is_empty()).then_some((at, column.takes, text))
    })
}

impl<'a> Row<'a> {
    /// Reads the cells of a row.
    pub fn read(
        row: &[String],
        mapping: &'a Mapping,
        headings: &'a [Heading],
        known: &'a Known<'a>,
        joins: bool,
    ) -> Row<'a> {
        let mut made = Row {
            known,
            mapping,
            headings,
            joins,
            has_action: false,
            period: None,
            unit: String::new(),
            milestone: Map::new(),
            cells: Vec::new(),
            record: Map::new(),
            taken: Vec::new(),
            remarks: Vec::new(),
        };
        // What its figures are for and count is known before they are read.
        let first = |takes: Takes| {
            takes
                .field()
                .is_some_and(|f| matches!(f.key, "period" | "unit"))
        };
        for turn in [true, false] {
            for (at, takes, text) in filled(row, mapping) {
                if first(takes) == turn {
                    made.cell(at, takes, text);
                }
            }
        }
        made.finish();
        made
    }

    fn finish(&mut self) {
        self.taken.sort_by_key(|taken| taken.column);
        self.remarks.sort_by_key(|remark| remark.column);
        if !self.unit.is_empty() {
            self.record.entry("unit").or_insert(json!(self.unit));
        }
        let cells = std::mem::take(&mut self.cells);
        let milestone = std::mem::take(&mut self.milestone);
        if self.joins {
            self.record = milestone;
        } else if !milestone.is_empty() {
            self.record.insert("milestones".into(), json!([milestone]));
        }
        if !cells.is_empty() {
            self.record.insert("cells".into(), Value::Array(cells));
        }
    }

    /// A column by its name.
    fn heading(&self, at: usize) -> String {
        named(self.headings, at)
    }

    fn took(&mut self, at: usize, label: impl Into<String>, words: impl Into<String>) {
        self.taken.push(Taken {
            column: at,
            label: label.into(),
            words: words.into(),
        });
    }

    fn remark(&mut self, at: usize, text: &str, why: impl Into<String>, fate: CellFate) {
        let why = why.into();
        let why = why.strip_prefix("Kept as words, because ").unwrap_or(&why);
        self.remarks.push(Remark {
            column: Some(at),
            heading: self.heading(at),
            text: text.to_owned(),
            why: why.to_owned(),
            fate,
        });
    }

    /// Keeps a cell as words under its heading, where that is wanted.
    fn beside(&mut self, at: usize, text: &str, why: impl Into<String>) {
        let fate = match self.mapping.keep_words {
            true => CellFate::Beside,
            false => CellFate::NotKept,
        };
        if self.mapping.keep_words {
            self.keep(at, text);
        }
        self.remark(at, text, why, fate);
    }

    fn keep(&mut self, at: usize, text: &str) {
        let label = self.heading(at);
        self.cells.push(json!({ "label": label, "value": text }));
    }

    fn cell(&mut self, at: usize, takes: Takes, text: &str) {
        let field = match takes {
            Takes::Nothing => return,
            Takes::Words => {
                self.keep(at, text);
                let label = self.heading(at);
                return self.took(at, label, text);
            }
            Takes::Field(field) => field,
        };
        match field.how {
            How::Milestone(name, reading) => self.one(at, field, name, reading, text, true),
            How::MilestoneChoice(name, choice) => self.choice(at, field, name, choice, text, true),
            // The row's date is its milestone's, where it has no action of its own and no other.
            How::One("end", reading) if self.joins && !self.milestone.contains_key("due") => {
                self.one(at, field, "due", reading, text, true);
            }
            _ if self.joins => {
                let why = "the row has no action of its own, so it stays with the milestone";
                self.beside(at, text, why);
            }
            How::One("unit", _) if !self.unit.is_empty() => self.another(at, field, text),
            How::One("unit", _) => {
                let unit = on_one_line(text);
                self.took(at, field.label, unit.clone());
                self.unit = unit;
            }
            How::One(name, reading) => self.one(at, field, name, reading, text, false),
            How::Choice(name, choice) => self.choice(at, field, name, choice, text, false),
            How::Links(name, kinds) => self.links(at, field, name, kinds, text),
            How::Lines(name) => self.lines(at, field, name, text, &[]),
            How::MeasuredBy => self.lines(at, field, "measured_by", text, &[Kind::Measure]),
            How::Figure(kind) => self.figure(at, field, kind, text),
            How::Amount(kind) => self.amount(at, field, kind, text),
            How::Rating => self.rating(at, field, text),
            How::Period if self.period.is_some() => self.another(at, field, text),
            How::Period => self.period(at, field, text),
            // Whose milestone it is was found before.
            How::OfAction if !self.has_action => self.has_action = true,
            How::OfAction => self.another(at, field, text),
        }
    }
}

/// The column at a place, by its name.
pub(super) fn named(headings: &[Heading], at: usize) -> String {
    let heading = headings.get(at).map_or("", |heading| &heading.text);
    match heading {
        "" => format!("Column {}", at + 1),
        heading => heading.to_owned(),
    }
}

/// A text whose field has one line.
pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
