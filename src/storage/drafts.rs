//! The drafts on this device: the list, and what is done to a draft as a whole. Opening one is in `open.rs`.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::digest::digest;
use super::local::{LocalRows, Texts};
use super::record::{Card, Checkpoint, Entry, Version, writer_key};
use super::row::{Base, Key, LAST_SEQ, Read, Row, Store, Write};
use super::rows::{Places, Rows};
use super::{Backup, BasedOn, DraftId, ErrorKind, Place, Standing, StorageError, host};

/// All drafts on this device. Clones are the same storage.
#[derive(Clone)]
pub struct Drafts {
    inner: Rc<Inner>,
}

struct Inner {
    rows: Rows,
    /// localStorage, which has each command first.
    mirror: Option<LocalRows>,
    standing: Standing,
}

/// A draft to be made.
#[derive(Clone, Debug)]
pub struct NewDraft<'a> {
    /// Its title in the list.
    pub title: &'a str,
    /// What it is begun from, unless from blank.
    pub based_on: Option<BasedOn>,
    /// The plan it begins as.
    pub plan: &'a [u8],
    /// Where it went before, if it is a copy that came from elsewhere.
    pub came: Option<CameFrom>,
}

/// What is known of a copy that came from elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CameFrom {
    /// The versions it went through there, by their hashes, the newest first.
    pub versions: Vec<String>,
    /// What of the newest of those it is without.
    pub left_out: Vec<String>,
}

/// What the first version of a draft is called that came from elsewhere: a name keeps it for good, and with it
/// what both copies began from.
const CAME: &str = "As it came";

impl Card {
    /// What whoever sent the copy that it was begun from knows that by, the newest first: the version that came, or where
    /// that was without something, the one it was taken of.
    pub fn sent_as(&self) -> Vec<String> {
        let came = |version: &&Version| version.name.as_deref() == Some(CAME);
        let came = self
            .versions
            .iter()
            .find(came)
            .map(|version| version.sha256.clone());
        let came = came.filter(|_| self.left_out.is_empty());
        came.into_iter()
            .chain(self.lineage.iter().cloned())
            .collect()
    }
}

impl Drafts {
    /// Opens storage. It never fails: at worst drafts are in memory only, and [`Drafts::standing`] says so.
    pub async fn open() -> Drafts {
        let Places {
            rows,
            mirror,
            standing,
        } = Places::open(Base::DRAFTS).await;
        let drafts = Drafts::on(rows, mirror, standing);
        // What cannot be moved now stays where it is and is tried again at the next start.
        let _ = drafts.adopt().await;
        drafts
    }

    /// Drafts in memory that behave as on a disk, for tests outside a browser.
    pub fn in_memory() -> Drafts {
        let mirror = Some(LocalRows::new(Texts::memory()));
        Drafts::on(Rows::memory(), mirror, Standing::default())
    }

    pub(crate) fn on(rows: Rows, mirror: Option<LocalRows>, standing: Standing) -> Drafts {
        Drafts {
            inner: Rc::new(Inner {
                rows,
                mirror,
                standing,
            }),
        }
    }

    /// What this browser lets us keep.
    pub fn standing(&self) -> Standing {
        self.inner.standing.clone()
    }

    /// The drafts, the last changed first. Those in the bin are among them and say so.
    pub async fn list(&self) -> Result<Vec<Card>, StorageError> {
        let reads = [
            Read::All(Store::Drafts),
            Read::Keys(Store::Journal, None),
            Read::Keys(Store::Checkpoints, None),
        ];
        let mut answers = self.inner.rows.read(&reads).await?.into_iter();
        let mut next = || answers.next().unwrap_or_default();
        let (cards, journal, checkpoints) = (next(), next(), next());

        let mut heads: BTreeMap<String, u64> = BTreeMap::new();
        let local = self.mirror().map(LocalRows::keys).transpose();
        let local = local.ok().flatten().unwrap_or_default().into_iter();
        let local = local.filter(|key| key.store == Store::Journal);
        for key in journal.into_iter().map(|row| row.key).chain(local) {
            let head = heads.entry(key.name).or_default();
            *head = key.seq.max(*head);
        }

        let (newer, cards): (Vec<Row>, Vec<Row>) = cards.into_iter().partition(Row::is_newer);
        let mut list: Vec<Card> = cards.iter().filter_map(Card::from_row).collect();
        for row in &newer {
            list.extend(self.newer_card(row).await?);
        }
        let mut lost: Vec<String> = checkpoints.into_iter().map(|row| row.key.name).collect();
        lost.dedup();
        lost.retain(|id| !list.iter().any(|card| card.id.as_str() == id));
        for id in lost {
            if let Ok(id) = id.parse()
                && let Some(card) = self.rebuilt(&id).await?
            {
                list.push(card);
            }
        }
        for card in &mut list {
            let head = heads.get(card.id.as_str()).copied().unwrap_or_default();
            if head > card.head {
                card.head = head;
                let key = Entry::key(&card.id, head);
                let row = match self.inner.rows.row(key.clone()).await? {
                    None => self.mirror().and_then(|local| local.row(&key).ok()?),
                    row => row,
                };
                if let Some(entry) = row.as_ref().and_then(Entry::from_row) {
                    card.updated = entry.at;
                    card.order = entry.order;
                }
            }
        }
        list.sort_by(|a, b| {
            b.order()
                .total_cmp(&a.order())
                .then_with(|| a.id.cmp(&b.id))
        });
        Ok(list)
    }

    /// The card of one draft.
    pub async fn card(&self, id: &DraftId) -> Result<Card, StorageError> {
        Ok(self.card_now(id).await?.0)
    }

    /// Makes a draft. The plan it begins as is its first version, so it can always be opened.
    pub async fn create(&self, new: NewDraft<'_>) -> Result<DraftId, StorageError> {
        let id = DraftId::random();
        let sha256 = digest(new.plan).await;
        let name = new.came.is_some().then(|| CAME.to_owned());
        let CameFrom { versions, left_out } = new.came.unwrap_or_default();
        let checkpoint = Checkpoint::new(0, None, name, new.plan, sha256, "[]");
        let card = Card {
            id: id.clone(),
            title: new.title.to_owned(),
            created: checkpoint.version.at,
            updated: checkpoint.version.at,
            order: behind(self.latest().await, checkpoint.version.at),
            based_on: new.based_on,
            head: 0,
            backed_up: None,
            deleted: None,
            versions: vec![checkpoint.version.clone()],
            lineage: versions,
            left_out,
        };
        self.make(&card, vec![Write::Add(checkpoint.to_row(&id))])
            .await?;
        Ok(id)
    }

    /// Gives a draft another title.
    pub async fn rename(&self, id: &DraftId, title: &str) -> Result<(), StorageError> {
        self.change(id, None, |card| {
            card.title = title.to_owned();
            Ok(((), Vec::new()))
        })
        .await
    }

    /// Makes a draft that begins where this one is now, undo steps and all.
    pub async fn duplicate(&self, id: &DraftId, title: &str) -> Result<DraftId, StorageError> {
        let old = self.card(id).await?;
        let loaded = self.load(id).await?;
        // A copy without what this code can't read would pass for the whole.
        loaded.known()?;
        let id = DraftId::random();
        let mut checkpoint = loaded.checkpoint.clone();
        // It has no versions before it here.
        checkpoint.version.parent = None;
        let mut writes = vec![Write::Add(checkpoint.to_row(&id))];
        writes.extend(
            loaded
                .entries
                .iter()
                .map(|entry| Write::Add(entry.to_row(&id))),
        );
        let at = host::now();
        let card = Card {
            id: id.clone(),
            title: title.to_owned(),
            created: at,
            updated: at,
            order: behind(self.latest().await, at),
            based_on: old.based_on.clone(),
            head: loaded.head(),
            backed_up: None,
            deleted: None,
            versions: vec![checkpoint.version],
            lineage: old.hashes(),
            left_out: old.left_out,
        };
        self.make(&card, writes).await?;
        Ok(id)
    }

    /// Puts a draft into the bin. Nothing of it is taken away.
    pub async fn delete(&self, id: &DraftId) -> Result<(), StorageError> {
        self.change(id, None, |card| {
            card.deleted = Some(host::now());
            Ok(((), Vec::new()))
        })
        .await
    }

    /// Takes a draft out of the bin.
    pub async fn restore(&self, id: &DraftId) -> Result<(), StorageError> {
        self.change(id, None, |card| {
            card.deleted = None;
            Ok(((), Vec::new()))
        })
        .await
    }

    /// Takes a draft away for good, versions and all.
    pub async fn purge(&self, id: &DraftId) -> Result<(), StorageError> {
        let writes = [
            Write::Delete(Card::key(id)),
            Write::Delete(writer_key(id)),
            Write::DeleteThrough(Checkpoint::key(id, LAST_SEQ)),
            Write::DeleteThrough(Entry::key(id, LAST_SEQ)),
        ];
        self.inner.rows.write(&[], &writes).await?;
        if let Some(mirror) = self.mirror() {
            mirror.delete_through(&Entry::key(id, LAST_SEQ))?;
            mirror.delete(&writer_key(id))?;
        }
        Ok(())
    }

    /// Remembers that the draft up to command `seq` was downloaded as a file.
    pub async fn backed_up(&self, id: &DraftId, seq: u64) -> Result<(), StorageError> {
        self.change(id, None, |card| {
            card.backed_up = Some(Backup {
                seq,
                at: host::now(),
            });
            Ok(((), Vec::new()))
        })
        .await
    }

    /// Names a version, which keeps it for good, or takes its name away.
    pub async fn name_version(
        &self,
        id: &DraftId,
        seq: u64,
        name: Option<&str>,
    ) -> Result<(), StorageError> {
        self.change(id, None, |card| {
            let version = card.versions.iter_mut().find(|version| version.seq == seq);
            version.ok_or_else(|| no_version(seq))?.name = name.map(str::to_owned);
            Ok(((), Vec::new()))
        })
        .await
    }

    /// How many bytes a draft takes, about.
    pub async fn size_of(&self, id: &DraftId) -> Result<u64, StorageError> {
        let reads = [
            Read::From(Checkpoint::key(id, 0)),
            Read::From(Entry::key(id, 0)),
        ];
        let answers = self.inner.rows.read(&reads).await?;
        Ok(answers
            .iter()
            .flatten()
            .map(|row| (row.meta.len() + row.body.len()) as u64)
            .sum())
    }

    /// A small thing kept by name.
    pub async fn setting(&self, name: &str) -> Result<Option<String>, StorageError> {
        let row = self
            .inner
            .rows
            .row(Key::new(Store::Settings, name, 0))
            .await?;
        Ok(row.map(|row| row.meta))
    }

    /// Keeps a small thing by name.
    pub async fn set_setting(&self, name: &str, value: &str) -> Result<(), StorageError> {
        let row = Row::of_meta(Key::new(Store::Settings, name, 0), value);
        self.inner.rows.write(&[], &[Write::Put(row)]).await
    }

    /// Takes everything of Waymark's away from this device. Each part is tried, whatever comes of the others. A journal
    /// that is still open, here or in another tab, finds its draft gone and brings nothing back.
    pub async fn remove_everything(&self) -> Result<(), StorageError> {
        let database = self.inner.rows.clear().await;
        let local = self.inner.mirror.as_ref();
        let local = local.map_or(Ok(()), |local| local.texts.clear());
        let caches = super::standing::remove_caches().await;
        database.and(local).and(caches)
    }

    pub(crate) fn rows(&self) -> &Rows {
        &self.inner.rows
    }

    pub(crate) fn mirror(&self) -> Option<&LocalRows> {
        self.inner.mirror.as_ref()
    }

    /// Whether all is in memory because the browser allows nothing else.
    pub(crate) fn is_volatile(&self) -> bool {
        !self.inner.standing.keeps_drafts()
    }

    pub(crate) fn place(&self) -> Place {
        match self.inner.standing.database {
            None => Place::Database,
            Some(_) => Place::LocalOnly,
        }
    }

    async fn make(&self, card: &Card, mut writes: Vec<Write>) -> Result<(), StorageError> {
        writes.push(Write::Add(card.to_row()));
        self.inner.rows.write(&[], &writes).await
    }

    /// Brings drafts into the database that were made while it was blocked.
    pub(crate) async fn adopt(&self) -> Result<(), StorageError> {
        let (Some(mirror), true) = (self.mirror(), self.inner.rows.is_database()) else {
            return Ok(());
        };
        for card in mirror.read(&Read::All(Store::Drafts))? {
            let name = card.key.name.clone();
            let mut rows = mirror.rows_from(&Key::new(Store::Checkpoints, &name, 0))?;
            rows.push(card);
            let writes: Vec<_> = rows.iter().cloned().map(Write::Add).collect();
            self.inner.rows.write(&[], &writes).await?;
            for row in rows {
                mirror.delete(&row.key)?;
            }
        }
        for row in mirror.read(&Read::All(Store::Quarantine))? {
            self.inner
                .rows
                .write(&[], &[Write::Put(row.clone())])
                .await?;
            mirror.delete(&row.key)?;
        }
        Ok(())
    }
}

/// What a change at `at` is listed by behind `latest`, unless the clock says it already.
pub(super) fn behind(latest: f64, at: f64) -> Option<f64> {
    (at < latest).then_some(latest + 1.0)
}

pub(crate) fn no_version(seq: u64) -> StorageError {
    StorageError::new(ErrorKind::NotFound, format!("there is no version {seq}"))
}
