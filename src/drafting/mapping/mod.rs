//! A pasted table becomes records: which column is what, what each row makes, and what of it could not be
//! read. Nothing of a row is lost in silence: a cell is in its field, or kept as words, or told.

mod already;
mod choices;
mod fields;
mod figures;
mod guess;
mod heading;
mod links;
mod names;
mod pass;
mod reading;
mod row;
#[cfg(test)]
mod tests;
mod told;

use std::collections::BTreeMap;

pub use fields::Field;
pub use guess::guess;
pub use reading::{Fate, RowReading, TableReading, Why, read_rows};
pub use row::{CellFate, Remark, Taken};

use crate::plan::{Id, Kind, MoneyUnit, Period};

/// What the rows of a table become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// An action each.
    Actions,
    /// A measure each, with its figures.
    Measures,
    /// A line of money each, with its amounts.
    Money,
    /// A milestone each, of actions that are in the plan.
    Milestones,
}

impl Made {
    /// All there are.
    pub const ALL: [Made; 4] = [Made::Actions, Made::Measures, Made::Money, Made::Milestones];

    /// Its name in an address.
    pub fn key(self) -> &'static str {
        match self {
            Made::Milestones => "milestones",
            other => other.kind().key(),
        }
    }

    /// The one of a name.
    pub fn from_key(key: &str) -> Option<Made> {
        Made::ALL.into_iter().find(|made| made.key() == key)
    }

    /// The kind of record that they are, or are parts of.
    pub fn kind(self) -> Kind {
        match self {
            Made::Actions | Made::Milestones => Kind::Action,
            Made::Measures => Kind::Measure,
            Made::Money => Kind::Money,
        }
    }

    /// One of them, in a sentence.
    pub fn one(self) -> &'static str {
        match self {
            Made::Milestones => "milestone",
            other => other.kind().one(),
        }
    }

    /// Several of them, in a sentence.
    pub fn many(self) -> &'static str {
        match self {
            Made::Milestones => "milestones",
            other => other.kind().many(),
        }
    }
}

/// What is done with a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Takes {
    /// It is left out.
    Nothing,
    /// Its cells are kept as words, under its heading.
    Words,
    /// Its cells go into a field.
    Field(&'static Field),
}

impl Takes {
    /// The field, if it is one.
    pub fn field(self) -> Option<&'static Field> {
        match self {
            Takes::Field(field) => Some(field),
            _ => None,
        }
    }
}

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// What is done with it.
    pub takes: Takes,
    /// The period of its figures, where they are for one.
    pub period: Option<Period>,
}

/// Which rows are added that are usually left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Also {
    /// Rows of what is in the plan already.
    pub already: bool,
    /// Totals of other lines.
    pub totals: bool,
    /// Rows that look like headings over others.
    pub headings: bool,
}

/// What a table becomes, and how its columns are read.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// What the rows become.
    pub made: Made,
    /// Whether the first row is a heading.
    pub heading: bool,
    /// The columns, from the left; those beyond are left out.
    pub columns: Vec<Column>,
    /// The unit of amounts for which neither the cell nor the column's heading has one.
    pub unit: MoneyUnit,
    /// The action that milestones belong to where their row names none.
    pub action: Option<Id>,
    /// Whether cells that no field can hold are kept as words under their heading.
    pub keep_words: bool,
    /// Which rows are added that are usually left out.
    pub also: Also,
    /// What is decided on single rows, by their place from 0: whether they are added.
    pub rows: BTreeMap<usize, bool>,
}
