//! Why a text is not a plan or a list of notes that we can open, and what a person can do about it.

use std::fmt;

use super::VERSION;
use crate::plan::Remark;

/// Why a text is not a plan we can open. [`fmt::Display`] says what is wrong;
/// [`ReadError::what_to_do`] says what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// More bytes than we open.
    TooLarge {
        /// How many there are.
        bytes: usize,
        /// How many we open.
        cap: usize,
    },
    /// Things within things, deeper than a plan goes.
    TooDeep,
    /// More records than we open.
    TooMany,
    /// Not UTF-8 JSON.
    NotJson {
        /// The line, from 1, where reading stopped.
        line: usize,
    },
    /// JSON, but not a plan.
    NotAPlan,
    /// JSON, but without notes.
    NotNotes,
    /// Written by a newer Waymark.
    Newer {
        /// The version it says it has.
        version: u64,
    },
    /// A plan with records we can't read.
    Unreadable(Vec<Remark>),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mb = |bytes: usize| bytes.div_ceil(1024 * 1024);
        match self {
            ReadError::TooLarge { bytes, cap } => write!(
                f,
                "This is too large to be a plan: {} MB, where at most {} MB can be opened.",
                mb(*bytes),
                mb(*cap)
            ),
            ReadError::TooDeep => f.write_str(
                "This is not a plan: its parts are nested deeper than a plan’s ever are.",
            ),
            ReadError::TooMany => {
                f.write_str("This is too large to be a plan: it has more than 200,000 records.")
            }
            ReadError::NotJson { line } => write!(
                f,
                "This is not a plan file, or it is damaged: it can’t be read from line {line} on."
            ),
            ReadError::NotAPlan => f.write_str("This file is not a Waymark plan."),
            ReadError::NotNotes => f.write_str("There are no notes in this file."),
            ReadError::Newer { version } => write!(
                f,
                "This plan was saved by a newer Waymark (plan format {version}; this one reads up to {VERSION})."
            ),
            ReadError::Unreadable(wrong) => {
                let more = wrong.len().saturating_sub(3);
                f.write_str("Parts of this plan can’t be read. ")?;
                for w in wrong.iter().take(3) {
                    write!(f, "In {}: {}. ", w.place, w.what.trim_end_matches('.'))?;
                }
                if more > 0 {
                    write!(f, "And {more} more.")?;
                }
                Ok(())
            }
        }
    }
}

impl ReadError {
    /// What a person can do about it.
    pub fn what_to_do(&self) -> &'static str {
        match self {
            ReadError::TooLarge { .. } | ReadError::TooMany => {
                "Check that you chose the right file, or ask its sender for one plan at a time."
            }
            ReadError::TooDeep | ReadError::NotAPlan => {
                "Choose a file that Waymark saved: its name ends in .json and it was made with ‘Save as a file’."
            }
            ReadError::NotNotes => {
                "Choose a file of notes: it was saved on the page ‘My notes’, and its name ends in .json."
            }
            ReadError::NotJson { .. } => {
                "Ask for the file again, or open the copy you saved before."
            }
            ReadError::Newer { .. } => {
                "Open Waymark while online so that it can update itself, then open the plan again."
            }
            ReadError::Unreadable(_) => {
                "Ask whoever made the file to check these places, then open it again."
            }
        }
    }
}
