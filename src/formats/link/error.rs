//! Why a link can't be opened, or can't be made.

use std::fmt;

use super::{MAX_CHARACTERS, MAX_DECODED, VERSION, needed::Edition};
use crate::formats::ReadError;

/// Why a link opens nothing. [`fmt::Display`] says what is wrong; [`LinkError::what_to_do`] says what
/// to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// No share link at all.
    NotALink,
    /// The end is missing.
    Cut {
        /// Characters of the link that came.
        arrived: usize,
        /// Characters it had when it was made; unknown when it is cut before it says so.
        total: Option<usize>,
    },
    /// Longer than any link we open.
    TooLong {
        /// How many characters it has, or says it has.
        characters: usize,
    },
    /// All there, but not as it was made.
    Damaged,
    /// Made by a newer Waymark.
    NewerVersion {
        /// The version of link it says it is.
        version: u32,
    },
    /// Packed in a way we don't know.
    UnknownCodec {
        /// The codec's number.
        number: u8,
    },
    /// Whole, but what it carries is of a kind we don't know.
    UnknownContent {
        /// The kind's number.
        number: u8,
    },
    /// It says it holds more than we unpack.
    TooLargeInside {
        /// How many bytes it says it holds.
        bytes: usize,
    },
    /// It changes a published plan that isn't at hand.
    BaseMissing(Edition),
    /// What is at hand isn't the published plan that it changes, but another edition of it or another plan.
    BaseDiffers(Edition),
    /// It opens with a passphrase only.
    Locked,
    /// Whole, but the plan in it can't be read.
    Plan(ReadError),
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LinkError::NotALink => f.write_str("This is not a link to a shared plan."),
            LinkError::Cut {
                arrived,
                total: Some(total),
            } => write!(
                f,
                "This link was cut short: {} of {} characters arrived.",
                grouped(*arrived),
                grouped(*total)
            ),
            LinkError::Cut {
                arrived,
                total: None,
            } => write!(
                f,
                "This link was cut short: only its first {} characters arrived.",
                grouped(*arrived)
            ),
            LinkError::TooLong { characters } => write!(
                f,
                "This link is too long to open: it has {} characters, where at most {} can be opened.",
                grouped(*characters),
                grouped(MAX_CHARACTERS)
            ),
            LinkError::Damaged => f.write_str(
                "This link was damaged on its way: some of its characters are not the ones it was made with.",
            ),
            LinkError::NewerVersion { version } => write!(
                f,
                "This link was made by a newer Waymark (link version {version}; this one opens up to {VERSION})."
            ),
            LinkError::UnknownCodec { number } => write!(
                f,
                "This link is packed in a way this Waymark does not know (number {number}): a newer Waymark made it, or it was damaged on its way."
            ),
            LinkError::UnknownContent { number } => write!(
                f,
                "This link carries something this Waymark does not know (kind {number}): a newer Waymark made it."
            ),
            LinkError::TooLargeInside { bytes } => write!(
                f,
                "This link says it holds {} MB, where at most {} MB can be opened from a link: it was damaged on its way, or it is not a plan.",
                megabytes(*bytes),
                megabytes(MAX_DECODED)
            ),
            LinkError::BaseMissing(edition) => {
                write!(f, "This link holds changes to {edition}, and needs that plan.")
            }
            LinkError::BaseDiffers(edition) => write!(
                f,
                "This link holds changes to {edition}. The file at hand is not the one the changes were made to."
            ),
            LinkError::Locked => f.write_str("This link opens with a passphrase only."),
            LinkError::Plan(error) => {
                write!(f, "The link arrived whole, but its plan can’t be opened. {error}")
            }
        }
    }
}

impl std::error::Error for LinkError {}

impl LinkError {
    /// What a person can do about it.
    pub fn what_to_do(&self) -> &'static str {
        match self {
            LinkError::NotALink => {
                "Copy the whole link from the message, from https to its last character, and paste it into the address bar."
            }
            LinkError::Cut { .. } => {
                "Copy the whole link from the message and paste it into the address bar. If it is still cut short, ask its sender for the plan as a file."
            }
            LinkError::Damaged => {
                "Copy the whole link from the message and paste it into the address bar. If that does not help, ask its sender for the link again, or for the plan as a file."
            }
            LinkError::TooLong { .. } | LinkError::TooLargeInside { .. } => {
                "Ask its sender for the plan as a file."
            }
            LinkError::NewerVersion { .. }
            | LinkError::UnknownCodec { .. }
            | LinkError::UnknownContent { .. } => {
                "Open Waymark while online so that it can update itself, then open the link again. If that does not help, ask its sender for the plan as a file."
            }
            LinkError::BaseMissing(_) => {
                "Open that plan’s file, or open the link on the site where the plan is published. If you have neither, ask the link’s sender for the plan as a file."
            }
            LinkError::BaseDiffers(_) => {
                "Open the file that the changes were made to, or ask the link’s sender for the plan as a file."
            }
            LinkError::Locked => {
                "Ask its sender for the passphrase, by another way than the link came."
            }
            LinkError::Plan(newer @ ReadError::Newer { .. }) => newer.what_to_do(),
            LinkError::Plan(_) => {
                "Ask its sender to open the plan and check it, then to send it again as a file."
            }
        }
    }
}

/// Why a plan can't be put into a link that would open again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooLargeForALink {
    /// The link would have more characters than we open.
    Characters(usize),
    /// The plan has more bytes than we unpack from a link.
    Bytes(usize),
}

impl fmt::Display for TooLargeForALink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TooLargeForALink::Characters(characters) => write!(
                f,
                "This plan is too large for a link: the link would have {} characters, where at most {} can be opened.",
                grouped(*characters),
                grouped(MAX_CHARACTERS)
            ),
            TooLargeForALink::Bytes(bytes) => write!(
                f,
                "This plan is too large for a link: it has {} MB, where at most {} MB can be opened from a link.",
                megabytes(*bytes),
                megabytes(MAX_DECODED)
            ),
        }
    }
}

impl std::error::Error for TooLargeForALink {}

impl TooLargeForALink {
    /// What a person can do about it.
    pub fn what_to_do(&self) -> &'static str {
        "Save the plan as a file and send that."
    }
}

/// A count with commas between thousands.
pub(super) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Bytes in MB of 1,024 × 1,024, rounded up so that what is past a limit never looks within it.
fn megabytes(bytes: usize) -> String {
    grouped(bytes.div_ceil(1024 * 1024))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_link_says_how_much_of_it_arrived() {
        let cut = LinkError::Cut {
            arrived: 1024,
            total: Some(2718),
        };
        assert_eq!(
            cut.to_string(),
            "This link was cut short: 1,024 of 2,718 characters arrived."
        );
        assert!(cut.what_to_do().contains("as a file"));
        let sooner = LinkError::Cut {
            arrived: 12,
            total: None,
        };
        assert!(sooner.to_string().contains("first 12 characters"));
    }

    #[test]
    fn counts_read_as_people_write_them() {
        for (count, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (65_536, "65,536")] {
            assert_eq!(grouped(count), text);
        }
        assert_eq!(megabytes(MAX_DECODED + 1), "6");
    }

    #[test]
    fn a_newer_plan_in_a_link_asks_for_an_update() {
        let newer = LinkError::Plan(ReadError::Newer { version: 2 });
        assert!(newer.what_to_do().contains("update"));
        let other = LinkError::Plan(ReadError::NotAPlan);
        assert!(other.what_to_do().contains("as a file"));
    }
}
