//! localStorage, through gloo-storage behind a probe: it panics where storage is blocked, so nothing is asked of
//! it before the browser has said yes. The same rows can stand in memory, for tests and as the last resort.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use gloo_storage::{LocalStorage, Storage as _};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::row::{Guard, Key, PREFIX, Read, Row, Write};
use super::{ErrorKind, StorageError, host};

/// Texts by key: the browser's localStorage, or a map that behaves like it.
#[derive(Clone, Debug)]
pub(crate) enum Texts {
    /// localStorage.
    Browser,
    /// Gone when the page is.
    Memory(Rc<RefCell<Memory>>),
}

/// A stand-in for localStorage which can be told to fail.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub(crate) texts: BTreeMap<String, String>,
    /// What each write from now on fails with.
    pub(crate) fault: Option<StorageError>,
    /// If not empty, only writes of keys with this beginning fail.
    pub(crate) at: &'static str,
    /// After how many removals the page ends: all that come then fail.
    pub(crate) removals: Option<usize>,
}

impl Texts {
    /// localStorage, if a text can be written there and taken away again.
    pub(crate) fn probe() -> Result<Texts, StorageError> {
        const KEY: &str = "waymark/probe";
        let storage = browser()?;
        storage.set_item(KEY, "1").map_err(thrown)?;
        storage.remove_item(KEY).map_err(thrown)?;
        Ok(Texts::Browser)
    }

    pub(crate) fn memory() -> Texts {
        Texts::Memory(Rc::default())
    }

    pub(crate) fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        match self {
            Texts::Browser => browser()?.get_item(key).map_err(thrown),
            Texts::Memory(memory) => Ok(memory.borrow().texts.get(key).cloned()),
        }
    }

    pub(crate) fn set(&self, key: &str, text: &str) -> Result<(), StorageError> {
        match self {
            Texts::Browser => browser()?.set_item(key, text).map_err(thrown),
            Texts::Memory(memory) => {
                let mut memory = memory.borrow_mut();
                if let Some(fault) = &memory.fault
                    && key.starts_with(memory.at)
                {
                    return Err(fault.clone());
                }
                memory.texts.insert(key.to_owned(), text.to_owned());
                Ok(())
            }
        }
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        match self {
            Texts::Browser => browser()?.remove_item(key).map_err(thrown),
            Texts::Memory(memory) => {
                let mut memory = memory.borrow_mut();
                match &mut memory.removals {
                    Some(0) => return Err(StorageError::new(ErrorKind::Closed, "ended")),
                    Some(left) => *left -= 1,
                    None => {}
                }
                memory.texts.remove(key);
                Ok(())
            }
        }
    }

    /// Our own keys. One by one: gloo's `get_all` panics when a neighbour's value is not JSON.
    fn keys(&self) -> Result<Vec<String>, StorageError> {
        match self {
            Texts::Browser => {
                let storage = browser()?;
                let mut keys = Vec::new();
                for index in 0..storage.length().map_err(thrown)? {
                    keys.extend(storage.key(index).map_err(thrown)?);
                }
                keys.retain(|key| key.starts_with(PREFIX));
                Ok(keys)
            }
            Texts::Memory(memory) => Ok(memory.borrow().texts.keys().cloned().collect()),
        }
    }

    /// Takes away all that is ours.
    pub(crate) fn clear(&self) -> Result<(), StorageError> {
        for key in self.keys()? {
            self.remove(&key)?;
        }
        Ok(())
    }
}

/// The browser's localStorage. Asked through web-sys first each time, because settings can change while a page is
/// open; only then is gloo's handle taken, which panics where there is none.
fn browser() -> Result<web_sys::Storage, StorageError> {
    let window = host::window()
        .ok_or_else(|| StorageError::new(ErrorKind::Blocked, "there is no window"))?;
    match window.local_storage() {
        Ok(Some(_)) => Ok(LocalStorage::raw()),
        Ok(None) => Err(StorageError::new(ErrorKind::Blocked, "localStorage is off")),
        Err(error) => Err(thrown(error)),
    }
}

fn thrown(error: JsValue) -> StorageError {
    StorageError::from_js(&error)
}

/// Rows kept as texts, one key a row.
#[derive(Clone, Debug)]
pub(crate) struct LocalRows {
    pub(crate) texts: Texts,
}

/// A row's text: JSON, as gloo-storage would write it. Bytes that are not text are kept in hex.
#[derive(Serialize, Deserialize)]
struct RowText {
    meta: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bytes: Option<Vec<u8>>,
}

impl LocalRows {
    pub(crate) fn new(texts: Texts) -> LocalRows {
        LocalRows { texts }
    }

    /// The row at a key. A text that is no row comes back whole, with no description, for the reader to set aside.
    pub(crate) fn row(&self, key: &Key) -> Result<Option<Row>, StorageError> {
        Ok(self.texts.get(&key.local())?.map(|text| {
            let key = key.clone();
            match serde_json::from_str::<RowText>(&text) {
                Ok(row) => Row {
                    key,
                    meta: row.meta,
                    body: row.bytes.unwrap_or_else(|| row.text.into_bytes()),
                },
                Err(_) => Row {
                    key,
                    meta: String::new(),
                    body: text.into_bytes(),
                },
            }
        }))
    }

    /// Keeps a row at once, before this returns.
    pub(crate) fn put(&self, row: &Row) -> Result<(), StorageError> {
        let (text, bytes) = match String::from_utf8(row.body.clone()) {
            Ok(text) => (text, None),
            Err(error) => (String::new(), Some(error.into_bytes())),
        };
        let text = RowText {
            meta: row.meta.clone(),
            text,
            bytes,
        };
        let text = serde_json::to_string(&text)
            .map_err(|error| StorageError::new(ErrorKind::Unexpected, error.to_string()))?;
        self.texts.set(&row.key.local(), &text)
    }

    pub(crate) fn delete(&self, key: &Key) -> Result<(), StorageError> {
        self.texts.remove(&key.local())
    }

    pub(crate) fn keys(&self) -> Result<Vec<Key>, StorageError> {
        let mut keys: Vec<Key> = self
            .texts
            .keys()?
            .iter()
            .filter_map(|text| Key::from_local(text))
            .collect();
        keys.sort();
        Ok(keys)
    }

    /// The rows of the key's name from its sequence on.
    pub(crate) fn rows_from(&self, from: &Key) -> Result<Vec<Row>, StorageError> {
        self.rows(|key| key.store == from.store && key.name == from.name && key.seq >= from.seq)
    }

    fn rows(&self, wanted: impl Fn(&Key) -> bool) -> Result<Vec<Row>, StorageError> {
        let mut rows = Vec::new();
        for key in self.keys()?.iter().filter(|key| wanted(key)) {
            rows.extend(self.row(key)?);
        }
        Ok(rows)
    }

    pub(crate) fn read(&self, read: &Read) -> Result<Vec<Row>, StorageError> {
        match read {
            Read::One(key) => Ok(self.row(key)?.into_iter().collect()),
            Read::From(key) => self.rows_from(key),
            Read::All(store) => self.rows(|key| key.store == *store),
            Read::Keys(store, name) => Ok(self
                .keys()?
                .into_iter()
                .filter(|key| {
                    key.store == *store && name.as_ref().is_none_or(|name| *name == key.name)
                })
                .map(|key| Row::of_meta(key, ""))
                .collect()),
        }
    }

    /// All or nothing: what was put before a failure is taken back. Additions come before deletions, so a page that
    /// is closed half-way leaves too much rather than too little.
    pub(crate) fn write(&self, guards: &[Guard], writes: &[Write]) -> Result<(), StorageError> {
        for guard in guards {
            let found = self.row(&guard.key)?;
            guard
                .check(found.as_ref().map(|row| row.meta.as_str()))
                .map_err(|kind| StorageError::new(kind, guard.key.local()))?;
        }
        let mut undo: Vec<(&Key, Option<Row>)> = Vec::new();
        for write in writes {
            if let Write::Add(row) | Write::Put(row) = write {
                let before = self.row(&row.key)?;
                let done = match (&before, write) {
                    (Some(before), Write::Add(_)) if before == row => Ok(()),
                    (Some(_), Write::Add(_)) => {
                        Err(StorageError::new(ErrorKind::Conflict, row.key.local()))
                    }
                    _ => self.put(row),
                };
                if let Err(error) = done {
                    for (key, before) in undo.into_iter().rev() {
                        // The first error is the one to tell; there is nothing more to be done about a second.
                        let _ = match before {
                            Some(row) => self.put(&row),
                            None => self.delete(key),
                        };
                    }
                    return Err(error);
                }
                undo.push((&row.key, before));
            }
        }
        for write in writes {
            match write {
                Write::Delete(key) => self.delete(key)?,
                Write::DeleteThrough(last) => self.delete_through(last)?,
                Write::Add(_) | Write::Put(_) => {}
            }
        }
        Ok(())
    }

    /// Takes away the rows of the key's name up to and with its sequence.
    pub(crate) fn delete_through(&self, last: &Key) -> Result<(), StorageError> {
        for key in self.keys()? {
            if key.store == last.store && key.name == last.name && key.seq <= last.seq {
                self.delete(&key)?;
            }
        }
        Ok(())
    }
}
