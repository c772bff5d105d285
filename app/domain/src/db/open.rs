//! Where the database is, and opening it.

use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
    time::{Duration, Instant},
};

use sqlx::{
    ConnectOptions, SqliteConnection,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use super::{Db, engine::Engine, query, sqlite::File};
use crate::{Error, Result};

/// Readers of a SQLite file. Reads beyond these wait their turn.
const READERS: usize = 4;
/// Statements one connection keeps prepared.
pub(super) const STATEMENTS: usize = 512;
/// How long a connection that writes waits for another process.
const BUSY: Duration = Duration::from_secs(5);
/// What takes longer than this is named in the log.
pub(super) const SLOW: Duration = Duration::from_secs(1);
/// The first SQLite without the WAL-reset corruption bug.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// Where the database is: `sqlite://PATH` or `postgres://…`. Its `Display` hides the password.
#[derive(Clone)]
pub struct DatabaseUrl {
    pub(super) place: Place,
    connections: u32,
}

#[derive(Clone)]
pub(super) enum Place {
    Sqlite(PathBuf),
    Postgres(String, Box<PgConnectOptions>),
}

impl DatabaseUrl {
    /// How many connections to a PostgreSQL server one process may hold; 16 unless told. SQLite takes no notice.
    #[must_use]
    pub fn with_connections(mut self, connections: u32) -> Self {
        self.connections = connections.max(1);
        self
    }

    /// Where the file is, if it is one.
    pub fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::Sqlite(path) => Some(path),
            Place::Postgres(..) => None,
        }
    }

    /// A SQLite file.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self { place: Place::Sqlite(path.into()), connections: 16 }
    }
}

impl FromStr for DatabaseUrl {
    type Err = Error;

    fn from_str(url: &str) -> Result<Self> {
        let wrong =
            |what: &str| Error::field("DATABASE_URL", format!("{what}; write sqlite://PATH or postgres://USER:PASSWORD@HOST/DATABASE"));
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() || path.contains(":memory:") || path.contains(['?', '#']) {
                return Err(wrong("a SQLite database is a file, and its path has no parameters"));
            }
            return Ok(Self::file(path));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url).map_err(|error| wrong(&format!("not a PostgreSQL URL ({error})")))?;
            return Ok(Self { place: Place::Postgres(url.to_owned(), Box::new(options)), connections: 16 });
        }
        Err(wrong("unknown kind of database"))
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
            Place::Postgres(_, options) => {
                let (user, host, port) = (options.get_username(), options.get_host(), options.get_port());
                write!(f, "postgres://{user}@{host}:{port}/{}", options.get_database().unwrap_or(user))
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Db {
    /// Opens the database; a SQLite file and its folder are made if missing. Does not migrate: see [`Db::migrate`].
    ///
    /// # Errors
    /// If it cannot be reached or made.
    pub async fn open(url: &DatabaseUrl) -> Result<Self> {
        match &url.place {
            Place::Sqlite(path) => open_sqlite(path).await,
            Place::Postgres(text, options) => open_postgres(text, options, url.connections).await,
        }
    }

    /// Closes every connection and waits for it; SQLite's file is then complete without its write-ahead log. Whatever still uses
    /// a clone gets [`Error::Unavailable`].
    pub async fn close(&self) {
        match &self.0 {
            Engine::Sqlite(file) => file.close().await,
            Engine::Postgres(pool, _) => pool.close().await,
            Engine::SqliteTx(_) | Engine::PostgresTx(_) => {}
        }
    }
}

async fn open_sqlite(path: &Path) -> Result<Db> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder {
        std::fs::create_dir_all(folder)
            .map_err(|error| Error::Unavailable(format!("the folder {} cannot be made: {error}", folder.display())))?;
    }
    let file = Arc::new(File::new(path.to_owned(), writing(path), READERS));
    // The first connection makes the file and turns on the write-ahead log, before any reader looks.
    file.clone().begin().await.map_err(|error| about(path, error))?.rollback().await;
    let db = Db(Engine::Sqlite(file));
    let version: String = db.value(query::Query::new("SELECT sqlite_version()", Vec::new())).await?;
    if number(&version) < OLDEST_SQLITE {
        return Err(Error::Unavailable(format!("SQLite {version} can lose data; this program needs 3.51.3 or newer")));
    }
    Ok(db)
}

fn about(path: &Path, error: Error) -> Error {
    match error {
        Error::StorageFull => Error::Unavailable(format!("the file {} cannot be opened for writing", path.display())),
        other => other,
    }
}

fn number(version: &str) -> (u32, u32, u32) {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0))
}

pub(super) fn writing(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY)
        .statement_cache_capacity(STATEMENTS)
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", "-4096")
        .pragma("journal_size_limit", "67108864")
        .log_statements(log::LevelFilter::Off)
        .log_slow_statements(log::LevelFilter::Warn, SLOW)
}

/// Connects for writing, and turns on the write-ahead log. Of several who turn it on in a new file at once, SQLite tells all but one
/// "busy" at once, whatever the timeout: waiting could be for ever, as each holds what another needs. So whoever is told tries again.
pub(super) async fn connect_writing(options: &SqliteConnectOptions) -> Result<SqliteConnection> {
    let begun = Instant::now();
    loop {
        match options.connect().await.map_err(Error::from) {
            Err(Error::Unavailable(_)) if begun.elapsed() < BUSY => tokio::time::sleep(Duration::from_millis(10)).await,
            connected => return connected,
        }
    }
}

async fn open_postgres(url: &str, options: &PgConnectOptions, connections: u32) -> Result<Db> {
    let pool =
        PgPoolOptions::new().max_connections(connections).acquire_timeout(Duration::from_secs(10)).connect_with(postgres(options)).await?;
    Ok(Db(Engine::Postgres(pool, url.into())))
}

pub(super) fn postgres(options: &PgConnectOptions) -> PgConnectOptions {
    options
        .clone()
        .application_name("attending")
        .statement_cache_capacity(STATEMENTS)
        .options([("timezone", "UTC")])
        .log_statements(log::LevelFilter::Off)
        .log_slow_statements(log::LevelFilter::Warn, SLOW)
}
