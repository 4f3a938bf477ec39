//! What a page says as headings, paragraphs and tables, whatever it was shown with: the one form that
//! goes into a word processor, a spreadsheet or plain text. `formats` writes it down.

mod facts;
mod rows;

pub use facts::{block, grid, origin, said, sheet, standouts};
pub use rows::listed;

/// Parts one under another.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Document {
    /// The parts.
    pub parts: Vec<Part>,
}

/// One part of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A heading with its level, 1 to 6.
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    /// Labels, each with what is said under it.
    Facts(Vec<(String, String)>),
    /// Points one under another.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// A picture.
    Picture(Picture),
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Picture {
    /// Its address, or its SVG as long as it is drawn for no medium yet.
    pub source: String,
    /// What it shows, in a sentence.
    pub words: String,
    /// How wide it is, in pixels.
    pub width: u32,
    /// How high it is.
    pub height: u32,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Table {
    /// What it holds.
    pub caption: String,
    /// Its columns; the first names the row.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Line>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Whether it holds figures, which stand at the right.
    pub numeric: bool,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Line {
    /// The heading it stands under; empty for none.
    pub under: String,
    /// Whether it is the total of those above it.
    pub total: bool,
    /// Its cells, one a column.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Cell {
    /// What a reader sees, a line each.
    pub lines: Vec<String>,
    /// The same for a spreadsheet, where that differs: an amount in full.
    pub exact: Option<String>,
}

impl Cell {
    /// A cell of one line, or an empty one.
    pub fn of(words: impl Into<String>) -> Cell {
        let words = words.into();
        Cell {
            lines: if words.is_empty() {
                Vec::new()
            } else {
                vec![words]
            },
            exact: None,
        }
    }
}

impl Table {
    /// Whether its rows stand under headings.
    pub fn is_grouped(&self) -> bool {
        self.rows.windows(2).any(|pair| match pair {
            [a, b] => a.under != b.under,
            _ => false,
        })
    }
}

impl Document {
    /// A heading of level 2 with what stands under it.
    pub fn headed(heading: impl Into<String>, parts: impl IntoIterator<Item = Part>) -> Document {
        let heading = [Part::Heading(2, heading.into())];
        Document {
            parts: heading.into_iter().chain(parts).collect(),
        }
    }

    /// Its first table.
    pub fn table(&self) -> Option<&Table> {
        self.parts.iter().find_map(|part| match part {
            Part::Table(table) => Some(table),
            _ => None,
        })
    }
}

impl From<Table> for Document {
    /// A table under its caption.
    fn from(table: Table) -> Document {
        Document {
            parts: vec![Part::Table(table)],
        }
    }
}
