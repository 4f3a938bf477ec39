//! The database `waymark` in IndexedDB, on web-sys directly: it is one place to ask for strict durability, to hear
//! 'complete' and nothing sooner, and to open the database again when a browser has closed it under us.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Event, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest,
    IdbTransaction,
};

use super::row::{Guard, Key, LAST_SEQ, Read, Row, Store, Write};
use super::wait::{FirstEvent, within};
use super::{ErrorKind, StorageError, host};

const NAME: &str = "waymark";
const VERSION: u32 = 1;
/// After this long without an answer the browser has lost the connection, whatever it says.
const PATIENCE_MS: i32 = 20_000;

/// The database, opened when needed and again when lost.
#[derive(Clone)]
pub(crate) struct Idb {
    connection: Rc<RefCell<Option<Connection>>>,
}

struct Connection {
    database: IdbDatabase,
    _listener: Closure<dyn FnMut(Event)>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.set_onversionchange(None);
        self.database.set_onclose(None);
        self.database.close();
    }
}

impl Idb {
    /// Opens the database, and makes it where there is none.
    pub(crate) async fn open() -> Result<Idb, StorageError> {
        let idb = Idb {
            connection: Rc::default(),
        };
        idb.database().await?;
        Ok(idb)
    }

    /// Lets go of the connection; the next use opens another.
    pub(crate) fn close(&self) {
        let connection = self.connection.borrow_mut().take();
        drop(connection);
    }

    /// Answers all the questions from one moment, in their order.
    pub(crate) async fn read(&self, reads: &[Read]) -> Result<Vec<Vec<Row>>, StorageError> {
        match self.try_read(reads).await {
            Err(error) if error.kind() == ErrorKind::Closed => {
                self.close();
                self.try_read(reads).await
            }
            done => done,
        }
    }

    /// Makes all the changes or none. Resolves when the transaction is complete. When the connection was lost it is
    /// tried once more: adding the same rows again is no fault.
    pub(crate) async fn write(
        &self,
        guards: &[Guard],
        writes: &[Write],
    ) -> Result<(), StorageError> {
        match self.try_write(guards, writes).await {
            Err(error) if error.kind() == ErrorKind::Closed => {
                self.close();
                self.try_write(guards, writes).await
            }
            done => done,
        }
    }

    /// Takes the whole database away, in all tabs.
    pub(crate) async fn remove() -> Result<(), StorageError> {
        let request = factory()?.delete_database(NAME).map_err(thrown)?;
        // Other tabs close when they hear of it; 'blocked' is fired before they had the time to.
        let done = within(PATIENCE_MS, FirstEvent::of(&request, &["success", "error"]));
        match done.await {
            Some(event) if event.type_() == "success" => Ok(()),
            Some(_) => Err(error_of(&request)),
            None => Err(unanswered()),
        }
    }

    async fn try_read(&self, reads: &[Read]) -> Result<Vec<Vec<Row>>, StorageError> {
        let database = self.database().await?;
        let transaction = transaction(&database, "readonly")?;
        let done = FirstEvent::of(&transaction, &["complete", "abort"]);
        let mut answers = Vec::new();
        for read in reads {
            answers.push(Answer::ask(&transaction, read)?);
        }
        completed(&transaction, done).await?;
        answers.into_iter().map(Answer::rows).collect()
    }

    async fn try_write(&self, guards: &[Guard], writes: &[Write]) -> Result<(), StorageError> {
        let database = self.database().await?;
        let transaction = transaction(&database, "readwrite")?;
        let done = FirstEvent::of(&transaction, &["complete", "abort"]);
        let refusal = Rc::new(Cell::new(None));
        let result = issue(&transaction, guards, writes, &refusal);
        if let Err(error) = result {
            // What was asked before the failure must not stand alone.
            let _ = transaction.abort();
            return Err(error);
        }
        match completed(&transaction, done).await {
            Err(_) if refusal.get().is_some() => Err(StorageError::new(
                refusal.get().unwrap_or(ErrorKind::Conflict),
                "the transaction was not begun from what is there now",
            )),
            done => done,
        }
    }

    async fn database(&self) -> Result<IdbDatabase, StorageError> {
        if let Some(connection) = self.connection.borrow().as_ref() {
            return Ok(connection.database.clone());
        }
        let database = open_database().await?;
        let listener = Closure::new({
            let slot = Rc::downgrade(&self.connection);
            // Fired when another tab removes or upgrades the database, which waits for us, and when the browser
            // has closed the connection.
            move |_: Event| {
                if let Some(slot) = slot.upgrade() {
                    let connection = slot.borrow_mut().take();
                    if let Some(connection) = connection {
                        connection.database.close();
                        // The listener that is running lives in there: it is dropped when this call is over.
                        wasm_bindgen_futures::spawn_local(async move { drop(connection) });
                    }
                }
            }
        });
        database.set_onversionchange(Some(listener.as_ref().unchecked_ref()));
        database.set_onclose(Some(listener.as_ref().unchecked_ref()));
        *self.connection.borrow_mut() = Some(Connection {
            database: database.clone(),
            _listener: listener,
        });
        Ok(database)
    }
}

fn thrown(error: JsValue) -> StorageError {
    StorageError::from_js(&error)
}

fn unanswered() -> StorageError {
    StorageError::new(ErrorKind::Closed, "the database does not answer")
}

fn factory() -> Result<IdbFactory, StorageError> {
    let blocked = || StorageError::new(ErrorKind::Blocked, "there is no IndexedDB");
    host::window()
        .ok_or_else(blocked)?
        .indexed_db()
        .map_err(thrown)?
        .ok_or_else(blocked)
}

async fn open_database() -> Result<IdbDatabase, StorageError> {
    let request = factory()?.open_with_u32(NAME, VERSION).map_err(thrown)?;
    let upgrade = Closure::once({
        let request = request.clone();
        move |_: Event| {
            if let Err(error) = make_stores(&request)
                && let Some(transaction) = request.transaction()
            {
                // The open request then fails, and says so.
                web_sys::console::warn_1(&error);
                let _ = transaction.abort();
            }
        }
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let done = within(PATIENCE_MS, FirstEvent::of(&request, &["success", "error"])).await;
    request.set_onupgradeneeded(None);
    match done {
        Some(event) if event.type_() == "success" => request
            .result()
            .map_err(thrown)?
            .dyn_into()
            .map_err(|_| StorageError::new(ErrorKind::Unexpected, "open gave no database")),
        Some(_) => Err(error_of(&request)),
        None => Err(unanswered()),
    }
}

fn make_stores(request: &IdbOpenDbRequest) -> Result<(), JsValue> {
    let database: IdbDatabase = request.result()?.dyn_into()?;
    for store in Store::ALL {
        database.create_object_store(store.name())?;
    }
    Ok(())
}

fn error_of(request: &IdbRequest) -> StorageError {
    match request.error() {
        Ok(Some(error)) => StorageError::from_js(&error),
        _ => StorageError::new(ErrorKind::Unexpected, "the request failed without a reason"),
    }
}

/// A transaction over all stores. Strict durability: 'complete' then means that the bytes are on the disk. web-sys
/// has no stable name for that option, and a browser that does not know it ignores it.
fn transaction(database: &IdbDatabase, mode: &str) -> Result<IdbTransaction, StorageError> {
    let stores: Array = Store::ALL
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

async fn completed(transaction: &IdbTransaction, done: FirstEvent) -> Result<(), StorageError> {
    match within(PATIENCE_MS, done).await {
        Some(event) if event.type_() == "complete" => Ok(()),
        Some(_) => Err(transaction.error().map_or_else(
            || StorageError::new(ErrorKind::Closed, "the transaction was aborted"),
            |error| StorageError::from_js(&error),
        )),
        None => Err(unanswered()),
    }
}

fn issue(
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
struct Answer {
    store: Store,
    keys: IdbRequest,
    values: Option<IdbRequest>,
}

impl Answer {
    fn ask(transaction: &IdbTransaction, read: &Read) -> Result<Answer, StorageError> {
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

    fn rows(self) -> Result<Vec<Row>, StorageError> {
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
    match (
        part("meta").as_string(),
        part("body").dyn_into::<Uint8Array>(),
    ) {
        (Some(meta), Ok(body)) => Row {
            key,
            meta,
            body: body.to_vec(),
        },
        _ => Row {
            key,
            meta: String::new(),
            body: js_sys::JSON::stringify(value)
                .map(String::from)
                .unwrap_or_default()
                .into_bytes(),
        },
    }
}
