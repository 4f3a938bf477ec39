//! The share link: a plan in the part of an address behind `#`, which browsers never send to a
//! server.
//!
//! - [`share_plan`] makes the fragment, [`share_url`] the address, [`Verdict`] says how far it gets.
//! - [`looks_shared`] tells a share link from a place within the page, [`Arrival::read`] opens one.
//!
//! A link opens as exactly what was sent, or it says why not and opens nothing. [`Envelope`] has the
//! layout of its characters.

mod arrive;
mod base64url;
mod codec;
mod envelope;
mod error;
mod reach;

pub use arrive::looks_shared;
pub use codec::Codec;
pub use envelope::{Content, Envelope};
pub use error::{LinkError, TooLargeForALink};
pub use reach::{SAFE_EVERYWHERE, SAFE_OUTLOOK, Verdict, share_url};

use std::sync::Arc;

use super::plan_file::{Caps, compact_plan_with, read_plan_file};
use crate::{insight::notes::Note, plan::Plan};

/// The word every link begins with, so that a person or a filter can see whose it is.
pub const MARKER: &str = "waymark";
/// The layout this code writes, and the newest it reads.
pub const VERSION: u32 = 1;
/// Characters of the longest link we open.
pub const MAX_CHARACTERS: usize = 64 * 1024;
/// Bytes that we unpack from a link at most.
pub const MAX_DECODED: usize = Caps::LINK.bytes;

/// What came with a link, read and ready to show.
#[derive(Clone, Debug, PartialEq)]
pub enum Arrival {
    /// A whole plan.
    Plan(Plan),
    /// A whole plan, and the notes on it that whoever sent it let go along.
    PlanWithNotes(Plan, Vec<Note>),
}

impl Arrival {
    /// Reads a fragment, a whole address, or a message with an address in it.
    ///
    /// ```
    /// use waymark::{formats::link::{Arrival, share_plan, share_url}, plan::Plan};
    /// let url = share_url("https://example.org/", &share_plan(&Plan::default())?);
    /// assert_eq!(Arrival::read(&url), Ok(Arrival::Plan(Plan::default())));
    /// # Ok::<(), waymark::formats::link::TooLargeForALink>(())
    /// ```
    ///
    /// # Errors
    /// Anything but a whole, undamaged link that carries something this code can read.
    pub fn read(text: &str) -> Result<Arrival, LinkError> {
        let envelope = Envelope::read(text)?;
        match envelope.content {
            Content::Plan => {
                let file = read_plan_file(&envelope.bytes, Caps::LINK).map_err(LinkError::Plan)?;
                Ok(match file.notes.is_empty() {
                    true => Arrival::Plan(file.plan),
                    false => Arrival::PlanWithNotes(file.plan, file.notes),
                })
            }
        }
    }

    /// The plan that came, and the notes that came along.
    pub fn into_parts(self) -> (Plan, Vec<Note>) {
        match self {
            Arrival::Plan(plan) => (plan, Vec::new()),
            Arrival::PlanWithNotes(plan, notes) => (plan, notes),
        }
    }
}

/// The share fragment of a whole plan, without its `#`. Whatever comes back, [`Arrival::read`] opens.
///
/// # Errors
/// A plan too large for a link that could be opened again: send it as a file.
pub fn share_plan(plan: &Plan) -> Result<String, TooLargeForALink> {
    share_plan_with(plan, &[])
}

/// The share fragment of a whole plan with notes beside it; without any it is [`share_plan`] to the character.
///
/// # Errors
/// As [`share_plan`].
pub fn share_plan_with(plan: &Plan, notes: &[Arc<Note>]) -> Result<String, TooLargeForALink> {
    let bytes = compact_plan_with(plan, notes).into_bytes();
    if bytes.len() > MAX_DECODED {
        return Err(TooLargeForALink::Bytes(bytes.len()));
    }
    let fragment = Envelope::new(Content::Plan, bytes).to_fragment();
    if fragment.len() > MAX_CHARACTERS {
        return Err(TooLargeForALink::Characters(fragment.len()));
    }
    Ok(fragment)
}
