//! Opening a database, and backups of it.

use std::{fs, path::PathBuf};

use domain::{
    Error,
    db::{Db, testing, testing::db_test},
};
use uuid::Uuid;

fn somewhere(ending: &str) -> PathBuf {
    testing::folder().join(format!("{}{ending}", Uuid::now_v7()))
}

async fn pragma(db: &Db, text: &'static str) -> i64 {
    db.value(query!(text)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sqlite_file_and_its_folder_are_made_and_safe() {
    let folder = somewhere("");
    let db = Db::open(&format!("sqlite://{}/deep/school.sqlite", folder.display()).parse().unwrap()).await.unwrap();
    assert!(folder.join("deep/school.sqlite").is_file());
    db.migrate().await.unwrap();
    assert_eq!(db.value::<String>(query!("PRAGMA journal_mode")).await.unwrap(), "wal");
    assert_eq!((pragma(&db, "PRAGMA foreign_keys").await, pragma(&db, "PRAGMA query_only").await), (1, 1));
    assert_eq!(pragma(&db, "PRAGMA busy_timeout").await, 0, "a read that has to wait does so in a thread of its own");
    let tx = db.begin().await.unwrap();
    assert_eq!((pragma(&tx, "PRAGMA foreign_keys").await, pragma(&tx, "PRAGMA query_only").await), (1, 0));
    assert_eq!((pragma(&tx, "PRAGMA synchronous").await, pragma(&tx, "PRAGMA busy_timeout").await), (2, 5000));
    drop(tx);
    db.close().await;
    assert!(!folder.join("deep/school.sqlite-wal").exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_that_cannot_be_opened_says_which() {
    let file = somewhere("");
    fs::write(&file, "not a folder").unwrap();
    let below = Db::open(&format!("sqlite://{}/school.sqlite", file.display()).parse().unwrap()).await.unwrap_err();
    assert!(matches!(&below, Error::Unavailable(text) if text.contains(file.to_str().unwrap())), "{below}");
    let nobody = Db::open(&"postgres://nobody@localhost/x?host=/nowhere".parse().unwrap()).await.unwrap_err();
    assert!(matches!(nobody, Error::Unavailable(_)), "{nobody}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let file = somewhere(".sqlite");
    fs::write(&file, "A letter that somebody wants to keep. ".repeat(100)).unwrap();
    let refused = Db::open(&format!("sqlite://{}", file.display()).parse().unwrap()).await;
    assert!(matches!(refused, Err(Error::Database(_))), "{refused:?}");
    assert!(fs::read_to_string(&file).unwrap().starts_with("A letter"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_speaks_utc() {
    let url = testing::postgres_url().await;
    let db = Db::open(&url.parse().unwrap()).await.unwrap();
    assert_eq!(db.value::<String>(query!("SELECT current_setting('TimeZone')")).await.unwrap(), "UTC");
    db.close().await;
    testing::drop_postgres(&url).await;
}

db_test!(a_backup_is_complete_and_never_overwrites, |db| {
    db.write(|tx| Box::pin(async move { tx.run(query!("UPDATE audit_head SET hash = 'kept'")).await })).await.unwrap();
    let file = somewhere(".backup");
    db.backup(&file).await.unwrap();
    let bytes = fs::read(&file).unwrap();
    if bytes.starts_with(b"SQLite format 3") {
        let copy = Db::open(&format!("sqlite://{}", file.display()).parse().unwrap()).await.unwrap();
        assert_eq!(copy.value::<String>(query!("SELECT hash FROM audit_head")).await.unwrap(), "kept");
        assert!(copy.migrate().await.unwrap().is_empty());
    } else {
        assert!(bytes.starts_with(b"PGDMP"), "an archive of pg_dump");
    }
    let again = db.backup(&file).await;
    assert!(matches!(again, Err(Error::Invalid(_))), "{again:?}");
    assert_eq!(fs::read(&file).unwrap().len(), bytes.len());
    let nowhere = db.backup(&somewhere("").join("x.backup")).await;
    assert!(matches!(nowhere, Err(Error::Invalid(_))), "{nowhere:?}");
});
