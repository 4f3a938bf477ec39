//! A plan to bytes and back. Pure: no browser, no page. Readers trust nothing: they return what is
//! wrong in plain words and never panic.

pub mod agenda;
pub mod archive;
mod base64url;
pub mod calendar;
pub mod csv;
mod decoded;
pub mod foreign;
pub mod hash;
pub mod html_text;
pub mod layout;
pub mod link;
pub mod notes_file;
pub mod package;
pub mod page;
pub mod pasted;
pub mod plain_text;
pub mod plan_file;
mod room;
pub mod sheets;
pub mod stratml;
mod unread;
pub mod word;
pub mod workbook;

pub use csv::csv;
pub use decoded::decoded;
pub use hash::{Sha256, sha256_hex};
pub use html_text::{escaped, html, html_page};
pub use plain_text::plain;
pub use plan_file::{
    Along, Caps, PlanFile, ReadError, compact_plan, read_plan, read_plan_file, version_hash,
    write_plan, write_plan_with,
};
pub use unread::{Place, Unread};
pub use word::word;
