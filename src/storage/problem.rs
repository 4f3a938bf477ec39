//! What could not be read when a draft was opened, in words for the person who wrote it.

use std::fmt;

use super::StorageError;

/// Something that could not be read when a draft was opened.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// A version is damaged; an older one was taken instead.
    BadCheckpoint {
        /// Which version.
        seq: u64,
        /// What is wrong with it.
        why: String,
    },
    /// An entry is damaged in every place that had it.
    TornEntry {
        /// Which entry.
        seq: u64,
    },
    /// Entries are missing, and those after them cannot be replayed without them.
    Gap {
        /// The first that is missing.
        from: u64,
        /// The last that is missing.
        to: u64,
        /// How many come after the gap.
        stranded: usize,
    },
    /// The two places disagree about an entry; the database was believed.
    TwoAccounts {
        /// Which entry.
        seq: u64,
    },
    /// The undo steps of the version are damaged; the plan is whole.
    NoHistory {
        /// Which version.
        seq: u64,
    },
    /// What could not be read could not be set aside either, and still stands where it was.
    NotSetAside {
        /// Why not.
        why: StorageError,
    },
}

impl Problem {
    /// What the person can do about it.
    pub fn what_to_do(&self) -> &'static str {
        match self {
            Problem::BadCheckpoint { .. } => {
                "Nothing, if the draft looks complete: the changes since the older version were made again. The damaged version can be downloaded on the page ‘This device’."
            }
            Problem::TornEntry { .. } | Problem::Gap { .. } => {
                "Look whether your last changes are there and make them again if not. What is left of them can be downloaded on the page ‘This device’."
            }
            Problem::TwoAccounts { .. } => {
                "Look at your last changes. The other wording can be downloaded on the page ‘This device’."
            }
            Problem::NoHistory { .. } => "Go on writing. Earlier changes cannot be undone.",
            Problem::NotSetAside { why } => why.what_to_do(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::BadCheckpoint { .. } => f.write_str(
                "The newest version of this draft is damaged, so an older one was opened and the changes since then made again.",
            ),
            Problem::TornEntry { seq } => {
                write!(f, "Change {seq} was not written to the end and could not be read.")
            }
            Problem::Gap { from, to, stranded } => {
                if from == to {
                    write!(f, "Change {from} is missing")?;
                } else {
                    write!(f, "Changes {from} to {to} are missing")?;
                }
                match stranded {
                    1 => f.write_str(", so the one after could not be made again."),
                    more => write!(f, ", so the {more} after could not be made again."),
                }
            }
            Problem::TwoAccounts { seq } => write!(
                f,
                "Change {seq} was kept with two different wordings; the one that was reported as saved was taken."
            ),
            Problem::NoHistory { .. } => {
                f.write_str("The list of earlier changes is damaged. The plan itself is whole.")
            }
            Problem::NotSetAside { why } => {
                write!(f, "Something that could not be read could not be put away. {why}")
            }
        }
    }
}
