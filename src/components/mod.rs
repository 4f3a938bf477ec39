//! Parts that several pages share.

pub mod download;
pub mod field;
pub mod data_table;
pub mod fact;
pub mod filters;
pub mod notice;
pub mod page;
pub mod prose;
pub mod shell;
pub mod standout;
pub mod tile;

pub use data_table::DataTable;
pub use fact::Retold;
pub use filters::Filters;
pub use notice::Notice;
pub use page::{PageTitle, Waiting};
pub use shell::{Foot, PlainPage, TopBar};
