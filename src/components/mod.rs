//! Parts that several pages share.

pub mod notice;
pub mod page;
pub mod shell;

pub use notice::Notice;
pub use page::{PageTitle, Waiting};
pub use shell::{Foot, PlainPage, TopBar};
