//! Where rows are kept: the database, or texts when there is none.

use super::idb::Idb;
use super::local::{LocalRows, Texts};
use super::row::{Base, Guard, Key, Read, Row, Write};
use super::{Standing, StorageError};

/// The main place of storage.
#[derive(Clone)]
pub(crate) enum Rows {
    /// IndexedDB.
    Database(Idb),
    /// localStorage, or memory.
    Texts(LocalRows),
    /// Memory that passes for IndexedDB in native tests.
    #[cfg(test)]
    FakeDatabase(LocalRows),
}

/// The places of one database as this browser has them.
pub(crate) struct Places {
    /// The main one.
    pub(crate) rows: Rows,
    /// localStorage, which has each change first.
    pub(crate) mirror: Option<LocalRows>,
    pub(crate) standing: Standing,
}

impl Places {
    /// Opens what there is. It never fails: at worst rows are in memory only, and the standing says so.
    pub(crate) async fn open(base: Base) -> Places {
        let database = Idb::open(base).await;
        let local = Texts::probe().map(LocalRows::new);
        let standing = Standing {
            database: database.as_ref().err().cloned(),
            local: local.as_ref().err().cloned(),
        };
        let mirror = local.ok();
        let rows = match (database, &mirror) {
            (Ok(idb), _) => Rows::Database(idb),
            (Err(_), Some(local)) => Rows::Texts(local.clone()),
            (Err(_), None) => Rows::memory(),
        };
        Places {
            rows,
            mirror,
            standing,
        }
    }
}

impl Rows {
    /// Whether this is IndexedDB, with room for many versions.
    pub(crate) fn is_database(&self) -> bool {
        !matches!(self, Rows::Texts(_))
    }

    pub(crate) fn memory() -> Rows {
        Rows::Texts(LocalRows::new(Texts::memory()))
    }

    pub(crate) async fn read(&self, reads: &[Read]) -> Result<Vec<Vec<Row>>, StorageError> {
        match self {
            Rows::Database(idb) => idb.read(reads).await,
            #[cfg(test)]
            Rows::FakeDatabase(texts) => reads.iter().map(|read| texts.read(read)).collect(),
            Rows::Texts(texts) => reads.iter().map(|read| texts.read(read)).collect(),
        }
    }

    /// The answer to a single question.
    pub(crate) async fn ask(&self, read: Read) -> Result<Vec<Row>, StorageError> {
        let answers = self.read(&[read]).await?;
        Ok(answers.into_iter().next().unwrap_or_default())
    }

    pub(crate) async fn row(&self, key: Key) -> Result<Option<Row>, StorageError> {
        Ok(self.ask(Read::One(key)).await?.pop())
    }

    /// Takes all of it away.
    pub(crate) async fn clear(&self) -> Result<(), StorageError> {
        match self {
            Rows::Database(idb) => idb.remove().await,
            #[cfg(test)]
            Rows::FakeDatabase(texts) => texts.texts.clear(),
            Rows::Texts(texts) => texts.texts.clear(),
        }
    }

    /// Resolves when the changes are on the disk, as far as the place can promise that.
    pub(crate) async fn write(
        &self,
        guards: &[Guard],
        writes: &[Write],
    ) -> Result<(), StorageError> {
        match self {
            Rows::Database(idb) => idb.write(guards, writes).await,
            #[cfg(test)]
            Rows::FakeDatabase(texts) => texts.write(guards, writes),
            Rows::Texts(texts) => texts.write(guards, writes),
        }
    }
}
