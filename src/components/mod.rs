//! Parts that several pages share.

pub mod chart;
pub mod figure;

pub use figure::Figure;
