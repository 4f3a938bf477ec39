//! The shape of everything kept, the same in IndexedDB, in localStorage and in memory: a key, a line of JSON
//! that describes, and bytes. One shape keeps the browser's part small and lets the rest be tested without one.

use super::ErrorKind;

/// What all our keys in localStorage begin with.
pub(crate) const PREFIX: &str = "waymark/";

/// The layout of rows that this code writes, and the newest it reads. It is the only one that was released; a later one
/// says its number as `layout` in the description of each row, which is how an older Waymark knows to keep off.
pub(crate) const LAYOUT: u64 = 1;

/// The last sequence there can be: the largest that JavaScript tells from its neighbours.
pub(crate) const LAST_SEQ: u64 = (1 << 53) - 1;

/// A database of ours: its name and its object stores. Its version goes up only with its own stores.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Base {
    pub(crate) name: &'static str,
    pub(crate) stores: &'static [Store],
}

impl Base {
    /// Drafts, with all that belongs to them.
    pub(crate) const DRAFTS: Base = Base {
        name: "waymark",
        stores: &[
            Store::Drafts,
            Store::Journal,
            Store::Checkpoints,
            Store::Quarantine,
            Store::Settings,
        ],
    };

    /// What readers note. Apart from the drafts, so that neither waits for the other or is changed by it.
    pub(crate) const NOTES: Base = Base {
        name: "waymark-notes",
        stores: &[Store::Notes, Store::Quarantine],
    };
}

/// The object stores of the databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Store {
    /// The catalogue: one card a draft.
    Drafts,
    /// One row a command.
    Journal,
    /// One row a version.
    Checkpoints,
    /// What could not be read, byte for byte.
    Quarantine,
    /// Small things by name; among them who may write a draft.
    Settings,
    /// One row a note.
    Notes,
}

impl Store {
    const ALL: [Store; 6] = [
        Store::Drafts,
        Store::Journal,
        Store::Checkpoints,
        Store::Quarantine,
        Store::Settings,
        Store::Notes,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Store::Drafts => "drafts",
            Store::Journal => "journal",
            Store::Checkpoints => "checkpoints",
            Store::Quarantine => "quarantine",
            Store::Settings => "settings",
            Store::Notes => "notes",
        }
    }
}

/// Where a row is kept: `[name, seq]` in an object store. Cards and settings have sequence 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) store: Store,
    pub(crate) name: String,
    pub(crate) seq: u64,
}

impl Key {
    pub(crate) fn new(store: Store, name: impl Into<String>, seq: u64) -> Key {
        Key {
            store,
            name: name.into(),
            seq,
        }
    }

    /// The same key in localStorage, as `waymark/journal/k3f9/17`.
    pub(crate) fn local(&self) -> String {
        format!("{PREFIX}{}/{}/{}", self.store.name(), self.name, self.seq)
    }

    /// Reads a key of localStorage; `None` when it is a neighbour's.
    pub(crate) fn from_local(text: &str) -> Option<Key> {
        let (store, rest) = text.strip_prefix(PREFIX)?.split_once('/')?;
        let store = Store::ALL.into_iter().find(|one| one.name() == store)?;
        let (name, seq) = rest.rsplit_once('/')?;
        let key = Key::new(store, name, seq.parse().ok()?);
        // `+1` and `01` parse as well, but we never wrote them.
        (key.local() == text).then_some(key)
    }
}

/// One thing kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) key: Key,
    pub(crate) meta: String,
    pub(crate) body: Vec<u8>,
}

impl Row {
    /// A row that is all description.
    pub(crate) fn of_meta(key: Key, meta: impl Into<String>) -> Row {
        Row {
            key,
            meta: meta.into(),
            body: Vec::new(),
        }
    }

    /// Whether a newer Waymark wrote it, in a layout that this one doesn't know: not to be read, and not damaged.
    pub(crate) fn is_newer(&self) -> bool {
        if !self.meta.contains(r#""layout""#) {
            return false;
        }
        let said = serde_json::from_str::<serde_json::Value>(&self.meta);
        match said.ok().as_ref().and_then(|meta| meta.get("layout")) {
            None => false,
            Some(layout) => layout.as_u64().is_none_or(|layout| layout > LAYOUT),
        }
    }
}

/// One question to a store. All the questions of a call are answered from the same moment.
#[derive(Clone, Debug)]
pub(crate) enum Read {
    /// The row at a key, or none.
    One(Key),
    /// All rows of the key's name with its sequence or a later one, in order.
    From(Key),
    /// The keys of a store, of all names or of one, without what is kept there.
    Keys(Store, Option<String>),
    /// All rows of a store.
    All(Store),
}

/// One change. All the changes of a call happen, or none.
#[derive(Clone, Debug)]
pub(crate) enum Write {
    /// A new row. The same row again is no fault, so that a write can be repeated when nobody knows whether it
    /// arrived; a different row at the same key is a [`ErrorKind::Conflict`].
    Add(Row),
    /// A row in place of what is there.
    Put(Row),
    /// Takes a row away.
    Delete(Key),
    /// Takes away the rows of the key's name up to and with its sequence.
    DeleteThrough(Key),
}

/// What must be so for a write to happen at all.
#[derive(Clone, Debug)]
pub(crate) struct Guard {
    pub(crate) key: Key,
    /// The description that must be there; `None`: nothing may be there.
    pub(crate) meta: Option<String>,
}

impl Guard {
    /// Whether what was found lets the write go on, and if not, why.
    pub(crate) fn check(&self, found: Option<&str>) -> Result<(), ErrorKind> {
        match (self.meta.as_deref(), found) {
            (expected, found) if expected == found => Ok(()),
            (Some(_), None) => Err(ErrorKind::Removed),
            _ => Err(ErrorKind::Conflict),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_from_localstorage() {
        for key in [
            Key::new(Store::Journal, "k3f9", 17),
            Key::new(Store::Settings, "writer/k3f9", 0),
        ] {
            assert_eq!(Key::from_local(&key.local()), Some(key));
        }
        assert_eq!(
            Key::new(Store::Journal, "k3f9", 17).local(),
            "waymark/journal/k3f9/17"
        );
    }

    #[test]
    fn a_neighbours_key_is_left_alone() {
        for text in [
            "",
            "waymark",
            "waymark/journal",
            "waymark/journal/a",
            "waymark/journal/a/-1",
            "waymark/journal/a/+1",
            "waymark/journal/a/01",
            "waymark/journal/a/1/",
            "waymark/other/a/1",
            "theirs/journal/a/1",
            "waymark/journal/a/99999999999999999999999",
        ] {
            assert_eq!(Key::from_local(text), None, "{text}");
        }
    }

    #[test]
    fn a_row_of_a_later_layout_is_known_by_what_it_says() {
        let newer = |meta: &str| Row::of_meta(Key::new(Store::Drafts, "a", 0), meta).is_newer();
        assert!(newer(r#"{"layout":2}"#));
        assert!(newer(r#"{"sum":"x","layout":"later"}"#));
        for ours in [
            r#"{"at":1,"sum":"x"}"#,
            r#"{"layout":1}"#,
            r#"{"title":"A \"layout\": 9"}"#,
            r#"{"title":"layout"}"#,
            r#"{"layout":2"#,
            "",
        ] {
            assert!(!newer(ours), "{ours}");
        }
    }

    #[test]
    fn a_guard_tells_removed_from_changed() {
        let guard = Guard {
            key: Key::new(Store::Settings, "writer/a", 0),
            meta: Some("me".into()),
        };
        assert_eq!(guard.check(Some("me")), Ok(()));
        assert_eq!(guard.check(Some("you")), Err(ErrorKind::Conflict));
        assert_eq!(guard.check(None), Err(ErrorKind::Removed));
    }
}
