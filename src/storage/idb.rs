//! A database of ours in IndexedDB, on web-sys directly: it is one place to ask for strict durability, to hear
//! 'complete' and nothing sooner, and to open the database again when a browser has closed it under us.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbRequest};

use super::row::{Base, Guard, Read, Row, Write};
use super::transaction::{Answer, completed, issue, transaction};
use super::wait::{FirstEvent, pause, within};
use super::{ErrorKind, StorageError, host};

const VERSION: u32 = 1;
/// After this long without an answer the browser has lost the connection, whatever it says.
pub(super) const PATIENCE_MS: i32 = 20_000;
/// Opening asks for less than writing: somebody looks at a page that says it waits. With its further attempts it comes
/// to half a minute before the page goes on without the database and says so.
const OPENING_MS: i32 = 8_000;

/// How long to wait before each further attempt when a browser has closed the database: WebKit takes a moment to
/// bring it back after a page was reloaded.
const PAUSES_MS: [i32; 3] = [0, 250, 1_500];

/// A database, opened when needed and again when lost.
#[derive(Clone)]
pub(crate) struct Idb {
    base: Base,
    connection: Rc<RefCell<Option<Connection>>>,
}

struct Connection {
    database: IdbDatabase,
    listener: Closure<dyn FnMut(Event)>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.set_onversionchange(None);
        self.database.set_onclose(None);
        if let Some(window) = host::window() {
            let listener = self.listener.as_ref().unchecked_ref();
            let _ = window.remove_event_listener_with_callback("pagehide", listener);
        }
        self.database.close();
    }
}

impl Idb {
    /// Opens the database, and makes it where there is none.
    pub(crate) async fn open(base: Base) -> Result<Idb, StorageError> {
        let idb = Idb {
            base,
            connection: Rc::default(),
        };
        idb.patiently(|| idb.database()).await?;
        Ok(idb)
    }

    /// Lets go of the connection; the next use opens another.
    pub(crate) fn close(&self) {
        let connection = self.connection.borrow_mut().take();
        drop(connection);
    }

    /// Answers all the questions from one moment, in their order.
    pub(crate) async fn read(&self, reads: &[Read]) -> Result<Vec<Vec<Row>>, StorageError> {
        self.patiently(|| self.try_read(reads)).await
    }

    /// Makes all the changes or none. Resolves when the transaction is complete. When the connection was lost it is
    /// tried again: adding the same rows again is no fault.
    pub(crate) async fn write(
        &self,
        guards: &[Guard],
        writes: &[Write],
    ) -> Result<(), StorageError> {
        self.patiently(|| self.try_write(guards, writes)).await
    }

    /// Attempts something, and attempts it again with a new connection while the browser says that it closed the last.
    async fn patiently<T, F: Future<Output = Result<T, StorageError>>>(
        &self,
        attempt: impl Fn() -> F,
    ) -> Result<T, StorageError> {
        let mut done = attempt().await;
        for ms in PAUSES_MS {
            match &done {
                Err(error) if error.kind() == ErrorKind::Closed => {
                    self.close();
                    pause(ms).await;
                    done = attempt().await;
                }
                _ => break,
            }
        }
        done
    }

    /// Takes the whole database away, in all tabs.
    pub(crate) async fn remove(&self) -> Result<(), StorageError> {
        self.close();
        let request = factory()?.delete_database(self.base.name).map_err(thrown)?;
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
        let transaction = transaction(&database, self.base, "readonly")?;
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
        let transaction = transaction(&database, self.base, "readwrite")?;
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
        let database = open_database(self.base).await?;
        let listener = Closure::new({
            let slot = Rc::downgrade(&self.connection);
            // Fired when another tab removes or upgrades the database, which waits for us, when the browser has
            // closed the connection, and when the page is left: a browser may keep it aside, and a connection kept
            // aside with it has made WebKit answer nobody else. What is under way is finished all the same.
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
        if let Some(window) = host::window() {
            let listener = listener.as_ref().unchecked_ref();
            let _ = window.add_event_listener_with_callback("pagehide", listener);
        }
        *self.connection.borrow_mut() = Some(Connection {
            database: database.clone(),
            listener,
        });
        Ok(database)
    }
}

pub(super) fn thrown(error: JsValue) -> StorageError {
    StorageError::from_js(&error)
}

pub(super) fn unanswered() -> StorageError {
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

async fn open_database(base: Base) -> Result<IdbDatabase, StorageError> {
    let request = factory()?
        .open_with_u32(base.name, VERSION)
        .map_err(thrown)?;
    let upgrade = Closure::once({
        let request = request.clone();
        move |_: Event| {
            if let Err(error) = make_stores(&request, base)
                && let Some(transaction) = request.transaction()
            {
                // The open request then fails, and says so.
                web_sys::console::warn_1(&error);
                let _ = transaction.abort();
            }
        }
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let leaving = Leaving::of(&request);
    let done = within(OPENING_MS, FirstEvent::of(&request, &["success", "error"])).await;
    request.set_onupgradeneeded(None);
    drop(leaving);
    match done {
        Some(event) if event.type_() == "success" => request
            .result()
            .map_err(thrown)?
            .dyn_into()
            .map_err(|_| StorageError::new(ErrorKind::Unexpected, "open gave no database")),
        Some(_) => Err(error_of(&request)),
        None => {
            abandon(&request);
            Err(unanswered())
        }
    }
}

/// While it lives, a page that is left lets go of what it was just opening. WebKit keeps the page aside as it stands,
/// and answers nobody else until the database has been made that this page was making.
struct Leaving(Closure<dyn FnMut(Event)>);

impl Leaving {
    fn of(request: &IdbOpenDbRequest) -> Leaving {
        let request = request.clone();
        let listener = Closure::new(move |_: Event| abandon(&request));
        if let Some(window) = host::window() {
            let listener = listener.as_ref().unchecked_ref();
            let _ = window.add_event_listener_with_callback("pagehide", listener);
        }
        Leaving(listener)
    }
}

impl Drop for Leaving {
    fn drop(&mut self) {
        if let Some(window) = host::window() {
            let listener = self.0.as_ref().unchecked_ref();
            let _ = window.remove_event_listener_with_callback("pagehide", listener);
        }
    }
}

/// Closes what nobody waits for any more: now as far as it has been opened, or as soon as it is.
fn abandon(request: &IdbOpenDbRequest) {
    if let Some(transaction) = request.transaction() {
        let _ = transaction.abort();
    }
    if let Ok(database) = request.result().and_then(JsCast::dyn_into::<IdbDatabase>) {
        database.close();
        return;
    }
    let close = Closure::once_into_js({
        let request = request.clone();
        move || {
            if let Ok(database) = request.result().and_then(JsCast::dyn_into::<IdbDatabase>) {
                database.close();
            }
        }
    });
    request.set_onsuccess(Some(close.unchecked_ref()));
}

fn make_stores(request: &IdbOpenDbRequest, base: Base) -> Result<(), JsValue> {
    let database: IdbDatabase = request.result()?.dyn_into()?;
    for store in base.stores {
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
