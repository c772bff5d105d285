//! What the engines say, in the words of the school, the same for both.

use chrono::DateTime;
use domain::{
    Conflict, Error,
    db::{DatabaseUrl, Db, Query, testing, testing::db_test},
};
use uuid::Uuid;

async fn run(db: &Db, query: Query) -> domain::Result<u64> {
    db.write(move |tx| Box::pin(async move { tx.run(query).await })).await
}

fn program(id: Uuid, slug: &str) -> Query {
    query!("INSERT INTO programs (id, slug, title, summary, created_at) VALUES ($1, $2, '', '', $3)", id, slug, DateTime::UNIX_EPOCH)
}

db_test!(a_constraint_that_says_no_is_a_conflict, |db| {
    let id = Uuid::now_v7();
    run(&db, program(id, "mmm")).await.unwrap();
    let same_id = run(&db, program(id, "other")).await.unwrap_err();
    let same_slug = run(&db, program(Uuid::now_v7(), "mmm")).await.unwrap_err();
    let no_module = run(&db, query!("UPDATE audit_head SET id = $1", 2_i64)).await.unwrap_err();
    let no_person = run(&db, query!("INSERT INTO recovery_codes (person_id, code_hash) VALUES ($1, 'x')", id)).await.unwrap_err();
    for error in [same_id, same_slug, no_module, no_person] {
        assert!(matches!(error, Error::Conflict(Conflict::Constraint)), "{error:?}");
        assert!(matches!(error.or_conflict(Conflict::IdReused), Error::Conflict(Conflict::IdReused)));
    }
    assert!(matches!(Error::NotFound.or_conflict(Conflict::IdReused), Error::NotFound));
});

db_test!(a_missing_value_and_a_wrong_statement_are_our_defects, |db| {
    let missing = run(&db, query!("INSERT INTO programs (id) VALUES ($1)", Uuid::now_v7())).await;
    assert!(matches!(missing, Err(Error::Database(_))), "{missing:?}");
    let wrong = db.value::<i64>(query!("SELECT nothing FROM nowhere")).await;
    assert!(matches!(wrong, Err(Error::Database(_))), "{wrong:?}");
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_outside_a_transaction_is_refused_by_sqlite() {
    let db = testing::sqlite().await;
    let refused = db.value::<i64>(query!("UPDATE audit_head SET sequence = 9 RETURNING sequence")).await;
    assert!(matches!(&refused, Err(Error::Database(text)) if text.contains("outside a transaction")), "{refused:?}");
    assert_eq!(db.value::<i64>(query!("SELECT sequence FROM audit_head")).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_writes_serves_reads_and_recovers_by_itself() {
    let db = testing::sqlite().await;
    let big = "x".repeat(200_000);
    for _ in 0..3 {
        // Fails as a full disk does: SQLITE_FULL, and SQLite rolls back by itself. The limit goes with the connection.
        let slug = big.clone();
        let refused = db.write(move |tx| {
            Box::pin(async move {
                tx.run(query!("PRAGMA max_page_count = 1")).await?;
                tx.run(program(Uuid::now_v7(), &slug)).await
            })
        });
        let refused = refused.await;
        assert!(matches!(refused, Err(Error::StorageFull)), "{refused:?}");
        assert_eq!(db.value::<i64>(query!("SELECT COUNT(*) FROM programs")).await.unwrap(), 0);
    }
    run(&db, program(Uuid::now_v7(), &big)).await.unwrap();
    assert_eq!(db.value::<i64>(query!("SELECT COUNT(*) FROM programs")).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_database_is_unavailable() {
    for db in [testing::sqlite().await, testing::postgres().await] {
        db.close().await;
        assert!(matches!(db.value::<i64>(query!("SELECT COUNT(*) FROM programs")).await, Err(Error::Unavailable(_))));
        assert!(matches!(run(&db, program(Uuid::now_v7(), "x")).await, Err(Error::Unavailable(_))));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_ends_our_connections_is_used_again() {
    let db = testing::postgres().await;
    let end =
        "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    for _ in 0..3 {
        let tx = db.begin().await.unwrap();
        db.value::<i64>(query!(end)).await.unwrap();
        let cut = tx.run(program(Uuid::now_v7(), "cut")).await;
        assert!(matches!(cut, Err(Error::Unavailable(_))), "{cut:?}");
        drop(tx);
        run(&db, program(Uuid::now_v7(), &Uuid::now_v7().to_string())).await.unwrap();
    }
    assert_eq!(db.value::<i64>(query!("SELECT COUNT(*) FROM programs")).await.unwrap(), 3);
}

#[test]
fn a_url_that_is_no_database_is_refused_in_words() {
    for url in ["", "mysql://x", "sqlite::memory:", "sqlite://:memory:", "sqlite://", "sqlite://a?mode=ro", "postgres://[", "a.sqlite"] {
        let refused = url.parse::<DatabaseUrl>().expect_err(url);
        assert!(refused.to_string().contains("sqlite://PATH"), "{refused}");
    }
}

#[test]
fn the_password_of_a_url_is_not_shown() {
    let url: DatabaseUrl = "postgres://school:s3cret@db.example.org:5433/attending".parse().unwrap();
    assert_eq!(format!("{url} {url:?}"), "postgres://school@db.example.org:5433/attending postgres://school@db.example.org:5433/attending");
}
