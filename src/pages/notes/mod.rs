//! The reader's own notes: the list for the meeting on a plan, the panel on an item's page, and the list of all plans
//! with notes.

mod came;
mod card;
mod drag;
mod everywhere;
mod files;
mod list;
mod pad;
mod panel;
mod paper;
mod safety;

pub use everywhere::AllNotes;
pub use list::PlanNotes;
pub use panel::ForTheMeeting;
pub use paper::NotesOnPaper;
