//! The columns of a sheet: which field of a record each holds, under which heading, and how its cells are written and read.

use crate::drafting::typed::Reading;

/// A name in a plan file, and the same as a reader sees it.
pub type Name = (&'static str, &'static str);

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug)]
pub enum How {
    /// What an officer could type into the field.
    Typed(Reading),
    /// One of some names.
    Choice(fn() -> &'static [Name]),
    /// One of some names or, as the field is a printed cell, other words.
    ChoiceCell(fn() -> &'static [Name]),
    /// Several of some names, one a line.
    Choices(fn() -> &'static [Name]),
    /// The record it leads to.
    Link,
    /// The records it leads to, one a line.
    Links,
    /// Yes, or nothing.
    Flag,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its field, and for what stands within that the way there: `change/from`.
    pub field: &'static str,
    /// Its heading, different from every other of its sheet.
    pub heading: &'static str,
    /// What its cells hold.
    pub how: How,
}

impl Column {
    /// Whether its cells hold prose, which needs room.
    pub fn is_long(&self) -> bool {
        match self.how {
            How::Typed(reading) => matches!(reading, Reading::Words | Reading::Lines),
            How::Links | How::Choices(_) => true,
            _ => false,
        }
    }
}

const fn column(field: &'static str, heading: &'static str, how: How) -> Column {
    Column {
        field,
        heading,
        how,
    }
}

/// A column of plain text.
pub(super) const fn text(field: &'static str, heading: &'static str) -> Column {
    column(field, heading, How::Typed(Reading::Text))
}

/// A column of prose.
pub(super) const fn words(field: &'static str, heading: &'static str) -> Column {
    column(field, heading, How::Typed(Reading::Words))
}

/// A column of printed cells of text.
pub(super) const fn cell(field: &'static str, heading: &'static str) -> Column {
    column(field, heading, How::Typed(Reading::Cell))
}

/// A column of printed dates.
pub(super) const fn date(field: &'static str, heading: &'static str) -> Column {
    column(field, heading, How::Typed(Reading::Date))
}

/// A column that a field of a form could be typed into.
pub(super) const fn typed(field: &'static str, heading: &'static str, reading: Reading) -> Column {
    column(field, heading, How::Typed(reading))
}

/// A column of texts, one a line.
pub(super) const fn lines(field: &'static str, heading: &'static str) -> Column {
    column(field, heading, How::Typed(Reading::Lines))
}

/// A column of names.
pub(super) const fn choice(
    field: &'static str,
    heading: &'static str,
    names: fn() -> &'static [Name],
) -> Column {
    column(field, heading, How::Choice(names))
}

/// A column of names, and of other words in their place.
pub(super) const fn choice_cell(
    field: &'static str,
    heading: &'static str,
    names: fn() -> &'static [Name],
) -> Column {
    column(field, heading, How::ChoiceCell(names))
}

/// A column of several names a cell.
pub(super) const fn choices(
    field: &'static str,
    heading: &'static str,
    names: fn() -> &'static [Name],
) -> Column {
    column(field, heading, How::Choices(names))
}

/// A column of links.
pub(super) const fn link(field: &'static str, heading: &'static str) -> Column {
    column(field, heading, How::Link)
}

/// A column of several links a cell.
pub(super) const fn links(field: &'static str, heading: &'static str) -> Column {
    column(field, heading, How::Links)
}

/// A column of yes or nothing.
pub(super) const fn flag(field: &'static str, heading: &'static str) -> Column {
    column(field, heading, How::Flag)
}
