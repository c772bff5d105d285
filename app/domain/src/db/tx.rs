//! Writing: transactions that are kept whole or not at all, whatever happens to the one who asked.

use std::ops::Deref;

use futures::future::BoxFuture;
use sqlx::{Postgres, Sqlite};

use super::{
    Db, Queries, Query,
    engine::{Engine, Open, ended, postgres_connection, sqlite_connection},
    param::arguments,
};
use crate::{Error, Result};

/// A transaction. It reads like a [`Db`], and only it can write. Dropped without a commit, it changes nothing; after the first
/// statement that failed it does nothing more and cannot be committed.
#[derive(Debug)]
pub struct Tx(Db);

impl Deref for Tx {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.0
    }
}

impl Db {
    /// Runs a change to its end in a task of its own and commits it, even if the one who asked goes away meanwhile:
    /// `db.write(move |tx| Box::pin(async move { … })).await`. If the change fails or panics, nothing of it is kept.
    ///
    /// # Errors
    /// Those of the change; [`Error::Unavailable`] if its turn does not come in time; those of the commit.
    pub async fn write<T, C>(&self, change: C) -> Result<T>
    where
        T: Send + 'static,
        C: for<'t> FnOnce(&'t Tx) -> BoxFuture<'t, Result<T>> + Send + 'static,
    {
        let db = self.clone();
        in_own_task(async move {
            let tx = db.begin_here().await?;
            match change(&tx).await {
                Ok(value) => tx.commit_here().await.map(|()| value),
                Err(error) => {
                    tx.end().await;
                    Err(error)
                }
            }
        })
        .await
    }

    /// Begins a transaction. Prefer [`Db::write`]; this is for what cannot be one closure. Never begin a second one while holding
    /// one: SQLite has a single writer.
    ///
    /// # Errors
    /// [`Error::Unavailable`] if its turn does not come in time.
    pub async fn begin(&self) -> Result<Tx> {
        // A caller dropped after BEGIN was sent would leave a PostgreSQL connection inside a transaction nobody ends (sqlx#4393).
        let db = self.clone();
        in_own_task(async move { db.begin_here().await }).await
    }

    async fn begin_here(&self) -> Result<Tx> {
        let engine = match &self.0 {
            Engine::Sqlite(file) => Engine::SqliteTx(Open::new(file.clone().begin().await?)),
            Engine::Postgres(pool, _) => Engine::PostgresTx(Open::new(pool.begin().await?)),
            _ => return Err(Error::Database("a transaction is already open here".into())),
        };
        Ok(Tx(Db(engine)))
    }
}

impl Tx {
    /// Runs what gives no rows; returns how many rows it changed.
    ///
    /// # Errors
    /// What the database says, in the words of [`Error`]; the transaction is then over.
    pub async fn run(&self, queries: impl Into<Queries>) -> Result<u64> {
        match queries.into() {
            Queries::One(query) => self.execute(query).await,
            Queries::Many(queries) => {
                let mut changed = 0;
                for query in queries {
                    changed += self.execute(query).await?;
                }
                Ok(changed)
            }
        }
    }

    async fn execute(&self, query: Query) -> Result<u64> {
        match &self.0.0 {
            Engine::SqliteTx(open) => {
                let values = arguments::<Sqlite>(query.values)?;
                let mut turn = open.transaction.lock().await;
                open.check()?;
                let connection = sqlite_connection(&mut turn)?;
                open.note(sqlx::query_with::<Sqlite, _>(query.text, values).execute(connection).await).map(|done| done.rows_affected())
            }
            Engine::PostgresTx(open) => {
                let values = arguments::<Postgres>(query.values)?;
                let mut turn = open.transaction.lock().await;
                open.check()?;
                let connection = postgres_connection(&mut turn)?;
                open.note(sqlx::query_with::<Postgres, _>(query.text, values).execute(connection).await).map(|done| done.rows_affected())
            }
            Engine::Sqlite(_) | Engine::Postgres(..) => Err(ended()),
        }
    }

    /// Makes it last. When this returns `Ok`, it is on the disk.
    ///
    /// # Errors
    /// If a statement failed before, or the database refuses; nothing is kept then. If the database goes away during
    /// the commit, it may have been kept all the same: repeat with the same ids.
    pub async fn commit(self) -> Result<()> {
        in_own_task(self.commit_here()).await
    }

    async fn commit_here(self) -> Result<()> {
        match &self.0.0 {
            Engine::SqliteTx(open) => {
                let writing = open.transaction.lock().await.take().ok_or_else(ended)?;
                open.check()?;
                writing.commit().await
            }
            Engine::PostgresTx(open) => {
                let writing = open.transaction.lock().await.take().ok_or_else(ended)?;
                open.check()?;
                Ok(writing.commit().await?)
            }
            Engine::Sqlite(_) | Engine::Postgres(..) => Err(ended()),
        }
    }

    /// Rolls back and waits for it, so that the next writer's turn comes at once.
    async fn end(self) {
        match &self.0.0 {
            Engine::SqliteTx(open) => {
                if let Some(writing) = open.transaction.lock().await.take() {
                    writing.rollback().await;
                }
            }
            Engine::PostgresTx(open) => {
                if let Some(writing) = open.transaction.lock().await.take() {
                    let _ = writing.rollback().await;
                }
            }
            Engine::Sqlite(_) | Engine::Postgres(..) => {}
        }
    }
}

impl Drop for Tx {
    /// A `Db` cloned from this one may live on; the transaction must not.
    fn drop(&mut self) {
        match &self.0.0 {
            Engine::SqliteTx(open) => drop(open.transaction.try_lock().ok().and_then(|mut turn| turn.take())),
            Engine::PostgresTx(open) => drop(open.transaction.try_lock().ok().and_then(|mut turn| turn.take())),
            Engine::Sqlite(_) | Engine::Postgres(..) => {}
        }
    }
}

async fn in_own_task<T: Send + 'static>(work: impl Future<Output = Result<T>> + Send + 'static) -> Result<T> {
    match tokio::spawn(work).await {
        Ok(outcome) => outcome,
        Err(error) => Err(Error::Unavailable(format!("the work did not come to its end: {error}"))),
    }
}
