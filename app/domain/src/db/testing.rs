//! Fresh databases of both engines for tests, here and in other crates (feature `testing`).
//!
//! SQLite: a copy of a migrated file, in memory where there is some. PostgreSQL: a copy of a migrated template on the server
//! of `TEST_POSTGRES_URL`, or on one that the first test of the process starts with `postgres.sh`. Everything that was started or
//! made here ends with the process, in whatever way that ends: a shell waits at the other end of a pipe.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "this is test code")]
#![allow(clippy::zombie_processes, reason = "the shells outlive this process on purpose")]

use std::{
    env, fs,
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::OnceLock,
};

use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Postgres, postgres::PgConnectOptions};
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::{Db, migrations};
pub use crate::db_test;

/// A test that runs once on each engine, with a fresh, migrated database:
/// `db_test!(a_person_is_found_by_mail, |db| { assert!(db.maybe::<(i64,)>(sql!("…")).await?.is_none()); });`
///
/// Becomes a module of that name with the tests `sqlite` and `postgres`.
#[macro_export]
macro_rules! db_test {
    ($(#[$meta:meta])* $name:ident, |$db:ident| $body:expr) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn check($db: $crate::db::Db) {
                $body
            }

            #[test]
            fn sqlite() {
                $crate::db::testing::on_sqlite(check);
            }

            #[test]
            fn postgres() {
                $crate::db::testing::on_postgres(check);
            }
        }
    };
}

/// Runs a check on a fresh SQLite database.
pub fn on_sqlite<F: Future<Output = ()>>(check: impl FnOnce(Db) -> F) {
    runtime().block_on(async {
        let db = sqlite().await;
        check(db.clone()).await;
        db.close().await;
    });
}

/// Runs a check on a fresh PostgreSQL database, and drops it if the check passes.
pub fn on_postgres<F: Future<Output = ()>>(check: impl FnOnce(Db) -> F) {
    runtime().block_on(async {
        let url = postgres_url().await;
        let db = open(&url).await;
        check(db.clone()).await;
        db.close().await;
        drop_postgres(&url).await;
    });
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// A fresh, migrated SQLite database.
pub async fn sqlite() -> Db {
    open(&sqlite_url().await).await
}

/// A fresh, migrated PostgreSQL database.
///
/// # Panics
/// With a sentence that says what to install, if there is no PostgreSQL.
pub async fn postgres() -> Db {
    open(&postgres_url().await).await
}

async fn open(url: &str) -> Db {
    Db::open(&url.parse().unwrap()).await.unwrap()
}

/// The URL of a fresh, migrated SQLite database, for tests that start the program itself.
pub async fn sqlite_url() -> String {
    static TEMPLATE: OnceCell<PathBuf> = OnceCell::const_new();
    let template = TEMPLATE
        .get_or_init(|| async {
            let file = folder().join("template.sqlite");
            let db = open(&format!("sqlite://{}", file.display())).await;
            db.migrate().await.unwrap();
            db.close().await;
            file
        })
        .await;
    let file = folder().join(format!("{}.sqlite", Uuid::now_v7()));
    fs::copy(template, &file).unwrap();
    format!("sqlite://{}", file.display())
}

/// A folder that is deleted when the process ends.
pub fn folder() -> &'static PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let memory = PathBuf::from("/dev/shm");
        let folder = if memory.is_dir() { memory } else { env::temp_dir() }.join(format!("attending-tests-{}", Uuid::now_v7()));
        fs::create_dir_all(&folder).unwrap();
        let mut shell = Command::new("sh");
        shell.arg("-c").arg("trap '' INT HUP TERM; cat >/dev/null; rm -rf \"$1\"").arg("sh").arg(&folder);
        until_the_end(shell.stdout(Stdio::null()).stderr(Stdio::null()));
        folder
    })
}

/// Starts what ends when this process does: its standard input ends then. A group of its own keeps Ctrl-C away from it.
fn until_the_end(command: &mut Command) -> Child {
    let mut child = command.stdin(Stdio::piped()).process_group(0).spawn().expect("a shell");
    std::mem::forget(child.stdin.take());
    child
}

/// The URL of a fresh, migrated PostgreSQL database.
///
/// # Panics
/// As [`postgres`].
pub async fn postgres_url() -> String {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    copy_of(TEMPLATE.get_or_init(make_template).await).await
}

/// The URL of a fresh database of each engine with nothing in it, not even tables.
pub async fn empty_urls() -> [String; 2] {
    [format!("sqlite://{}/{}.sqlite", folder().display(), Uuid::now_v7()), copy_of("template0").await]
}

async fn copy_of(template: &str) -> String {
    let name = format!("attending_{}", Uuid::now_v7().simple());
    let mut server = connect(server_url()).await;
    statement(&mut server, format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")).await;
    server.close().await.unwrap();
    with_database(server_url(), &name)
}

/// Deletes a database that [`postgres_url`] made.
pub async fn drop_postgres(url: &str) {
    let name = url.parse::<PgConnectOptions>().unwrap().get_database().unwrap().to_owned();
    let mut server = connect(server_url()).await;
    statement(&mut server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
    server.close().await.unwrap();
}

/// Named for the migrations in it, so that processes with the same ones share it; renamed once it is complete.
async fn make_template() -> String {
    let digest = Sha256::digest(migrations::FILES.iter().map(|(name, text)| format!("{name}\n{text}\n")).collect::<String>());
    let name = format!("attending_template_{}", &hex::encode(digest)[..16]);
    let mut server = connect(server_url()).await;
    sqlx::query::<Postgres>("SELECT pg_advisory_lock(7203318)").execute(&mut server).await.unwrap();
    let there = sqlx::query::<Postgres>("SELECT datname FROM pg_database WHERE datname = $1").bind(&name);
    if there.fetch_optional(&mut server).await.unwrap().is_none() {
        statement(&mut server, format!("DROP DATABASE IF EXISTS {name}_unfinished WITH (FORCE)")).await;
        statement(&mut server, format!("CREATE DATABASE {name}_unfinished")).await;
        let db = open(&with_database(server_url(), &format!("{name}_unfinished"))).await;
        db.migrate().await.unwrap();
        db.close().await;
        statement(&mut server, format!("ALTER DATABASE {name}_unfinished RENAME TO {name}")).await;
    }
    server.close().await.unwrap();
    name
}

async fn connect(url: &str) -> PgConnection {
    PgConnection::connect(url).await.unwrap_or_else(|error| panic!("the PostgreSQL for tests at {url} does not answer: {error}"))
}

async fn statement(server: &mut PgConnection, text: String) {
    sqlx::raw_sql(AssertSqlSafe(text.as_str())).execute(server).await.unwrap_or_else(|error| panic!("{text}: {error}"));
}

/// The same server, another database.
fn with_database(url: &str, name: &str) -> String {
    let (address, parameters) = url.split_once('?').map_or((url, String::new()), |(address, rest)| (address, format!("?{rest}")));
    let (scheme, rest) = address.split_once("://").unwrap();
    let host = rest.split('/').next().unwrap();
    format!("{scheme}://{host}/{name}{parameters}")
}

/// The server for tests: `TEST_POSTGRES_URL`, or one started now.
fn server_url() -> &'static str {
    static SERVER: OnceLock<String> = OnceLock::new();
    SERVER.get_or_init(|| {
        if let Ok(url) = env::var("TEST_POSTGRES_URL") {
            return url;
        }
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(include_str!("testing/postgres.sh")).stdout(Stdio::piped());
        let mut child = until_the_end(&mut shell);
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
        assert!(
            !url.trim().is_empty(),
            "tests need PostgreSQL 15 or newer: install the package postgresql, or set POSTGRES_BIN to the folder of its programs, \
             or TEST_POSTGRES_URL to the URL of a server that tests may use"
        );
        url.trim().to_owned()
    })
}

/// Has PostgreSQL read a statement without running it.
///
/// # Errors
/// What PostgreSQL says of it.
pub async fn prepare(url: &str, text: &'static str) -> crate::Result<()> {
    let mut connection = PgConnection::connect(url).await?;
    let prepared = sqlx::Executor::prepare(&mut connection, sqlx::SqlSafeStr::into_sql_str(text)).await.map(drop);
    connection.close().await?;
    Ok(prepared?)
}
