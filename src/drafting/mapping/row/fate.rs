//! What becomes of the cells of a row, as it is told.

/// What of a cell stands in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The column, from 0.
    pub column: usize,
    /// The field, as an officer sees it.
    pub label: String,
    /// What it says.
    pub words: String,
}

/// What becomes of a cell that isn't what its column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellFate {
    /// Its field keeps it as words.
    InField,
    /// It is kept as words beside the record, under its heading.
    Beside,
    /// It is in the report alone.
    NotKept,
    /// It was read, and there is something to know.
    Read,
}

/// A remark on a row or on one of its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The column, from 0; none for the row as a whole.
    pub column: Option<usize>,
    /// The column by its name.
    pub heading: String,
    /// What stands in the cell.
    pub text: String,
    /// Why, as the rest of a sentence after 'because'; of a cell that was read, a sentence.
    pub why: String,
    /// What becomes of it.
    pub fate: CellFate,
}
