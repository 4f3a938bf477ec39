//! What becomes of a table, its rows and its cells, in sentences.

use super::{
    Made,
    reading::{Fate, RowReading, TableReading, Why},
    row::{CellFate, Remark},
};

/// A sentence's first letter as a capital.
pub(super) fn sentence(words: &str) -> String {
    crate::insight::rows::sentence(words)
}

/// Why a row isn't added, or is usually not, as a sentence without its stop.
pub(super) fn why(why: &Why, made: Made) -> String {
    match why {
        Why::HeadingAgain => "It is the row of headings again".to_owned(),
        Why::HeadingOver => "It looks like a heading over the rows below it".to_owned(),
        Why::Total => "It looks like a total of other lines".to_owned(),
        Why::Already(how) => how.clone(),
        Why::NoAction(why) => sentence(why),
        Why::WithoutTheRow(row) => format!("It goes on with row {row}, which is left out"),
        Why::ByHand => format!("You left this {} out", made.one()),
    }
}

impl RowReading {
    /// What becomes of the row, in a few words.
    pub fn told(&self, made: Made) -> String {
        match &self.fate {
            Fate::Added => format!("New {}", made.one()),
            Fate::Joins(row) => format!("One more milestone for row {row}"),
            Fate::Heading => "The headings".to_owned(),
            Fate::Empty => "Empty in the columns that are read".to_owned(),
            Fate::LeftOut(reason) => format!("Left out. {}.", why(reason, made)),
        }
    }
}

impl Remark {
    /// The remark as whole sentences.
    pub fn told(&self) -> String {
        let Remark {
            heading, text, why, ..
        } = self;
        let text: String = match text.chars().count() > 120 {
            true => text.chars().take(119).chain(['…']).collect(),
            false => text.clone(),
        };
        if self.column.is_none() {
            return format!("{why}.");
        }
        let because = |what: &str| format!("{heading}: “{text}” {what}, because {why}.");
        match self.fate {
            CellFate::InField => because("is kept as words"),
            CellFate::Beside => because("is kept as words beside it"),
            CellFate::NotKept => because("could not be read and is not kept"),
            CellFate::Read => format!("{heading}: “{text}”. {}.", sentence(why)),
        }
    }
}

/// How many, and what of them: '1 row is', '3 rows are'.
fn some(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    }
}

impl TableReading {
    /// What becomes of the table, in a sentence, and of its columns that are left out in another.
    pub fn told(&self) -> String {
        let (one, many) = (self.made.one(), self.made.many());
        let count =
            |of: &dyn Fn(&RowReading) -> bool| self.rows.iter().filter(|row| of(row)).count();
        let cells = |fate: CellFate| {
            let added = self.rows.iter().filter(|row| row.is_added());
            added
                .flat_map(|row| &row.remarks)
                .filter(|r| r.fate == fate)
                .count()
        };
        let mut parts = vec![match self.count() {
            0 => format!("No {one} will be added"),
            1 => format!("1 {one} will be added"),
            n => format!("{n} {many} will be added"),
        }];
        let joined = count(&|row| matches!(row.fate, Fate::Joins(_)));
        parts.extend(some(
            joined,
            "row is one more milestone of the action above it",
            "rows are more milestones of the actions above them",
        ));
        let left_out = count(&|row| matches!(row.fate, Fate::LeftOut(_)));
        parts.extend(some(left_out, "row is left out", "rows are left out"));
        let words = cells(CellFate::InField) + cells(CellFate::Beside);
        parts.extend(some(
            words,
            "cell is kept as words",
            "cells are kept as words",
        ));
        let lost = cells(CellFate::NotKept);
        parts.extend(some(
            lost,
            "cell could not be read and is not kept",
            "cells could not be read and are not kept",
        ));
        let mut told = format!("{}.", parts.join("; "));
        let columns: Vec<String> = self
            .columns_left_out
            .iter()
            .map(|name| format!("“{name}”"))
            .collect();
        match columns.as_slice() {
            [] => {}
            [one] => told.push_str(&format!(" The column {one} is left out.")),
            many => told.push_str(&format!(
                " The columns {} are left out.",
                crate::insight::rows::and(many)
            )),
        }
        told
    }
}
