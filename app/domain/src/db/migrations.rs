//! Bringing the tables to what this program knows. The files of `migrations/` are in the binary; `build.rs` lists them.

use std::borrow::Cow;

use sqlx::{
    Connection, PgConnection, SqlSafeStr, SqliteConnection,
    migrate::{Migrate, MigrateError, Migration, MigrationType},
};

use super::{Db, engine::Engine, open};
use crate::{Error, Result};

#[cfg(test)]
mod tests;

/// Oldest first.
pub(super) const FILES: &[File] = &include!(concat!(env!("OUT_DIR"), "/migrations.rs"));
/// Name and text.
type File = (&'static str, &'static str);
/// sqlx's own, so that its command-line tool understands the database.
const TABLE: &str = "_sqlx_migrations";

impl Db {
    /// Applies the migrations this database lacks, under a lock; returns the names of those that ran, `0001_accounts` first.
    /// Several processes may start at once: one migrates, the others wait and find it done.
    ///
    /// # Errors
    /// [`Error::NewerDatabase`] if the database has one that this program does not know; [`Error::Database`] if one failed, or
    /// was changed after it was applied.
    pub async fn migrate(&self) -> Result<Vec<&'static str>> {
        self.migrate_with(FILES).await
    }

    async fn migrate_with(&self, files: &[File]) -> Result<Vec<&'static str>> {
        self.with_migrator(files, false).await
    }

    /// The migrations this database lacks. None is applied.
    ///
    /// # Errors
    /// As [`Db::migrate`].
    pub async fn lacks(&self) -> Result<Vec<&'static str>> {
        self.with_migrator(FILES, true).await
    }

    async fn with_migrator(&self, files: &[File], only_look: bool) -> Result<Vec<&'static str>> {
        // A connection of its own: after a failure sqlx would leave PostgreSQL's lock with a pooled one, and the next run would hang.
        match &self.0 {
            Engine::Sqlite(file) => {
                let mut connection = open::connect_writing(&open::writing(&file.path)).await?;
                let outcome = migrate_sqlite(&mut connection, files, only_look).await;
                let closed = connection.close().await;
                let applied = outcome?;
                closed?;
                Ok(applied)
            }
            Engine::Postgres(pool, _) => {
                let mut connection = PgConnection::connect_with(&pool.connect_options()).await?;
                let outcome = migrate_postgres(&mut connection, files, only_look).await;
                let _ = connection.close().await;
                outcome
            }
            Engine::SqliteTx(_) | Engine::PostgresTx(_) => Err(Error::Database("migrations do not run inside a transaction".into())),
        }
    }
}

fn migration(name: &'static str, text: &'static str) -> Migration {
    let (number, description) = name.split_once('_').unwrap_or((name, ""));
    let version = number.parse().unwrap_or(i64::MAX);
    Migration::new(version, Cow::Borrowed(description), MigrationType::Simple, text.into_sql_str(), false)
}

/// SQLite's migrator takes no lock of its own; the write lock of one transaction around all of them is one.
async fn migrate_sqlite(connection: &mut SqliteConnection, files: &[File], only_look: bool) -> Result<Vec<&'static str>> {
    let mut tx = connection.begin_with("BEGIN IMMEDIATE").await?;
    let missing = missing(&mut *tx, files).await?;
    if only_look {
        tx.rollback().await?;
    } else {
        apply(&mut *tx, &missing).await?;
        tx.commit().await?;
    }
    Ok(missing.into_iter().map(|(name, _)| name).collect())
}

async fn migrate_postgres(connection: &mut PgConnection, files: &[File], only_look: bool) -> Result<Vec<&'static str>> {
    connection.lock().await.map_err(failure)?;
    let missing = missing(connection, files).await?;
    if !only_look {
        apply(connection, &missing).await?;
    }
    connection.unlock().await.map_err(failure)?;
    Ok(missing.into_iter().map(|(name, _)| name).collect())
}

/// What is not applied, oldest first, each with its name.
async fn missing<C: Migrate>(connection: &mut C, files: &[File]) -> Result<Vec<(&'static str, Migration)>> {
    let known: Vec<Migration> = files.iter().map(|(name, text)| migration(name, text)).collect();
    connection.ensure_migrations_table(TABLE).await.map_err(failure)?;
    let applied = connection.list_applied_migrations(TABLE).await.map_err(failure)?;
    let newest = known.last().map_or(0, |migration| migration.version);
    for there in &applied {
        match known.iter().find(|migration| migration.version == there.version) {
            None => return Err(Error::NewerDatabase { found: applied.iter().map(|m| m.version).max().unwrap_or(0), known: newest }),
            Some(migration) if migration.checksum != there.checksum => {
                let (number, name) = (migration.version, &migration.description);
                return Err(Error::Database(format!("migration {number} ({name}) was changed after it was applied to this database")));
            }
            Some(_) => {}
        }
    }
    let named = known.into_iter().zip(files).map(|(migration, (name, _))| (*name, migration));
    Ok(named.filter(|(_, migration)| !applied.iter().any(|there| there.version == migration.version)).collect())
}

async fn apply<C: Migrate>(connection: &mut C, missing: &[(&'static str, Migration)]) -> Result<()> {
    for (_, migration) in missing {
        connection.apply(TABLE, migration).await.map_err(failure)?;
    }
    Ok(())
}

fn failure(error: MigrateError) -> Error {
    match error {
        MigrateError::Execute(error) => error.into(),
        MigrateError::ExecuteMigration(error, number) => match Error::from(error) {
            full @ (Error::StorageFull | Error::Unavailable(_)) => full,
            other => Error::Database(format!("migration {number} failed: {other}")),
        },
        other => Error::Database(other.to_string()),
    }
}
