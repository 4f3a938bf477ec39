//! The running app: where the reader is, what is open, and which page shows it.

pub mod address;
mod carried;
pub mod chosen_file;
pub mod drafts;
pub mod editing;
pub mod fetch;
pub mod later;
pub mod location;
pub mod marks;
pub mod media;
pub mod notes;
pub mod offline;
pub mod open;
pub mod painted;
pub mod panel;
pub mod print;
pub mod refusal;
pub mod shelf;
pub mod taking_up;

pub use address::{Address, OPEN, Of, View};
pub use carried::carry_along;
pub use chosen_file::bytes_of;
pub use drafts::{Origin, ask_to_persist, drafts, remove_everything};
pub use editing::{Desk, Editing, Safety, Toast, use_editing};
pub use location::{Location, focus, focus_beside, focus_next, use_location};
pub use marks::mark;
pub use media::{follow_media, follow_printing};
pub use notes::{Came, Notebook, keep_notes_again, notes_key, notes_of_this_plan, use_notebook};
pub use offline::{Offline, use_offline};
pub use open::{Held, OpenPlan, item_href, page_href, plan_href, today, use_plan, view_href};
pub use painted::painted;
pub use panel::Panel;
pub use print::{FOR_PRINT, PageName, unfold_for_print};
pub use refusal::Refusal;
pub use shelf::{Shelf, use_shelf};
