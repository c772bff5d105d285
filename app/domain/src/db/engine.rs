//! The database handle, and reading with it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use sqlx::{PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, Transaction};
use tokio::sync::Mutex;

use super::{
    Column, Queries, Query, Row,
    answers::Revision,
    param::arguments,
    row::Rows,
    sqlite::{File, Writing},
};
use crate::{Error, Result};

/// The database: cheap to clone, shared by everyone. Reads only; see [`Db::write`].
#[derive(Clone)]
pub struct Db(pub(super) Engine);

#[derive(Clone)]
pub(super) enum Engine {
    Sqlite(Arc<File>),
    Postgres(PgPool, Arc<str>),
    SqliteTx(Arc<Open<Writing>>),
    PostgresTx(Arc<Open<Transaction<'static, Postgres>>>),
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.0 {
            Engine::Sqlite(_) => "Db(SQLite)",
            Engine::Postgres(..) => "Db(PostgreSQL)",
            Engine::SqliteTx(_) => "Tx(SQLite)",
            Engine::PostgresTx(_) => "Tx(PostgreSQL)",
        })
    }
}

/// A transaction that is shared between a `Tx` and the `Db` it reads like.
pub(super) struct Open<T> {
    pub(super) transaction: Mutex<Option<T>>,
    failed: AtomicBool,
}

impl<T> Open<T> {
    pub(super) fn new(transaction: T) -> Arc<Self> {
        Arc::new(Self { transaction: Mutex::new(Some(transaction)), failed: AtomicBool::new(false) })
    }

    /// PostgreSQL refuses everything after a failed statement, SQLite goes on with a half: here both are over.
    pub(super) fn check(&self) -> Result<()> {
        if self.failed.load(Ordering::Acquire) {
            return Err(Error::Database("a statement of this transaction has failed: nothing of it can be kept".into()));
        }
        Ok(())
    }

    pub(super) fn note<V>(&self, answer: sqlx::Result<V>) -> Result<V> {
        answer.map_err(|error| {
            self.failed.store(true, Ordering::Release);
            error.into()
        })
    }
}

pub(super) fn ended() -> Error {
    Error::Database("the transaction has ended".into())
}

impl Db {
    /// Every row.
    ///
    /// # Errors
    /// What the database says, in the words of [`Error`].
    pub async fn all<T: Row>(&self, queries: impl Into<Queries>) -> Result<Vec<T>> {
        let mut found = Vec::new();
        match queries.into() {
            Queries::One(query) => self.rows(query, T::NAMES).await?.read(&mut found)?,
            Queries::Many(queries) => {
                for query in queries {
                    self.rows(query, T::NAMES).await?.read(&mut found)?;
                }
            }
        }
        Ok(found)
    }

    /// The row, if there is one.
    ///
    /// # Errors
    /// As `all`; [`Error::Data`] if there are several.
    pub async fn maybe<T: Row>(&self, query: Query) -> Result<Option<T>> {
        let (text, rows) = (query.text, self.rows(query, T::NAMES).await?);
        if rows.len() > 1 {
            return Err(Error::Data(format!("more than one row from {text}")));
        }
        let mut found = Vec::new();
        rows.read(&mut found)?;
        Ok(found.pop())
    }

    /// The row.
    ///
    /// # Errors
    /// As `maybe`; [`Error::NotFound`] if there is none.
    pub async fn one<T: Row>(&self, query: Query) -> Result<T> {
        self.maybe(query).await?.ok_or(Error::NotFound)
    }

    /// The one value of the one row.
    ///
    /// # Errors
    /// As `one`.
    pub async fn value<T: Column>(&self, query: Query) -> Result<T> {
        self.one::<(T,)>(query).await.map(|(value,)| value)
    }

    /// The one value of each row.
    ///
    /// # Errors
    /// As `all`.
    pub async fn values<T: Column>(&self, queries: impl Into<Queries>) -> Result<Vec<T>> {
        Ok(self.all::<(T,)>(queries).await?.into_iter().map(|(value,)| value).collect())
    }

    /// A count that is the same only while nothing was changed: whatever was read after it was taken stands as long as it does. Nothing
    /// where that cannot be told without asking: PostgreSQL has no such count, and a transaction sees its own changes.
    pub fn revision(&self) -> Option<Revision> {
        match &self.0 {
            Engine::Sqlite(file) => file.revision(),
            Engine::Postgres(..) | Engine::SqliteTx(_) | Engine::PostgresTx(_) => None,
        }
    }

    /// Not generic in the row, so that it is compiled once.
    async fn rows(&self, query: Query, names: &'static [&'static str]) -> Result<Rows> {
        match &self.0 {
            Engine::Sqlite(file) => file.read(query, names).await.map(Rows::File),
            Engine::Postgres(pool, _) => {
                let values = arguments::<Postgres>(query.values)?;
                Ok(Rows::Postgres(sqlx::query_with::<Postgres, _>(query.text, values).fetch_all(pool).await?))
            }
            Engine::SqliteTx(open) => {
                let values = arguments::<Sqlite>(query.values)?;
                let mut turn = open.transaction.lock().await;
                open.check()?;
                let connection = sqlite_connection(&mut turn)?;
                open.note(sqlx::query_with::<Sqlite, _>(query.text, values).fetch_all(connection).await).map(Rows::Sqlite)
            }
            Engine::PostgresTx(open) => {
                let values = arguments::<Postgres>(query.values)?;
                let mut turn = open.transaction.lock().await;
                open.check()?;
                let connection = postgres_connection(&mut turn)?;
                open.note(sqlx::query_with::<Postgres, _>(query.text, values).fetch_all(connection).await).map(Rows::Postgres)
            }
        }
    }
}

pub(super) fn sqlite_connection(writing: &mut Option<Writing>) -> Result<&mut SqliteConnection> {
    writing.as_mut().ok_or_else(ended)?.connection()
}

pub(super) fn postgres_connection<'t>(writing: &'t mut Option<Transaction<'static, Postgres>>) -> Result<&'t mut PgConnection> {
    Ok(&mut *writing.as_mut().ok_or_else(ended)?)
}
