//! Files of other programs, whatever they are: one door in and one door out. What a file is, is told by its bytes, never by
//! its name. A part of its own holds all behind these doors: whoever only reads plans never fetches it.

mod kind;
mod opened;
mod refused;
mod saved;

pub use kind::Kind;
pub use opened::{Copied, Opened, Table, open};
pub use refused::NotOpened;
pub use saved::{NotSaved, Saved, Wanted, save};
