//! One transaction in IndexedDB: its requests, what may stop it, and what it found.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

use super::idb::{PATIENCE_MS, thrown, unanswered};
use super::row::{Base, Guard, Key, LAST_SEQ, Read, Row, Store, Write};
use super::wait::{FirstEvent, within};
use super::{ErrorKind, StorageError};

/// A transaction over all stores of a database. Strict durability: 'complete' then means that the bytes are on the disk. web-sys
/// has no stable name for that option, and a browser that does not know it ignores it.
pub(super) fn transaction(
    database: &IdbDatabase,
    base: Base,
    mode: &str,
) -> Result<IdbTransaction, StorageError> {
    let stores: Array = base
        .stores
        .iter()
        .map(|store| JsValue::from_str(store.name()))
        .collect();
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(thrown)?;
    let make: Function = Reflect::get(database, &"transaction".into())
        .and_then(|make| make.dyn_into())
        .map_err(thrown)?;
    make.call3(database, &stores, &mode.into(), &options)
        .and_then(|made| made.dyn_into())
        .map_err(thrown)
}

pub(super) async fn completed(
    transaction: &IdbTransaction,
    done: FirstEvent,
) -> Result<(), StorageError> {
    match within(PATIENCE_MS, done).await {
        Some(event) if event.type_() == "complete" => Ok(()),
        Some(_) => Err(transaction.error().map_or_else(
            || StorageError::new(ErrorKind::Closed, "the transaction was aborted"),
            |error| StorageError::from_js(&error),
        )),
        None => Err(unanswered()),
    }
}

pub(super) fn issue(
    transaction: &IdbTransaction,
    guards: &[Guard],
    writes: &[Write],
    refusal: &Rc<Cell<Option<ErrorKind>>>,
) -> Result<(), StorageError> {
    for guard in guards {
        let guard = guard.clone();
        let key = guard.key.clone();
        watch(transaction, &key, refusal, move |found| guard.check(found))?;
    }
    for write in writes {
        match write {
            Write::Add(row) => {
                let meta = row.meta.clone();
                watch(transaction, &row.key, refusal, move |found| match found {
                    Some(found) if found != meta => Err(ErrorKind::Conflict),
                    _ => Ok(()),
                })?;
                put(transaction, row)?;
            }
            Write::Put(row) => put(transaction, row)?,
            Write::Delete(key) => {
                store(transaction, key.store)?
                    .delete(&key_of(&key.name, key.seq))
                    .map_err(thrown)?;
            }
            Write::DeleteThrough(key) => {
                let range = range(&key.name, 0, key.seq)?;
                store(transaction, key.store)?
                    .delete(&range)
                    .map_err(thrown)?;
            }
        }
    }
    Ok(())
}

/// Looks at what is there and aborts the transaction if it must not go on. The requests behind this one are
/// already made, which saves a round trip a keystroke, and are undone by the abort.
fn watch(
    transaction: &IdbTransaction,
    key: &Key,
    refusal: &Rc<Cell<Option<ErrorKind>>>,
    check: impl FnOnce(Option<&str>) -> Result<(), ErrorKind> + 'static,
) -> Result<(), StorageError> {
    let request = store(transaction, key.store)?
        .get(&key_of(&key.name, key.seq))
        .map_err(thrown)?;
    let look = {
        let (request, transaction) = (request.clone(), transaction.clone());
        let (key, refusal) = (key.clone(), refusal.clone());
        Closure::once_into_js(move |_: Event| {
            let found = request.result().unwrap_or(JsValue::UNDEFINED);
            let found = (!found.is_undefined()).then(|| row_of(key, &found).meta);
            if let Err(kind) = check(found.as_deref()) {
                refusal.set(Some(kind));
                let _ = transaction.abort();
            }
        })
    };
    request.set_onsuccess(Some(look.unchecked_ref()));
    Ok(())
}

fn put(transaction: &IdbTransaction, row: &Row) -> Result<(), StorageError> {
    let value = Object::new();
    let body = Uint8Array::from(row.body.as_slice());
    Reflect::set(&value, &"meta".into(), &row.meta.as_str().into()).map_err(thrown)?;
    Reflect::set(&value, &"body".into(), &body).map_err(thrown)?;
    store(transaction, row.key.store)?
        .put_with_key(&value, &key_of(&row.key.name, row.key.seq))
        .map_err(thrown)?;
    Ok(())
}

fn store(transaction: &IdbTransaction, store: Store) -> Result<IdbObjectStore, StorageError> {
    transaction.object_store(store.name()).map_err(thrown)
}

fn key_of(name: &str, seq: u64) -> JsValue {
    Array::of2(&name.into(), &(seq as f64).into()).into()
}

fn range(name: &str, from: u64, to: u64) -> Result<JsValue, StorageError> {
    IdbKeyRange::bound(&key_of(name, from), &key_of(name, to))
        .map(Into::into)
        .map_err(thrown)
}

/// A question on its way: the keys, and the values unless only keys were asked for.
pub(super) struct Answer {
    store: Store,
    keys: IdbRequest,
    values: Option<IdbRequest>,
}

impl Answer {
    pub(super) fn ask(transaction: &IdbTransaction, read: &Read) -> Result<Answer, StorageError> {
        let (store_of, range) = match read {
            Read::One(key) => (key.store, range(&key.name, key.seq, key.seq)?),
            Read::From(key) => (key.store, range(&key.name, key.seq, LAST_SEQ)?),
            Read::Keys(store, Some(name)) => (*store, range(name, 0, LAST_SEQ)?),
            Read::Keys(store, None) | Read::All(store) => (*store, JsValue::UNDEFINED),
        };
        let store = store(transaction, store_of)?;
        let values = match read {
            Read::Keys(..) => None,
            _ => Some(store.get_all_with_key(&range).map_err(thrown)?),
        };
        Ok(Answer {
            store: store_of,
            keys: store.get_all_keys_with_key(&range).map_err(thrown)?,
            values,
        })
    }

    pub(super) fn rows(self) -> Result<Vec<Row>, StorageError> {
        let keys: Array = self.keys.result().map_err(thrown)?.into();
        let values: Option<Array> = match self.values {
            Some(request) => Some(request.result().map_err(thrown)?.into()),
            None => None,
        };
        let rows = keys.iter().enumerate().map(|(index, key)| {
            let key: Array = key.into();
            let name = key.get(0).as_string().unwrap_or_default();
            let seq = key.get(1).as_f64().unwrap_or_default() as u64;
            let key = Key::new(self.store, name, seq);
            match &values {
                Some(values) => row_of(key, &values.get(index as u32)),
                None => Row::of_meta(key, ""),
            }
        });
        Ok(rows.collect())
    }
}

/// Whatever stands there: a row of ours, or something else as it would be printed, for the reader to set aside.
fn row_of(key: Key, value: &JsValue) -> Row {
    let part = |name: &str| Reflect::get(value, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let meta = part("meta").as_string();
    let body = match (&meta, part("body").dyn_into::<Uint8Array>()) {
        (Some(_), Ok(body)) => body.to_vec(),
        _ => js_sys::JSON::stringify(value)
            .map(String::from)
            .unwrap_or_default()
            .into_bytes(),
    };
    Row {
        key,
        // A later layout says in there that it is one, whatever else its rows look like.
        meta: meta.unwrap_or_default(),
        body,
    }
}
