//! What can go wrong when this browser is asked to keep something, in words for the person who wrote it.

use std::fmt;

use wasm_bindgen::JsValue;

use super::row::LAYOUT;

/// A failure of storage. `Display` says what is wrong in plain English; [`StorageError::what_to_do`] says
/// what helps. Two errors are equal when their kind and the browser's own words are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StorageError {
    kind: ErrorKind,
    detail: String,
}

/// The kinds of failure that call for different help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The browser or its settings forbid storage here.
    Blocked,
    /// The quota is used up.
    Full,
    /// The database was closed under us, or does not answer, and opening it again did not help.
    Closed,
    /// A newer version of Waymark has changed the layout of the database, or of what is kept in it.
    Newer,
    /// There is no such draft, version or entry.
    NotFound,
    /// Another tab became the writer of this draft.
    Conflict,
    /// What was kept has been removed while the draft was open.
    Removed,
    /// What was kept cannot be read.
    Damaged,
    /// Anything else; the browser's own words are in [`StorageError::detail`].
    Unexpected,
}

impl StorageError {
    pub(crate) fn new(kind: ErrorKind, detail: impl Into<String>) -> Self {
        StorageError {
            kind,
            detail: detail.into(),
        }
    }

    /// Reads the name of what the browser threw; no type is trusted, because pages and extensions throw
    /// all sorts of things.
    pub(crate) fn from_js(thrown: &JsValue) -> Self {
        let text = |name: &str| {
            js_sys::Reflect::get(thrown, &JsValue::from_str(name))
                .ok()
                .and_then(|value| value.as_string())
                .unwrap_or_default()
        };
        let name = text("name");
        let detail = match (name.is_empty(), text("message")) {
            (true, message) if message.is_empty() => thrown.as_string().unwrap_or_default(),
            (true, message) => message,
            (false, message) => format!("{name}: {message}"),
        };
        StorageError::new(ErrorKind::named(&name), detail)
    }

    /// What is kept there is of a later layout than this code knows.
    pub(crate) fn newer(what: impl fmt::Display) -> Self {
        StorageError::new(
            ErrorKind::Newer,
            format!("{what} is of a later layout than {LAYOUT}"),
        )
    }

    /// Which kind of failure this is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The browser's own words, for someone who is asked to help. May be empty.
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// What the person can do about it.
    pub fn what_to_do(&self) -> &'static str {
        match self.kind {
            ErrorKind::Blocked => {
                "Allow this site to store data in the browser's settings, or leave private browsing, then reload. Until then download your draft as a file before you close the page."
            }
            ErrorKind::Full => {
                "Download your draft now. Then delete drafts you no longer need, or free some space on this device, and save again."
            }
            ErrorKind::Closed => {
                "Download your draft now, then reload the page. What was saved before is still there."
            }
            ErrorKind::Newer => {
                "Reload the page to get the newer version. If you have unsaved words, download them first."
            }
            ErrorKind::NotFound => {
                "Look in the list of drafts. It may be on another device, or have been deleted in another tab, or the browser may have cleared it: then open the last file you saved of it."
            }
            ErrorKind::Conflict => {
                "Go on in the other tab, or take over here. Words typed here since then are not saved: download them first."
            }
            ErrorKind::Removed => {
                "Download your draft now, or keep it again as a new draft: it is still whole in this tab."
            }
            ErrorKind::Damaged => {
                "Open your last backup file. What is left of the draft stays on this device as it is."
            }
            ErrorKind::Unexpected => {
                "Download your draft now, then reload the page and look whether your last words are there."
            }
        }
    }
}

impl ErrorKind {
    /// The kind that goes with the name of an exception.
    fn named(name: &str) -> ErrorKind {
        match name {
            "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => ErrorKind::Full,
            "SecurityError" | "NotAllowedError" => ErrorKind::Blocked,
            // iOS says UnknownError when it has taken the connection away from a page in the background.
            "InvalidStateError" | "UnknownError" | "AbortError" | "TransactionInactiveError" => {
                ErrorKind::Closed
            }
            "VersionError" => ErrorKind::Newer,
            _ => ErrorKind::Unexpected,
        }
    }
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self.kind {
            ErrorKind::Blocked => "This browser does not let Waymark keep anything on this device.",
            ErrorKind::Full => "There is no room left for Waymark in this browser's storage.",
            ErrorKind::Closed => "The browser closed Waymark's storage while it was in use.",
            ErrorKind::Newer => {
                "A newer version of Waymark is open, or was, and has changed how drafts are kept on this device."
            }
            ErrorKind::NotFound => "This is not on this device.",
            ErrorKind::Conflict => "This draft is being changed in another tab.",
            ErrorKind::Removed => "What was kept on this device was removed while this was open.",
            ErrorKind::Damaged => "What was kept on this device cannot be read.",
            ErrorKind::Unexpected => "The browser could not keep this on the device.",
        };
        f.write_str(words)
    }
}

impl std::error::Error for StorageError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_browsers_throw_are_told_apart() {
        assert_eq!(ErrorKind::named("QuotaExceededError"), ErrorKind::Full);
        assert_eq!(ErrorKind::named("SecurityError"), ErrorKind::Blocked);
        assert_eq!(ErrorKind::named("UnknownError"), ErrorKind::Closed);
        assert_eq!(ErrorKind::named("VersionError"), ErrorKind::Newer);
        assert_eq!(ErrorKind::named("TypeError"), ErrorKind::Unexpected);
    }
}
