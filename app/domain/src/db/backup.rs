//! A copy of the whole database in one file, taken while the program runs.

use std::{path::Path, process::Stdio};

use sqlx::{ConnectOptions, Connection, Sqlite, sqlite::SqliteConnectOptions};

use super::{Db, engine::Engine};
use crate::{Error, Result};

impl Db {
    /// Writes a backup to a file that does not exist yet. SQLite: a complete database file, checked after it was written.
    /// PostgreSQL: the archive of `pg_dump --format=custom`, which must be on the PATH; `pg_restore` reads it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for the field `FILE` if the file exists or its folder does not; [`Error::StorageFull`];
    /// [`Error::Unavailable`] if `pg_dump` is missing or fails.
    pub async fn backup(&self, file: &Path) -> Result<()> {
        if file.exists() {
            return Err(Error::field("FILE", format!("{} exists; a backup never overwrites", file.display())));
        }
        if file.parent().is_some_and(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
            return Err(Error::field("FILE", format!("there is no folder for {}", file.display())));
        }
        match &self.0 {
            Engine::Sqlite(there) => copy_sqlite(&there.path, file).await,
            Engine::Postgres(_, url) => dump_postgres(url, file).await,
            Engine::SqliteTx(_) | Engine::PostgresTx(_) => Err(Error::Database("a backup is not taken inside a transaction".into())),
        }
    }
}

/// A connection of its own: the readers go on reading, and `VACUUM INTO` sees one moment of the database.
async fn copy_sqlite(from: &Path, to: &Path) -> Result<()> {
    let to_text = to.to_str().ok_or_else(|| Error::field("FILE", "the path must be UTF-8"))?;
    let mut connection = SqliteConnectOptions::new().filename(from).connect().await?;
    let copied = sqlx::query::<Sqlite>("VACUUM INTO $1").bind(to_text).execute(&mut connection).await;
    connection.close().await?;
    let outcome = match copied {
        Ok(_) => check_sqlite(to).await,
        Err(error) => Err(error.into()),
    };
    if outcome.is_err() {
        let _ = std::fs::remove_file(to);
    }
    outcome
}

async fn check_sqlite(file: &Path) -> Result<()> {
    let mut copy = SqliteConnectOptions::new().filename(file).read_only(true).connect().await?;
    let verdict = sqlx::query_scalar::<Sqlite, String>("PRAGMA integrity_check").fetch_one(&mut copy).await;
    copy.close().await?;
    match verdict?.as_str() {
        "ok" => std::fs::File::open(file).and_then(|file| file.sync_all()).map_err(|_| Error::StorageFull),
        other => Err(Error::Database(format!("the backup does not pass its check: {other}"))),
    }
}

async fn dump_postgres(url: &str, file: &Path) -> Result<()> {
    let (url, password) = without_password(url);
    let mut dump = tokio::process::Command::new("pg_dump");
    dump.arg("--format=custom").arg("--file").arg(file).arg("--dbname").arg(url).stdin(Stdio::null());
    if let Some(password) = password {
        dump.env("PGPASSWORD", password);
    }
    let done = dump.output().await.map_err(|error| {
        Error::Unavailable(format!("pg_dump could not be started ({error}): install PostgreSQL's client programs and put them on the PATH"))
    })?;
    if done.status.success() {
        return Ok(());
    }
    let _ = std::fs::remove_file(file);
    Err(Error::Unavailable(format!("pg_dump failed: {}", String::from_utf8_lossy(&done.stderr).trim())))
}

/// The password goes through the environment: everybody on the machine can read a command line.
fn without_password(url: &str) -> (String, Option<String>) {
    let parts = url.split_once("://").and_then(|(scheme, rest)| {
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (user, host) = authority.rsplit_once('@')?;
        let (name, password) = user.split_once(':')?;
        Some((format!("{scheme}://{name}@{host}{path}"), percent_decoded(password)))
    });
    match parts {
        Some((url, password)) => (url, Some(password)),
        None => (url.to_owned(), None),
    }
}

fn percent_decoded(text: &str) -> String {
    let (bytes, mut decoded, mut at) = (text.as_bytes(), Vec::new(), 0);
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}
