//! Finding items of a plan by words in any field: every word looked for must occur, in any order. Plurals,
//! capitals and beginnings of words are as good as the word, an abbreviation as good as what it stands for;
//! where hardly anything answers, slips of the finger are forgiven, and what they find comes last.
//!
//! [`SearchIndex`] is built once a plan. A question ([`wanted`]) is graded against the plan's words, the words
//! say where they stand, and what is shown is made for the best answers alone.

mod found;
mod index;
mod marked;
mod segment;
mod slips;
mod synonyms;
mod texts;
mod vocabulary;
mod wanted;
mod words;

pub use found::{Found, Hit};
pub use index::SearchIndex;
pub use marked::Marked;
pub(in crate::insight) use texts::texts;

#[cfg(test)]
mod tests;
