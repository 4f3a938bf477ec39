//! A plan as a Data Package (https://datapackage.org, once Frictionless Data): a zip of CSV files and the `datapackage.json` that
//! says what their columns hold and which of them lead where. Data teams read it with no program of ours; what they change
//! in it is read back as changes, since the plan file goes along.
//!
//! - `data/*.csv` are the [`sheets`](super::sheets), with fields for headings and ids for links. A link from one row to several
//!   others is a row each of `data/links.csv`; `data/records.csv` names all that has an id, so that every link leads into it.
//! - A printed cell may hold words where a date or a number would stand. Beside such a column stand those that a program
//!   can count with: `due_first_day` and `due_last_day`, `value_number`. They are made anew each time, and not read back.

mod columns;
mod read;
mod write;

pub use read::{Package, PackageError, read_package};
pub use write::{Licence, package};

/// The file that says what is in the package.
const DESCRIBED: &str = "datapackage.json";
/// The plan file that goes along.
const CARRIED: &str = "plan.json";
/// The table of all that has an id.
const RECORDS: &str = "records";
/// The table of links from one row to several others.
const LINKS: &str = "links";
