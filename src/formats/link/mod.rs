//! The share link: a plan in the part of an address behind `#`, which browsers never send to a
//! server.
//!
//! - [`Sharing`] makes a link step by step, so that the screen doesn't stand still meanwhile;
//!   [`share_plan`] and [`share_plan_with`] make one at once. [`share_url`] makes the address,
//!   [`Verdict`] says how far it gets.
//! - [`looks_shared`] tells a share link from a place within the page, [`Arriving`] opens one step by
//!   step, [`Arrival::read`] at once.
//!
//! A link opens as exactly what was sent, or it says why not and opens nothing. [`Envelope`] has the
//! layout of its characters.

mod arrive;
mod arriving;
mod codec;
mod envelope;
mod error;
mod needed;
mod reach;
mod sharing;

pub use arrive::looks_shared;
pub use arriving::{Arrival, Arriving, Locked};
pub use codec::Codec;
pub use envelope::{Content, Envelope};
pub use error::{LinkError, TooLargeForALink};
pub use needed::{Edition, Needed};
pub use reach::{SAFE_EVERYWHERE, SAFE_OUTLOOK, Verdict, share_url};
pub use sharing::{Shared, Sharing, share_plan, share_plan_with};

use super::plan_file::Caps;

/// The word every link begins with, so that a person or a filter can see whose it is.
pub const MARKER: &str = "waymark";
/// The layout this code writes, and the newest it reads.
pub const VERSION: u32 = 1;
/// Characters of the longest link we open.
pub const MAX_CHARACTERS: usize = 64 * 1024;
/// Bytes that we unpack from a link at most.
pub const MAX_DECODED: usize = Caps::LINK.bytes;
