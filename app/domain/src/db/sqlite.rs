//! The SQLite file: one connection that writes, by sqlx, and a few that read.
//!
//! sqlx's pool pings a connection each time it comes back, in a task of its own, and its transactions stay stuck when SQLite has
//! rolled back by itself (disk full) and `ROLLBACK` then fails. Both are avoided by keeping the connections here.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use sqlx::{Connection, Sqlite, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::sync::{Mutex as Turn, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

use super::{
    Param, Query,
    answers::{Commits, Question, Revision},
    open::connect_writing,
    reader::{Reader, Table},
};
use crate::{Error, Result};

/// How long one waits for a reader or for the writer.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) struct File {
    pub(super) path: PathBuf,
    writing: SqliteConnectOptions,
    readers: Mutex<Vec<Reader>>,
    /// Reads nothing but the count of changes: each connection has its own.
    watcher: Mutex<Option<Reader>>,
    turns: Arc<Semaphore>,
    writer: Arc<Turn<Option<SqliteConnection>>>,
    commits: Commits,
}

/// The turn of one who reads, until dropped.
struct Reading {
    file: Arc<File>,
    reader: Option<Reader>,
    _turn: OwnedSemaphorePermit,
}

impl File {
    pub(super) fn new(path: PathBuf, writing: SqliteConnectOptions, readers: usize) -> Self {
        Self {
            path,
            writing,
            readers: Mutex::default(),
            watcher: Mutex::default(),
            turns: Arc::new(Semaphore::new(readers)),
            writer: Arc::default(),
            commits: Commits::default(),
        }
    }

    /// Reads here where that is quick, as it is mostly, and otherwise in a thread for what takes long.
    pub(super) async fn read(self: &Arc<Self>, query: Query, names: &'static [&'static str]) -> Result<Arc<Table>> {
        query.values.iter().try_for_each(Param::check)?;
        let turn = match self.turns.clone().try_acquire_owned() {
            Ok(turn) => turn,
            Err(_) => in_time("a reader", self.turns.clone().acquire_owned()).await?.map_err(|_| gone())?,
        };
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut reading = Reading { file: self.clone(), reader: idle, _turn: turn };
        let question = match reading.reader()?.quickly(Question::new(query, names), &self.commits)? {
            Ok(table) => return Ok(table),
            Err(question) => question,
        };
        let long = tokio::task::spawn_blocking(move || reading.reader()?.patiently(&question));
        long.await.map_err(|error| Error::Unavailable(format!("reading ended before its time: {error}")))?
    }

    /// How often the file was changed; nothing where that cannot be told at once.
    pub(super) fn revision(&self) -> Option<Revision> {
        let mut watcher = self.watcher.lock().unwrap_or_else(PoisonError::into_inner);
        if watcher.is_none() && !self.turns.is_closed() {
            *watcher = Reader::open(&self.path).ok();
        }
        watcher.as_mut()?.revision(&self.commits)
    }

    /// Begins a transaction that writes, when its turn has come.
    pub(super) async fn begin(self: Arc<Self>) -> Result<Writing> {
        let mut writer = in_time("the writer", self.writer.clone().lock_owned()).await?;
        if self.turns.is_closed() {
            return Err(gone());
        }
        if writer.is_none() {
            *writer = Some(connect_writing(&self.writing).await?);
        }
        let mut writing = Writing { writer: Some(writer), file: self };
        sqlx::query::<Sqlite>("BEGIN IMMEDIATE").execute(writing.connection()?).await?;
        Ok(writing)
    }

    pub(super) async fn close(&self) {
        self.turns.close();
        drop(std::mem::take(&mut *self.readers.lock().unwrap_or_else(PoisonError::into_inner)));
        drop(self.watcher.lock().unwrap_or_else(PoisonError::into_inner).take());
        let mut writer = self.writer.lock().await;
        if let Some(writer) = writer.take() {
            let _ = writer.close().await;
        }
    }
}

async fn in_time<T>(what: &str, waiting: impl Future<Output = T>) -> Result<T> {
    tokio::time::timeout(PATIENCE, waiting).await.map_err(|_| Error::Unavailable(format!("waited {PATIENCE:?} for {what} of the database")))
}

impl Reading {
    /// The connection; a new one is opened when all that exist are in use.
    fn reader(&mut self) -> Result<&mut Reader> {
        if self.reader.is_none() {
            self.reader = Some(Reader::open(&self.file.path)?);
        }
        self.reader.as_mut().ok_or_else(gone)
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        if let Some(reader) = self.reader.take().filter(|_| !self.file.turns.is_closed()) {
            self.file.readers.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
        }
    }
}

/// A transaction that writes. Dropped without a commit, it rolls back.
pub(super) struct Writing {
    writer: Option<OwnedMutexGuard<Option<SqliteConnection>>>,
    file: Arc<File>,
}

impl Writing {
    pub(super) fn connection(&mut self) -> Result<&mut SqliteConnection> {
        self.writer.as_deref_mut().and_then(Option::as_mut).ok_or_else(gone)
    }

    pub(super) async fn commit(mut self) -> Result<()> {
        let committed = sqlx::query::<Sqlite>("COMMIT").execute(self.connection()?).await;
        // Also where it fails: it may have been kept all the same.
        self.file.commits.count();
        committed?;
        self.writer = None;
        Ok(())
    }

    pub(super) async fn rollback(mut self) {
        if let Some(writer) = self.writer.take() {
            roll_back(writer).await;
        }
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        let Some(mut writer) = self.writer.take() else { return };
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(roll_back(writer))),
            // No one is left to wait for an answer: closing the connection rolls back as well.
            Err(_) => *writer = None,
        }
    }
}

/// SQLite may have rolled back by itself, and then says so as an error: a connection that does not answer well is replaced.
async fn roll_back(mut writer: OwnedMutexGuard<Option<SqliteConnection>>) {
    let Some(mut connection) = writer.take() else { return };
    match sqlx::query::<Sqlite>("ROLLBACK").execute(&mut connection).await {
        Ok(_) => *writer = Some(connection),
        Err(_) => drop(connection.close().await),
    }
}

fn gone() -> Error {
    Error::Unavailable("the database is closed".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{open::writing, testing};

    fn file() -> (PathBuf, rusqlite::Connection) {
        let path = testing::folder().join(format!("{}.sqlite", uuid::Uuid::now_v7()));
        let other = rusqlite::Connection::open(&path).unwrap();
        other.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE numbers (n BIGINT); INSERT INTO numbers VALUES (7)").unwrap();
        (path, other)
    }

    const LONG: &str =
        "WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 500000) SELECT COUNT(*) FROM counted";

    #[tokio::test]
    async fn a_long_read_is_given_up_here_and_made_elsewhere() {
        let (path, _other) = file();
        let long = Query::new(LONG, Vec::new());
        let asked = Question::new(long.clone(), &[]);
        assert!(Reader::open(&path).unwrap().quickly(asked, &Commits::default()).unwrap().is_err());
        let file = Arc::new(File::new(path.clone(), writing(&path), 1));
        for query in [Query::new(LONG, Vec::new()), Query::new("SELECT n FROM numbers", Vec::new()), long] {
            assert_eq!(file.read(query, &[]).await.unwrap().len(), 1);
        }
    }
    async fn numbers(file: &Arc<File>) -> Arc<Table> {
        file.read(Query::new("SELECT n FROM numbers", Vec::new()), &[]).await.unwrap()
    }

    #[tokio::test]
    async fn what_was_read_stands_until_somebody_changes_the_file() {
        let (path, other) = file();
        let file = Arc::new(File::new(path.clone(), writing(&path), 1));
        let first = numbers(&file).await;
        assert!(Arc::ptr_eq(&first, &numbers(&file).await));
        std::thread::sleep(Duration::from_millis(2));
        assert!(Arc::ptr_eq(&first, &numbers(&file).await), "looked for again, and nothing has changed");
        other.execute_batch("INSERT INTO numbers VALUES (8)").unwrap();
        std::thread::sleep(Duration::from_millis(2));
        assert_eq!(numbers(&file).await.len(), 2, "another process' change");
        for length in 3..40 {
            let mut writing = file.clone().begin().await.unwrap();
            sqlx::query::<Sqlite>("INSERT INTO numbers VALUES (9)").execute(writing.connection().unwrap()).await.unwrap();
            assert_eq!(numbers(&file).await.len(), length - 1, "not committed");
            writing.commit().await.unwrap();
            assert_eq!(numbers(&file).await.len(), length, "the own change, at once");
        }
    }

    #[tokio::test]
    async fn the_revision_is_another_one_after_every_change_and_the_same_without() {
        let (path, other) = file();
        let file = Arc::new(File::new(path.clone(), writing(&path), 1));
        let mut last = file.revision().unwrap();
        for _ in 0..40 {
            let mut writing = file.clone().begin().await.unwrap();
            sqlx::query::<Sqlite>("INSERT INTO numbers VALUES (9)").execute(writing.connection().unwrap()).await.unwrap();
            assert_eq!(file.revision().unwrap(), last, "not committed");
            writing.commit().await.unwrap();
            let now = file.revision().unwrap();
            assert_ne!(now, last, "the own change, at once");
            last = now;
        }
        other.execute_batch("INSERT INTO numbers VALUES (8)").unwrap();
        std::thread::sleep(Duration::from_millis(2));
        assert_ne!(file.revision().unwrap(), last, "another process' change");
        file.close().await;
        assert_eq!(file.revision(), None);
    }

    #[tokio::test]
    async fn a_question_is_another_one_with_other_values() {
        let (path, _other) = file();
        let file = Arc::new(File::new(path.clone(), writing(&path), 1));
        for (value, length) in [(7, 1), (8, 0), (7, 1)] {
            let query = Query::new("SELECT n FROM numbers WHERE n = $1", vec![Param::Int(Some(value))]);
            assert_eq!(file.read(query, &[]).await.unwrap().len(), length);
        }
    }
}
