//! Packs a plan's compact JSON into as few bytes as it can: codec 2 of share links.
//!
//! - [`Packing`] and [`Unpacking`] go step by step, so that nobody's screen stands still meanwhile;
//!   [`pack`] and [`unpack`] do it all at once.
//! - With a base, a published plan that both sides have, only what differs from it is packed.
//!
//! # How
//!
//! JSON is taken apart into bytes that are easy to foresee (`apart`). Bit for bit, what was seen in
//! many contexts before (`contexts`, `opinions`) and where the same was said before (`pointers`) gives
//! opinions of what comes next; they are weighed by how well they did (`mixing`), and an arithmetic
//! coder writes down what came in the fewer bits the likelier it was (`coder`). Both sides begin by
//! learning the same text (`priming.json`): records of published plans. Of a plan with a base, for
//! every unit it is told whether it stays (`units`, `edits`), and only what doesn't is coded.
//!
//! # Frozen
//!
//! Links that were sent must open for ever, and the same in every browser. So nothing in this crate that
//! touches a bit may change: no table, no context, no letter of the priming, no field's number. What
//! would be better gets another codec's number and a crate of its own. It uses integers of a given
//! size alone, knows nothing of the plan's schema, and depends on nothing. `tests/packing.rs` and the
//! golden links hold it to that.
//!
//! It is a crate of its own so that it is compiled for speed where the app is compiled for size.

mod apart;
mod coder;
mod contexts;
mod edits;
mod logistic;
mod mixing;
mod model;
mod names;
mod opinions;
mod packing;
mod place;
mod pointers;
mod units;
mod work;

pub use packing::{Damaged, Packing, Refused, Unpacking, pack, unpack};

/// What both sides learn before anything else: a plan of records that many plans are like. Frozen.
pub const PRIMING: &[u8] = include_bytes!("priming.json");

/// Bytes of JSON that are packed at most, be it a plan or what differs from its base: more would take
/// too long.
pub const LONGEST: usize = 512 * 1024;
