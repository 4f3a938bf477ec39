//! Drafts and notes as safe as in a database: the only room that touches localStorage and IndexedDB. It knows nothing of what
//! a command means: an entry is a draft, a sequence and a text.
//!
//! A command is written ahead to two places, localStorage at once and IndexedDB right after; now and then the whole
//! plan is kept as a version. Opening takes the newest version whose hash holds and the entries after it, from both
//! places, by sequence. 'Saved' means that IndexedDB has completed the transaction. Every failure has a type, words
//! for the reader and words of help, and never takes what was typed with it.
//!
//! ```text
//! let lock = DraftLock::claim(&id, heard).await;
//! let loaded = drafts.load(&id).await?;
//! // loaded.checkpoint.plan, then each of loaded.entries; loaded.problems are to be shown
//! if lock.is_writer() && understood {
//!     let (journal, loaded, same) = drafts.go_on(&id, loaded, show_state).await?;
//!     let seq = journal.append(command_json);           // Saving, then Saved or Failed through show_state
//!     lock.changed(seq);                                 // when Saved: followers read entries_after
//!     journal.checkpoint(seq, plan, history, None).await?;
//! } // else LockEvent::Changed => drafts.entries_after(&id, seq)
//! ```
//!
//! Nothing is written before all of a draft was read and understood: whoever writes it on writes over what it can't read.
//! On `LockEvent::Asked` the writer awaits [`Journal::flush`], drops the journal and calls [`DraftLock::release`].
//!
//! | file | what it is for |
//! |---|---|
//! | `error`, `problem`, `state`, `standing` | what is said: failures, damage found, saving, what this browser allows |
//! | `record`, `quarantine`, `row` | what is kept, and the one shape it is kept in |
//! | `load` | uniting the places and choosing what counts; pure |
//! | `drafts`, `cards`, `open`, `journal` | the list, its cards, opening, and writing |
//! | `rows`, `idb`, `transaction`, `local` | the places: IndexedDB, localStorage, memory |
//! | `lock` | one writer a draft among the tabs |
//! | `slips`, `hearing` | notes, which every tab may write, and what tabs call to each other |
//! | `wait`, `host` | waiting for the browser; time and chance |
//! | `understood` | for tests: what a hostile text in localStorage would be taken for |

mod cards;
mod digest;
mod drafts;
mod error;
mod hearing;
mod host;
mod idb;
mod journal;
mod load;
mod local;
mod lock;
mod open;
mod problem;
mod quarantine;
mod record;
mod row;
mod rows;
mod slips;
mod standing;
mod state;
#[cfg(test)]
mod tests;
mod transaction;
#[cfg(not(target_arch = "wasm32"))]
mod understood;
mod wait;

pub use digest::digest;
pub use drafts::{CameFrom, Drafts, NewDraft};
pub use error::{ErrorKind, StorageError};
pub use journal::Journal;
pub use load::Loaded;
pub use lock::{DraftLock, LockEvent};
pub use problem::Problem;
pub use quarantine::Quarantined;
pub use record::{Backup, BasedOn, Card, Checkpoint, DraftId, Entry, Version};
pub use slips::{Found, Join, SlipEvent, Slips, slips_were_kept};
pub use standing::{Estimate, Persist, Standing, estimate, forgets_in_a_week, persist, persisted};
pub use state::{Place, SaveState, Saved};
#[cfg(not(target_arch = "wasm32"))]
pub use understood::understood;
pub use wait::pause;
