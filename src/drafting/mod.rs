//! Ways to change a plan: a command and how it is applied, undone, named and replayed. Pure: storage
//! keeps the entries, pages make the commands.

mod becoming;
mod blank;
mod change;
mod describe;
mod draft;
pub mod excerpt;
pub mod figures;
mod ids;
mod link_fields;
pub mod many;
pub mod mapping;
pub mod merge;
mod path;
pub mod roll_forward;
pub mod templates;
pub mod typed;
mod unlink;
pub mod why;

pub use becoming::becoming;
pub use blank::{IdMaker, blank_part, blank_plan, blank_record, draft_from, named_record};
pub use change::{Change, ChangeError, apply, apply_all, value_at};
pub use describe::describe;
pub use draft::{Command, Draft, Entry, REMEMBERED};
pub use path::{Path, Segment};
pub use unlink::{Removal, removal};
