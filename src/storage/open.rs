//! Opening a draft, to read or to write: the newest version that can be trusted, what came after it, and what has
//! to be put out of the way.

use super::drafts::{Drafts, no_version};
use super::journal::Journal;
use super::load::{AsFound, Aside, Loaded, Origin, United, newer_step, seqs_after, unite};
use super::quarantine::Quarantined;
use super::record::{Card, Checkpoint, Entry, writer_key};
use super::row::{Guard, Read, Row, Store, Write};
use super::{DraftId, ErrorKind, Problem, SaveState, StorageError, host};

/// What was found of a draft, before anything is done about it.
struct Gathered {
    checkpoint: Checkpoint,
    damaged: Vec<(u64, String, Row)>,
    united: United,
}

impl Drafts {
    /// The steps of the versions there are, the oldest first, whoever wrote them and whether they can be read or not.
    pub async fn versions_of(&self, id: &DraftId) -> Result<Vec<u64>, StorageError> {
        let keys = Read::Keys(Store::Checkpoints, Some(id.as_str().to_owned()));
        let keys = self.rows().ask(keys).await?;
        Ok(keys.into_iter().map(|row| row.key.seq).collect())
    }

    /// A version out of the history, with its hash verified.
    pub async fn version(&self, id: &DraftId, seq: u64) -> Result<Checkpoint, StorageError> {
        let row = self.rows().row(Checkpoint::key(id, seq)).await?;
        let row = row.ok_or_else(|| no_version(seq))?;
        if row.is_newer() {
            return Err(StorageError::newer(format!("version {seq}")));
        }
        Checkpoint::from_row(row)
            .await
            .map_err(|(why, _)| StorageError::new(ErrorKind::Damaged, why))
    }

    /// A draft as it was kept, for looking and for following a writer. Nothing is changed by it.
    pub async fn load(&self, id: &DraftId) -> Result<Loaded, StorageError> {
        Ok(self.gather(id, None).await?.loaded())
    }

    /// The entries after command `seq`, for a follower that hears of a change. Begins later than `seq + 1`, or
    /// is empty, when a version has taken their place: then load the draft again.
    ///
    /// # Errors
    /// If the next one is of a later layout, or storage can't be read.
    pub async fn entries_after(&self, id: &DraftId, seq: u64) -> Result<Vec<Entry>, StorageError> {
        let united = self.journal_after(id, seq).await?;
        match united.newer {
            Some(seq) if united.entries.is_empty() => Err(newer_step(seq)),
            _ => Ok(united.entries),
        }
    }

    /// Becomes the writer of a draft: gives what was kept and the journal to go on with. Whoever wrote it before is
    /// fenced off from here on. What cannot be read is set aside byte for byte, so nothing is written over it.
    pub async fn write(
        &self,
        id: &DraftId,
        on_state: impl Fn(&SaveState) + 'static,
    ) -> Result<(Journal, Loaded), StorageError> {
        let seen = self.load(id).await?;
        let (journal, loaded, _) = self.go_on(id, seen, on_state).await?;
        Ok((journal, loaded))
    }

    /// The same for a draft that was loaded and found to be one that can be written. Gives what was kept by now, and
    /// whether that is still what was loaded.
    ///
    /// # Errors
    /// Before anything is written, if a newer Waymark wrote some of it in a layout that this one doesn't know.
    pub async fn go_on(
        &self,
        id: &DraftId,
        seen: Loaded,
        on_state: impl Fn(&SaveState) + 'static,
    ) -> Result<(Journal, Loaded, bool), StorageError> {
        self.card(id).await?;
        seen.known()?;
        let latest = self.latest().await;
        let token = Row::of_meta(writer_key(id), host::letters());
        // The fence first: from then on nothing comes in behind what is read.
        self.rows().write(&[], &[Write::Put(token.clone())]).await?;
        if let Some(mirror) = self.mirror() {
            // Without it the journal leaves localStorage alone, and the database is the one that counts.
            let _ = mirror.put(&token);
        }
        if let Some(found) = self.still_lie(id, &seen).await {
            let missing = found.only_local.clone();
            let head = seen.head();
            let journal = self.begin(id, token, head, missing, latest, on_state);
            return Ok((journal, seen, true));
        }
        let before = (seen.version().clone(), seen.entries, seen.problems);
        let mut gathered = self.gather(id, Some(seen.checkpoint)).await?;
        if let Some(seq) = gathered.united.newer {
            return Err(newer_step(seq));
        }
        if let Err(why) = self.set_aside(id, &gathered).await {
            gathered.united.problems.push(Problem::NotSetAside { why });
        }
        let missing = std::mem::take(&mut gathered.united.found.only_local);
        let loaded = gathered.loaded();
        let same = before.0 == *loaded.version()
            && before.1 == loaded.entries
            && before.2 == loaded.problems;
        let journal = self.begin(id, token, loaded.head(), missing, latest, on_state);
        Ok((journal, loaded, same))
    }

    fn begin(
        &self,
        id: &DraftId,
        token: Row,
        head: u64,
        missing: Vec<Entry>,
        latest: f64,
        on_state: impl Fn(&SaveState) + 'static,
    ) -> Journal {
        let on_state = Box::new(on_state);
        Journal::begin(
            self.clone(),
            id.clone(),
            token,
            head,
            missing,
            latest,
            on_state,
        )
    }

    /// Where the steps of a sound draft were found, if all of it still lies there and nothing came in since: then it is
    /// known without being read again.
    async fn still_lie<'s>(&self, id: &DraftId, seen: &'s Loaded) -> Option<&'s AsFound> {
        let found = seen.found.as_ref()?;
        let after = seen.version().seq;
        let keys = |store| Read::Keys(store, Some(id.as_str().to_owned()));
        let (versions, steps) = (keys(Store::Checkpoints), keys(Store::Journal));
        let local = self.mirror().map(|local| local.read(&steps)).transpose();
        let answers = self.rows().read(&[versions, steps]).await.ok()?;
        let [versions, database] = <[Vec<Row>; 2]>::try_from(answers).ok()?;
        let local = local.ok()?.unwrap_or_default();
        let newest = versions.last().map(|row| row.key.seq);
        let lie = newest == Some(after)
            && seqs_after(after, &database) == found.database
            && seqs_after(after, &local) == found.local;
        lie.then_some(found)
    }

    /// All that was ever set aside because it could not be read.
    pub async fn quarantined(&self) -> Result<Vec<Quarantined>, StorageError> {
        let rows = self.rows().ask(Read::All(Store::Quarantine)).await?;
        Ok(rows.into_iter().map(Quarantined::from_row).collect())
    }

    /// Everything there is of a draft as it stands, for when it cannot be opened any more.
    pub async fn remains(&self, id: &DraftId) -> Result<Vec<Quarantined>, StorageError> {
        let reads = [
            Read::From(Card::key(id)),
            Read::From(Checkpoint::key(id, 0)),
            Read::From(Entry::key(id, 0)),
        ];
        let answers = self.rows().read(&reads).await?;
        let kept = |place: Origin| {
            move |row: Row| Quarantined::new(place.name(), "it is part of the draft", row)
        };
        let mut remains: Vec<_> = answers
            .into_iter()
            .flatten()
            .map(kept(Origin::Database))
            .collect();
        if let Some(mirror) = self.mirror() {
            let rows = mirror.rows_from(&Entry::key(id, 0))?;
            remains.extend(rows.into_iter().map(kept(Origin::Local)));
        }
        Ok(remains)
    }

    /// What there is of a draft. `seen` is a version that was read a moment ago: what a version holds never changes, so
    /// it need not be read again.
    async fn gather(
        &self,
        id: &DraftId,
        mut seen: Option<Checkpoint>,
    ) -> Result<Gathered, StorageError> {
        let keys = Read::Keys(Store::Checkpoints, Some(id.as_str().to_owned()));
        let keys = self.rows().ask(keys).await?;
        let mut damaged = Vec::new();
        for key in keys.into_iter().rev().map(|row| row.key) {
            let seq = key.seq;
            if let Some(checkpoint) = seen.take_if(|one| one.version.seq == seq) {
                return Ok(Gathered {
                    united: self.journal_after(id, seq).await?,
                    checkpoint,
                    damaged,
                });
            }
            let Some(row) = self.rows().row(key).await? else {
                continue;
            };
            if row.is_newer() {
                // An older one in its place would be written over what is newer.
                return Err(StorageError::newer(format!("version {seq}")));
            }
            match Checkpoint::from_row(row).await {
                Ok(checkpoint) => {
                    return Ok(Gathered {
                        united: self.journal_after(id, seq).await?,
                        checkpoint,
                        damaged,
                    });
                }
                Err((why, row)) => damaged.push((seq, why, row)),
            }
        }
        Err(match damaged.is_empty() {
            true => self.absent(id),
            // They stay where they are: there is nothing to open instead.
            false => StorageError::new(ErrorKind::Damaged, "no version can be read"),
        })
    }

    async fn journal_after(&self, id: &DraftId, seq: u64) -> Result<United, StorageError> {
        let from = Entry::key(id, seq.saturating_add(1));
        let database = self.rows().ask(Read::From(from.clone())).await?;
        let local = self
            .mirror()
            .map(|local| local.rows_from(&from))
            .transpose();
        // localStorage that cannot be read has nothing that was called saved.
        Ok(unite(
            seq,
            database,
            local.ok().flatten().unwrap_or_default(),
        ))
    }

    /// Moves what could not be read out of the way, in one go: it is in quarantine or where it was, never nowhere.
    async fn set_aside(&self, id: &DraftId, gathered: &Gathered) -> Result<(), StorageError> {
        let mut guards = Vec::new();
        let mut writes = Vec::new();
        let mut local = Vec::new();
        let damaged = gathered
            .damaged
            .iter()
            .map(|(_, why, row)| (Origin::Database, why, row));
        let aside = gathered.united.aside.iter();
        let aside = aside.map(|Aside { origin, row, why }| (*origin, why, row));
        for (origin, why, row) in damaged.chain(aside) {
            let away = Quarantined::new(origin.name(), why, row.clone());
            writes.push(Write::Put(away.to_row()));
            match origin {
                Origin::Database => {
                    guards.push(Guard {
                        key: row.key.clone(),
                        meta: Some(row.meta.clone()),
                    });
                    writes.push(Write::Delete(row.key.clone()));
                }
                Origin::Local => local.push(row.key.clone()),
            }
        }
        if writes.is_empty() {
            return Ok(());
        }
        self.rows().write(&guards, &writes).await?;
        for key in local {
            if let Some(mirror) = self.mirror() {
                mirror.delete(&key)?;
            }
        }
        if gathered.damaged.is_empty() {
            return Ok(());
        }
        self.change(id, None, |card| {
            let bad = |seq| gathered.damaged.iter().any(|(damaged, ..)| *damaged == seq);
            card.versions.retain(|version| !bad(version.seq));
            Ok(((), Vec::new()))
        })
        .await
    }
}

impl Gathered {
    fn loaded(self) -> Loaded {
        let seq = self.checkpoint.version.seq;
        let damaged = self.damaged.into_iter();
        let mut problems: Vec<Problem> = damaged
            .map(|(seq, why, _)| Problem::BadCheckpoint { seq, why })
            .collect();
        if self.checkpoint.history_damaged {
            problems.push(Problem::NoHistory { seq });
        }
        problems.extend(self.united.problems);
        let sound =
            problems.is_empty() && self.united.aside.is_empty() && self.united.newer.is_none();
        Loaded {
            found: sound.then_some(self.united.found),
            checkpoint: self.checkpoint,
            entries: self.united.entries,
            problems,
            newer: self.united.newer,
        }
    }
}
