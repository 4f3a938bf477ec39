//! What is said of saving. It stands beside the draft at all times and is never better than the truth.

use super::StorageError;

/// How far saving is, to be shown beside the draft at all times.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveState {
    /// On its way to the disk.
    Saving {
        /// How many commands.
        waiting: usize,
    },
    /// All that was handed in is on the disk.
    Saved(Saved),
    /// It is not: say so, offer 'Download now', and keep the words.
    Failed {
        /// What went wrong.
        error: StorageError,
        /// How many commands are in this tab alone.
        unsaved: usize,
    },
}

/// Up to where, when and where to a draft is saved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Saved {
    /// The last command saved.
    pub seq: u64,
    /// Milliseconds since 1970.
    pub at: f64,
    /// Which place has it.
    pub place: Place,
}

/// Where 'Saved' is true of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// IndexedDB: on the disk when we say so.
    Database,
    /// localStorage alone, because IndexedDB is blocked.
    LocalOnly,
}

impl Place {
    /// The 'but' that belongs beside 'Saved', if there is one.
    pub fn note(self) -> Option<&'static str> {
        match self {
            Place::Database => None,
            Place::LocalOnly => Some(
                "Saved on this device only in a small store that the browser writes late: if it crashes, the last half minute can be lost. Download a copy often.",
            ),
        }
    }
}
