//! Parts that several pages share.

pub mod bodies;
pub mod chart;
pub mod clipboard;
pub mod data_table;
pub mod download;
pub mod fact;
pub mod field;
pub mod figure;
pub mod filters;
pub mod fold;
pub mod link_field;
pub mod listed;
pub mod measure_bar;
pub mod notice;
pub mod page;
pub mod prose;
pub mod saved;
pub mod shell;
pub mod standout;
pub mod tile;
pub mod toast;
pub mod unfold;

pub use data_table::DataTable;
pub use fact::Retold;
pub use figure::Figure;
pub use filters::Filters;
pub use fold::Fold;
pub use link_field::{Link, Links};
pub use listed::Listed;
pub use notice::{Banner, Notice, Tone};
pub use page::{PageTitle, Waiting};
pub use saved::Saved;
pub use shell::{Foot, PlainPage, TopBar};
pub use toast::Toast;
pub use unfold::Unfold;
