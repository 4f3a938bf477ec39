//! A plan as an Excel workbook that is made to be worked in, and back. Its sheets are those of [`sheets`](super::sheets); on
//! one more, out of sight, the plan itself goes along, so that a copy which comes back says what was changed in it.

mod read;
mod write;

pub use read::{Workbook, WorkbookError, read_workbook};
pub use write::workbook;

/// The sheet that says what the workbook is, and holds nothing of the plan.
pub const ABOUT: &str = "About";
/// The hidden sheet with the plan file.
const CARRIED: &str = "Waymark";
/// The headings of a sheet that has its fields below each other.
const UPRIGHT: [&str; 2] = ["Field", "Value"];
