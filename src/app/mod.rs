//! The running app: where the reader is, what is open, and which page shows it.

pub mod address;
pub mod drafts;
pub mod editing;
pub mod fetch;
pub mod later;
pub mod location;
pub mod open;
pub mod refusal;
pub mod shelf;

pub use address::{Address, Of, View};
pub use drafts::{drafts, remove_everything};
pub use editing::{Desk, Editing, Safety, Toast, use_editing};
pub use location::{Location, focus, use_location};
pub use open::{Held, OpenPlan, item_href, page_href, plan_href, today, use_plan, view_href};
pub use refusal::Refusal;
pub use shelf::{Shelf, use_shelf};
