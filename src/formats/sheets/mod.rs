//! A plan as sheets that spreadsheets and data teams work in, and back: what an Excel workbook and a data package of CSV
//! files are both made of. A sheet holds a kind of record or a list within records; every row keeps its id, so that an
//! edited copy is read as changes to the plan it was made of.

mod back;
mod cell;
mod column;
mod element;
mod layouts;
mod names;
mod out;
#[cfg(test)]
mod tests;

pub use back::{Back, Came, back};
pub use cell::Cell;
pub use column::{Column, How};
pub use layouts::{Layout, Of, Within, layout_of, layouts};
pub use names::{Style, id_in};
pub use out::{ID, PARENT, PLACE, Sheet, coded, everything, sheets};
