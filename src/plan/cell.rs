//! Other cells of a row: what a document prints that has no field of its own.

use super::{Printed, Words, shapes::shape};

shape! {
    /// What a row or an entry prints under a heading that has no field of its own: an owner column
    /// that is empty, a quality rating, an office.
    pub struct Cell {
        /// The heading as printed, or what the cell says in a word or two.
        pub label: String,
        /// What stands there.
        pub value: Option<Printed<Words>>,
    }
}
