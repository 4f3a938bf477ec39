//! A file that someone chose, whatever it is.

use super::{Refusal, later::open_foreign};
use crate::formats::{
    Caps,
    foreign::{Copied, Opened},
    read_plan_file,
};

/// Opens a file by its bytes. A plan file, or what calls itself one, is read at once; for any other the part that knows its
/// kind is fetched.
///
/// # Errors
/// If it can't be read, or its part doesn't come.
pub async fn open_any(bytes: Vec<u8>, name: &str) -> Result<Opened, Refusal> {
    if !is_json(&bytes) && !name.to_ascii_lowercase().ends_with(".json") {
        return open_foreign(bytes).await?;
    }
    let file = read_plan_file(&bytes, Caps::FILE)?;
    Ok(Opened::Plan(Box::new(Copied {
        file,
        unread: Vec::new(),
        kind: None,
    })))
}

/// Whether a file begins as a plan file does.
fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"{")
}
