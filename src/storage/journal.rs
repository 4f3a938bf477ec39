//! The write-ahead journal of one draft, at the hands of its one writer. A command is in localStorage before
//! [`Journal::append`] returns and in IndexedDB a moment later; only then is it called saved.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::task::{Poll, Waker};

use super::digest::digest;
use super::drafts::behind;
use super::quarantine::Quarantined;
use super::record::{Checkpoint, Entry};
use super::row::{Guard, Row, Write};
use super::{DraftId, Drafts, ErrorKind, SaveState, Saved, StorageError, Version, host};

/// Longer commands go to IndexedDB alone: localStorage holds about 5 MB for the whole site.
const LOCAL_LIMIT: usize = 32 * 1024;
/// How many versions without a name are kept.
const ROOM: usize = 5;
/// And how many when there is only localStorage.
const LOCAL_ROOM: usize = 2;

/// The writer's end of one draft. Clones are the same journal.
#[derive(Clone)]
pub struct Journal {
    inner: Rc<Inner>,
}

struct Inner {
    drafts: Drafts,
    id: DraftId,
    /// What stands as the draft's writer while we are it.
    token: Row,
    on_state: Box<dyn Fn(&SaveState)>,
    /// The last command that was kept before this journal began.
    began: u64,
    /// What the last change of any draft that we know of is listed by.
    latest: Cell<f64>,
    now: RefCell<Now>,
}

struct Now {
    head: u64,
    saved: Saved,
    state: SaveState,
    /// Handed in and not yet on the disk.
    pending: Vec<Entry>,
    /// Written to memory where there is nothing else; they are never saved.
    unkept: Vec<Entry>,
    /// Why nothing more can be written here: another tab writes, or all was removed.
    fenced: Option<StorageError>,
    running: bool,
    wakers: Vec<Waker>,
}

impl Journal {
    /// Goes on after command `head`. `missing` are entries that were only in localStorage: they are brought into
    /// the database first. `latest` is what the draft that was changed last is listed by.
    pub(crate) fn begin(
        drafts: Drafts,
        id: DraftId,
        token: Row,
        head: u64,
        missing: Vec<Entry>,
        latest: f64,
        on_state: Box<dyn Fn(&SaveState)>,
    ) -> Journal {
        let saved = Saved {
            seq: missing.first().map_or(head, |entry| entry.seq - 1),
            at: host::now(),
            place: drafts.place(),
        };
        let journal = Journal {
            inner: Rc::new(Inner {
                drafts,
                id,
                token,
                on_state,
                began: head,
                latest: Cell::new(latest),
                now: RefCell::new(Now {
                    head,
                    saved,
                    state: SaveState::Saved(saved),
                    pending: missing,
                    unkept: Vec::new(),
                    fenced: None,
                    running: false,
                    wakers: Vec::new(),
                }),
            }),
        };
        journal.start();
        journal
    }

    /// Which draft this writes.
    pub fn draft(&self) -> &DraftId {
        &self.inner.id
    }

    /// Sequence of the last command handed in.
    pub fn head(&self) -> u64 {
        self.inner.now.borrow().head
    }

    /// How far saving is.
    pub fn state(&self) -> SaveState {
        self.inner.now.borrow().state.clone()
    }

    /// The commands that are in this tab alone, in order.
    pub fn unsaved(&self) -> Vec<Entry> {
        let now = self.inner.now.borrow();
        now.unkept.iter().chain(&now.pending).cloned().collect()
    }

    /// Takes a command in and gives its sequence. It is in localStorage when this returns, and on its way to
    /// IndexedDB. What goes wrong is told through the state; the words stay here until they are safe.
    pub fn append(&self, text: &str) -> u64 {
        let entry = {
            let at = host::now();
            let order = self.in_order(at);
            let mut now = self.inner.now.borrow_mut();
            now.head += 1;
            let entry = Entry {
                seq: now.head,
                at,
                order,
                text: text.to_owned(),
            };
            now.pending.push(entry.clone());
            entry
        };
        if text.len() <= LOCAL_LIMIT {
            self.mirror(&entry);
        }
        self.start();
        entry.seq
    }

    /// Resolves when all that was handed in is saved, or with why it is not. After a failure it tries again.
    pub async fn flush(&self) -> Result<Saved, StorageError> {
        self.start();
        std::future::poll_fn(|context| {
            let mut now = self.inner.now.borrow_mut();
            if now.running {
                now.wakers.push(context.waker().clone());
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        })
        .await;
        match self.state() {
            SaveState::Failed { error, .. } => Err(error),
            _ => Ok(self.inner.now.borrow().saved),
        }
    }

    /// Keeps the whole plan as it is after command `seq`, with the commands that can be undone from there. What it
    /// covers leaves localStorage; versions without a name are thinned to the newest five. The same plan again at
    /// the same place is the same version, which gets the name if there is one.
    pub async fn checkpoint(
        &self,
        seq: u64,
        plan: &[u8],
        history: &str,
        name: Option<&str>,
    ) -> Result<Version, StorageError> {
        // Entries first: if this version is ever damaged, an older one needs them. When that fails the version is
        // tried all the same, because it may be what saves the words.
        let _ = self.flush().await;
        let Inner {
            drafts, id, token, ..
        } = &*self.inner;
        if let Some(error) = self.fenced() {
            return Err(error);
        }
        if seq > self.head() {
            return Err(StorageError::new(
                ErrorKind::Unexpected,
                format!("there is no command {seq}"),
            ));
        }
        let room = if drafts.rows().is_database() {
            ROOM
        } else {
            LOCAL_ROOM
        };
        let sha256 = digest(plan).await;
        let name = name.map(str::to_owned);
        let order = self.in_order(host::now());
        let version = drafts
            .change(id, Some(guard_of(token)), |card| {
                if let Some(there) = card.versions.iter_mut().find(|one| one.seq == seq) {
                    if there.sha256 != sha256 {
                        return Err(StorageError::new(
                            ErrorKind::Conflict,
                            format!("version {seq} is another plan"),
                        ));
                    }
                    there.name = name.clone().or(there.name.take());
                    return Ok((there.clone(), Vec::new()));
                }
                let parent = card.versions.iter().rfind(|one| one.seq < seq);
                let parent = parent.map(|one| one.sha256.clone());
                let checkpoint =
                    Checkpoint::new(seq, parent, name.clone(), plan, sha256.clone(), history);
                let version = checkpoint.version.clone();
                card.versions.push(version.clone());
                card.versions.sort_by_key(|one| one.seq);
                let mut writes = vec![Write::Add(checkpoint.to_row(id))];
                writes.extend(card.thin(room));
                card.head = card.head.max(seq);
                card.updated = version.at;
                card.order = order;
                Ok((version, writes))
            })
            .await?;
        // Not beyond what the database has: localStorage may be all there is of the rest.
        let covered = seq.min(self.inner.now.borrow().saved.seq);
        if let (Some(mirror), true) = (drafts.mirror(), drafts.rows().is_database()) {
            // What stays is covered, and is passed over when the draft is opened.
            let _ = mirror.delete_through(&Entry::key(id, covered));
        }
        Ok(version)
    }

    /// Makes this journal pass for the writer in localStorage.
    #[cfg(test)]
    pub(crate) fn put_token_for_test(&self, local: &super::local::LocalRows) {
        local.put(&self.inner.token).unwrap();
    }

    /// What a change at `at` is listed by, where the clock doesn't say that it is the last one.
    fn in_order(&self, at: f64) -> Option<f64> {
        let order = behind(self.inner.latest.get(), at);
        self.inner.latest.set(order.unwrap_or(at));
        order
    }

    fn fenced(&self) -> Option<StorageError> {
        self.inner.now.borrow().fenced.clone()
    }

    /// Writes an entry to localStorage, if we are still the writer there and nothing else stands at its key. What
    /// fails here is no loss yet: saved means the database.
    fn mirror(&self, entry: &Entry) {
        let (Some(mirror), None) = (self.inner.drafts.mirror(), self.fenced()) else {
            return;
        };
        let row = entry.to_row(&self.inner.id);
        let ours = mirror.row(&self.inner.token.key) == Ok(Some(self.inner.token.clone()));
        if ours && mirror.row(&row.key) == Ok(None) {
            let _ = mirror.put(&row);
        }
    }

    fn start(&self) {
        let (before, state) = {
            let mut now = self.inner.now.borrow_mut();
            if now.pending.is_empty() {
                return;
            }
            let before = now.state.clone();
            match now.fenced.clone() {
                Some(error) => _ = now.fail(error),
                None => {
                    let waiting = now.pending.len();
                    now.state = SaveState::Saving { waiting };
                }
            }
            (before, now.state.clone())
        };
        if state != before {
            (self.inner.on_state)(&state);
        }
        if matches!(state, SaveState::Failed { .. }) {
            return;
        }
        if !std::mem::replace(&mut self.inner.now.borrow_mut().running, true) {
            let journal = self.clone();
            host::spawn(async move { journal.run().await });
        }
    }

    /// Writes until nothing is pending or something fails. One at a time, so that a failure leaves no gap: what
    /// comes in meanwhile goes with the next transaction.
    async fn run(&self) {
        let state = loop {
            let batch = self.inner.now.borrow().pending.clone();
            let Some(last) = batch.last().map(|entry| entry.seq) else {
                let mut now = self.inner.now.borrow_mut();
                now.state = SaveState::Saved(now.saved);
                break now.state.clone();
            };
            match self.keep(&batch).await {
                Ok(()) => {
                    let mut now = self.inner.now.borrow_mut();
                    now.pending.retain(|entry| entry.seq > last);
                    if self.inner.drafts.is_volatile() {
                        now.unkept.extend(batch);
                        if now.pending.is_empty() {
                            let error = StorageError::new(ErrorKind::Blocked, "memory only");
                            break now.fail(error);
                        }
                    } else {
                        now.saved = Saved {
                            seq: last,
                            at: host::now(),
                            place: self.inner.drafts.place(),
                        };
                    }
                }
                Err(error) => {
                    if matches!(error.kind(), ErrorKind::Conflict | ErrorKind::Removed) {
                        self.retreat(&error).await;
                    }
                    break self.inner.now.borrow_mut().fail(error);
                }
            }
        };
        let wakers = {
            let mut now = self.inner.now.borrow_mut();
            now.running = false;
            std::mem::take(&mut now.wakers)
        };
        (self.inner.on_state)(&state);
        wakers.into_iter().for_each(Waker::wake);
    }

    async fn keep(&self, batch: &[Entry]) -> Result<(), StorageError> {
        let Inner {
            drafts, id, token, ..
        } = &*self.inner;
        let writes: Vec<Write> = batch
            .iter()
            .map(|entry| Write::Add(entry.to_row(id)))
            .collect();
        drafts.rows().write(&[guard_of(token)], &writes).await?;
        // localStorage may have been emptied by itself; the database has just said that we are the writer.
        if let Some(mirror) = drafts.mirror()
            && mirror.row(&token.key) == Ok(None)
        {
            let _ = mirror.put(token);
        }
        Ok(())
    }

    /// Another tab is the writer now, or all was removed. Words that reached localStorage before we knew are set
    /// aside, so that they never pass for the other tab's. What we only found there when we opened the draft stays: the
    /// other tab finds it as we did, or has.
    async fn retreat(&self, error: &StorageError) {
        let pending = {
            let mut now = self.inner.now.borrow_mut();
            now.fenced = Some(error.clone());
            now.pending.clone()
        };
        let Inner { drafts, id, .. } = &*self.inner;
        let Some(mirror) = drafts.mirror() else {
            return;
        };
        let removed = error.kind() == ErrorKind::Removed;
        let ours = |entry: &&Entry| removed || entry.seq > self.inner.began;
        for row in pending.iter().filter(ours).map(|entry| entry.to_row(id)) {
            if mirror.row(&row.key) != Ok(Some(row.clone())) {
                continue;
            }
            let key = row.key.clone();
            let aside = Quarantined::new("localStorage", "another tab was the writer", row);
            let kept = removed
                || drafts
                    .rows()
                    .write(&[], &[Write::Put(aside.to_row())])
                    .await
                    .is_ok();
            if kept {
                let _ = mirror.delete(&key);
            }
        }
    }
}

impl Now {
    fn fail(&mut self, error: StorageError) -> SaveState {
        self.state = SaveState::Failed {
            error,
            unsaved: self.unkept.len() + self.pending.len(),
        };
        self.state.clone()
    }
}

fn guard_of(token: &Row) -> Guard {
    Guard {
        key: token.key.clone(),
        meta: Some(token.meta.clone()),
    }
}
