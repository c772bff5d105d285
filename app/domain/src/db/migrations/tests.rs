//! Migrations that fail, race, and come from a newer program.

use super::*;
use crate::db::{Query, testing};

const GOOD: File = ("0001_first", "CREATE TABLE first (id BIGINT NOT NULL PRIMARY KEY); CREATE TABLE second (id BIGINT);");
const BAD: File = ("0002_bad", "CREATE TABLE third (id BIGINT); CREATE TABLE first (id BIGINT);");

async fn on_empty<F: Future<Output = ()>>(check: impl Fn(String) -> F) {
    let urls = testing::empty_urls().await;
    for url in &urls {
        check(url.clone()).await;
    }
    testing::drop_postgres(&urls[1]).await;
}

async fn open(url: &str) -> Db {
    Db::open(&url.parse().unwrap()).await.unwrap()
}

async fn tables(db: &Db) -> Vec<String> {
    let mut there = Vec::new();
    for (name, text) in
        [("first", "SELECT COUNT(*) FROM first"), ("second", "SELECT COUNT(*) FROM second"), ("third", "SELECT COUNT(*) FROM third")]
    {
        if db.value::<i64>(Query::new(text, Vec::new())).await.is_ok() {
            there.push(name.to_owned());
        }
    }
    there
}

#[test]
fn every_file_of_the_folder_is_in_the_program() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".sql").map(str::to_owned))
        .collect();
    names.sort();
    assert_eq!(names, FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    let mut last = 0;
    for (name, text) in FILES {
        let version = migration(name, text).version;
        assert!(version > last && version < i64::MAX, "{name} needs a number of its own, higher than {last}");
        last = version;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn migrating_says_what_ran_and_a_second_time_nothing() {
    on_empty(|url| async move {
        let db = open(&url).await;
        assert_eq!(db.migrate().await.unwrap(), FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        assert!(db.migrate().await.unwrap().is_empty());
        db.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn eight_programs_starting_at_once_migrate_once() {
    on_empty(|url| async move {
        let starts = (0..8).map(|_| {
            let url = url.clone();
            tokio::spawn(async move {
                let db = open(&url).await;
                let ran = db.migrate().await.unwrap().len();
                db.close().await;
                ran
            })
        });
        let mut ran = Vec::new();
        for start in starts.collect::<Vec<_>>() {
            ran.push(start.await.unwrap());
        }
        ran.sort_unstable();
        assert_eq!(ran, [0, 0, 0, 0, 0, 0, 0, FILES.len()]);
    })
    .await;
}

/// Through a pool, PostgreSQL's lock would stay with a connection of the pool and the second run would wait for ever (T5).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_migration_that_fails_is_undone_fails_again_and_hangs_nobody() {
    on_empty(|url| async move {
        let db = open(&url).await;
        assert_eq!(db.migrate_with(&[GOOD]).await.unwrap(), ["0001_first"]);
        for _ in 0..3 {
            let again = tokio::time::timeout(std::time::Duration::from_secs(5), db.migrate_with(&[GOOD, BAD])).await;
            let error = again.expect("the migration hangs").unwrap_err();
            assert!(matches!(&error, Error::Database(text) if text.contains("migration 2 failed")), "{error}");
            assert_eq!(tables(&db).await, ["first", "second"]);
        }
        db.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_of_a_newer_program_is_refused_in_words() {
    on_empty(|url| async move {
        let db = open(&url).await;
        db.migrate_with(&[GOOD, ("0007_later", "CREATE TABLE third (id BIGINT);")]).await.unwrap();
        let error = db.migrate_with(&[GOOD]).await.unwrap_err();
        assert!(matches!(error, Error::NewerDatabase { found: 7, known: 1 }), "{error}");
        assert!(error.to_string().contains("install the version that made it"), "{error}");
        db.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_migration_changed_after_it_ran_is_refused_in_words() {
    on_empty(|url| async move {
        let db = open(&url).await;
        db.migrate_with(&[GOOD]).await.unwrap();
        let error = db.migrate_with(&[("0001_first", "CREATE TABLE first (id BIGINT);")]).await.unwrap_err();
        assert!(matches!(&error, Error::Database(text) if text.contains("migration 1 (first) was changed")), "{error}");
        db.close().await;
    })
    .await;
}
