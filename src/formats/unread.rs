//! What an importer could not read, or a format can't hold, and where it stands: so that nothing is left out in silence.

use std::fmt;

/// One thing that was not read, or not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Where it stands.
    pub place: Place,
    /// What it is and what becomes of it, in a sentence.
    pub what: String,
}

/// A place in a file of any format, as the person who has it open would look for it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Place {
    /// The sheet, table or element; empty for the whole file.
    pub part: String,
    /// Its row or line, counted from 1.
    pub row: Option<usize>,
    /// The heading of its column, or the name of its field.
    pub column: String,
}

/// Places that are told of one file: more help nobody, and a hostile file could cause millions.
const MOST: usize = 10_000;

/// What is told while a file is read.
#[derive(Debug, Default)]
pub(super) struct Told(Vec<Unread>);

impl Told {
    /// Tells of a place, unless enough was told.
    pub fn push(&mut self, one: Unread) {
        if self.0.len() < MOST {
            self.0.push(one);
        } else if self.0.len() == MOST {
            let what =
                format!("More than {MOST} places were not read: those beyond are not listed.");
            self.0.push(Unread::at(Place::default(), what));
        }
    }

    /// All that was told.
    pub fn list(self) -> Vec<Unread> {
        self.0
    }
}

impl Unread {
    /// Something at a place.
    pub fn at(place: Place, what: impl Into<String>) -> Unread {
        let what = what.into();
        Unread { place, what }
    }
}

impl Place {
    /// A part of a file: a sheet, a table, an element.
    pub fn part(part: impl Into<String>) -> Place {
        let part = part.into();
        Place {
            part,
            ..Place::default()
        }
    }

    /// A row or line of it.
    pub fn row(self, row: usize) -> Place {
        let row = Some(row);
        Place { row, ..self }
    }

    /// A column or field of it.
    pub fn column(self, column: impl Into<String>) -> Place {
        let column = column.into();
        Place { column, ..self }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = Some(self.part.clone()).filter(|part| !part.is_empty());
        let row = self.row.map(|row| format!("row {row}"));
        let column = Some(format!("‘{}’", self.column)).filter(|_| !self.column.is_empty());
        let parts: Vec<String> = [part, row, column].into_iter().flatten().collect();
        match parts.is_empty() {
            true => out.write_str("the whole file"),
            false => out.write_str(&parts.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_all_wrong_is_told_up_to_a_limit() {
        let mut told = Told::default();
        for row in 0..MOST * 2 {
            told.push(Unread::at(Place::part("A").row(row), "is nothing"));
        }
        let list = told.list();
        assert_eq!(list.len(), MOST + 1);
        assert!(list[MOST].what.starts_with("More than 10000 places"));
    }

    #[test]
    fn a_place_is_said_as_it_is_looked_for() {
        let cell = Place::part("Actions").row(4).column("Due");
        assert_eq!(cell.to_string(), "Actions, row 4, ‘Due’");
        assert_eq!(Place::part("Objective").to_string(), "Objective");
        assert_eq!(Place::default().to_string(), "the whole file");
    }
}
