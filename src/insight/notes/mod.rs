//! What a reader writes about a plan for a meeting: marks, private questions and notes, what was asked for and what
//! was answered. Never part of the plan. Pure: how notes are joined, ordered and put into their context.

pub mod agenda;
pub mod note;
pub mod order;

pub use agenda::{Entry, Show, answer, entries};
pub use note::{Note, Part, join, joined};
pub use order::{in_order, lands, moved, next_place};
