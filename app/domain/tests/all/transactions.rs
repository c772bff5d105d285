//! What is acknowledged is there, whole, whatever happens to those who asked.

use std::time::Duration;

use domain::{
    Conflict, Error,
    db::{Db, Query, Tx, testing, testing::db_test},
};

const COUNT: &str = "SELECT COUNT(*) FROM marks";

fn mark(number: i64) -> Query {
    query!("INSERT INTO marks (number) VALUES ($1)", number)
}

async fn marks(db: &Db) {
    db.write(|tx| Box::pin(async move { tx.run(query!("CREATE TABLE marks (number BIGINT NOT NULL PRIMARY KEY)")).await })).await.unwrap();
}

async fn count(db: &Db) -> i64 {
    db.value(query!(COUNT)).await.unwrap()
}

db_test!(a_transaction_sees_its_own_writes_and_others_see_them_after_the_commit, |db| {
    marks(&db).await;
    let tx = db.begin().await.unwrap();
    assert_eq!(tx.run(mark(1)).await.unwrap(), 1);
    assert_eq!((count(&tx).await, count(&db).await), (1, 0));
    tx.commit().await.unwrap();
    assert_eq!(count(&db).await, 1);
});

db_test!(a_transaction_dropped_or_failed_changes_nothing, |db| {
    marks(&db).await;
    let tx = db.begin().await.unwrap();
    tx.run(mark(1)).await.unwrap();
    drop(tx);
    let failed: Result<(), _> = db
        .write(|tx| {
            Box::pin(async move {
                tx.run(mark(2)).await?;
                Err(Error::Forbidden)
            })
        })
        .await;
    assert!(matches!(failed, Err(Error::Forbidden)));
    let tx = db.begin().await.unwrap();
    assert_eq!(count(&tx).await, 0);
});

db_test!(a_change_that_panics_changes_nothing_and_blocks_nobody, |db| {
    marks(&db).await;
    let failed: Result<(), _> = db
        .write(|tx| {
            Box::pin(async move {
                tx.run(mark(1)).await?;
                panic!("on purpose");
            })
        })
        .await;
    assert!(matches!(failed, Err(Error::Unavailable(_))));
    db.write(|tx| Box::pin(async move { tx.run(mark(2)).await })).await.unwrap();
    assert_eq!(count(&db).await, 1);
});

db_test!(after_a_failed_statement_a_transaction_is_over, |db| {
    marks(&db).await;
    let tx = db.begin().await.unwrap();
    tx.run(mark(1)).await.unwrap();
    assert!(matches!(tx.run(mark(1)).await, Err(Error::Conflict(Conflict::Constraint))));
    assert!(matches!(tx.run(mark(2)).await, Err(Error::Database(_))));
    assert!(matches!(tx.value::<i64>(query!(COUNT)).await, Err(Error::Database(_))));
    assert!(matches!(tx.commit().await, Err(Error::Database(_))));
    assert_eq!(count(&db).await, 0);
    db.write(|tx| Box::pin(async move { tx.run(mark(3)).await })).await.unwrap();
});

db_test!(a_swallowed_failure_still_prevents_the_commit, |db| {
    marks(&db).await;
    let swallowed = db
        .write(|tx| {
            Box::pin(async move {
                tx.run(mark(1)).await?;
                let _ = tx.run(mark(1)).await;
                Ok(())
            })
        })
        .await;
    assert!(swallowed.is_err());
    assert_eq!(count(&db).await, 0);
});

db_test!(a_transaction_begins_no_other_and_does_not_outlive_its_end, |db| {
    marks(&db).await;
    let tx = db.begin().await.unwrap();
    assert!(tx.begin().await.is_err());
    assert!(tx.write(|tx| Box::pin(async move { tx.run(mark(1)).await })).await.is_err());
    let clone = Db::clone(&tx);
    tx.commit().await.unwrap();
    assert!(clone.value::<i64>(query!(COUNT)).await.is_err());
});

/// A random number below `limit`; the same ones in every run.
fn random(seed: &mut u64, limit: u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % limit
}

db_test!(canceled_begins_leave_the_way_free_for_the_next, |db| {
    marks(&db).await;
    let mut seed = 7;
    for number in 0..200 {
        let patience = Duration::from_micros(random(&mut seed, 1000));
        let _: Result<_, _> = tokio::time::timeout(patience, db.begin()).await;
        db.write(move |tx| Box::pin(async move { tx.run(mark(number)).await })).await.unwrap();
    }
    assert_eq!(count(&db).await, 200);
});

/// sqlx#4393: who uses such a connection next is inside a transaction that nobody ends; what it changes is acknowledged and lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn canceled_begins_leave_no_connection_inside_a_transaction() {
    let url = testing::postgres_url().await;
    let (db, observer) = (Db::open(&url.parse().unwrap()).await.unwrap(), Db::open(&url.parse().unwrap()).await.unwrap());
    let stuck = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'";
    let mut seed = 7;
    for round in 0..400 {
        let patience = Duration::from_micros(random(&mut seed, 1500));
        let _: Result<_, _> = tokio::time::timeout(patience, db.begin()).await;
        let free = async {
            while observer.value::<i64>(query!(stuck)).await.unwrap() > 0 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(3), free).await.unwrap_or_else(|_| panic!("round {round}: a connection is stuck"));
    }
    db.close().await;
    observer.close().await;
    testing::drop_postgres(&url).await;
}

db_test!(a_write_whose_caller_goes_away_is_kept_whole, |db| {
    marks(&db).await;
    let mut seed = 11;
    for number in 0..100 {
        let patience = Duration::from_micros(random(&mut seed, 1500));
        let write = db.write(move |tx: &Tx| {
            Box::pin(async move {
                tx.run(mark(number)).await?;
                tx.run(mark(number + 1000)).await
            })
        });
        let _: Result<_, _> = tokio::time::timeout(patience, write).await;
    }
    // Each was started, so each ends; the last in line is this one.
    let mut kept = 0;
    for _ in 0..200 {
        kept = count(&db).await;
        if kept == 200 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(kept, 200);
});

// A deferred BEGIN lets 29 of 32 fail at once (SQLITE_BUSY_SNAPSHOT), in spite of any patience.
db_test!(thirty_two_read_then_write_at_once_and_all_succeed, |db| {
    marks(&db).await;
    let all = (0..32).map(|number| {
        let db = db.clone();
        tokio::spawn(async move {
            db.write(move |tx| {
                Box::pin(async move {
                    tx.value::<i64>(query!(COUNT)).await?;
                    tx.run(mark(number)).await
                })
            })
            .await
        })
    });
    for one in all.collect::<Vec<_>>() {
        one.await.unwrap().unwrap();
    }
    assert_eq!(count(&db).await, 32);
});
