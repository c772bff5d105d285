//! The audit log finds what was done to it.

use chrono::{DateTime, Utc};
use domain::{
    audit::{self, Verdict},
    db::{Db, sql, testing::db_test},
};
use serde_json::json;

fn noon() -> DateTime<Utc> {
    "2026-05-04T12:00:00.123456Z".parse().unwrap()
}

async fn append(db: &Db, number: i64) {
    db.write(move |tx| Box::pin(async move { audit::append(tx, noon(), None, "date.changed", "cohort 7", json!({ "to": number })).await }))
        .await
        .unwrap();
}

async fn log_of(db: &Db, entries: i64) {
    for number in 1..=entries {
        append(db, number).await;
    }
}

db_test!(entries_come_newest_first_and_the_log_is_whole, |db| {
    assert_eq!(audit::verify(&db).await.unwrap(), Verdict::Whole { entries: 0 });
    log_of(&db, 3).await;
    assert_eq!(audit::verify(&db).await.unwrap(), Verdict::Whole { entries: 3 });
    let recent = audit::recent(&db, 2).await.unwrap();
    assert_eq!(recent.iter().map(|entry| entry.sequence).collect::<Vec<_>>(), [3, 2]);
    assert_eq!(recent[0].details.0, json!({ "to": 3 }));
    assert_eq!((recent[0].at, recent[0].actor_id), (noon(), None));
});

db_test!(thirty_two_appenders_at_once_make_one_chain, |db| {
    let all = (0..32).map(|number| {
        let db = db.clone();
        tokio::spawn(async move { append(&db, number).await })
    });
    for one in all.collect::<Vec<_>>() {
        one.await.unwrap();
    }
    assert_eq!(audit::verify(&db).await.unwrap(), Verdict::Whole { entries: 32 });
});

db_test!(a_change_that_fails_leaves_no_entry, |db| {
    log_of(&db, 1).await;
    let failed = db
        .write::<(), _>(|tx| {
            Box::pin(async move {
                audit::append(tx, noon(), None, "date.changed", "cohort 7", json!({})).await?;
                Err(domain::Error::Forbidden)
            })
        })
        .await;
    assert!(matches!(failed, Err(domain::Error::Forbidden)), "{failed:?}");
    assert_eq!(audit::verify(&db).await.unwrap(), Verdict::Whole { entries: 1 });
});

/// What somebody with a database shell could do. `sql!` would be refused by the statement test here, and rightly.
async fn tamper(db: &Db, texts: &'static [&'static str]) {
    db.write(move |tx| {
        Box::pin(async move {
            for text in texts {
                tx.run(domain::db::Query::new(text, Vec::new())).await?;
            }
            Ok(())
        })
    })
    .await
    .unwrap();
}

db_test!(a_changed_detail_is_found, |db| {
    log_of(&db, 3).await;
    tamper(&db, &["UPDATE audit_entries SET details = '{\"to\":9}' WHERE sequence = 2"]).await;
    assert_eq!(audit::verify(&db).await.unwrap(), Verdict::Broken { sequence: 2, reason: "it was changed" });
});

db_test!(a_changed_time_or_actor_is_found, |db| {
    log_of(&db, 2).await;
    db.write(|tx| {
        let later = noon() + chrono::TimeDelta::microseconds(1);
        Box::pin(async move {
            let text = "UPDATE audit_entries SET at = $1 WHERE sequence = 1";
            tx.run(domain::db::Query::new(text, vec![domain::db::Param::Time(Some(later))])).await
        })
    })
    .await
    .unwrap();
    assert_eq!(audit::verify(&db).await.unwrap(), Verdict::Broken { sequence: 1, reason: "it was changed" });
});

db_test!(a_removed_entry_is_found, |db| {
    log_of(&db, 3).await;
    tamper(&db, &["DELETE FROM audit_entries WHERE sequence = 2"]).await;
    assert_eq!(audit::verify(&db).await.unwrap(), Verdict::Broken { sequence: 2, reason: "it is missing" });
});

db_test!(a_cut_off_end_is_found, |db| {
    log_of(&db, 3).await;
    tamper(&db, &["DELETE FROM audit_entries WHERE sequence = 3"]).await;
    assert_eq!(audit::verify(&db).await.unwrap(), Verdict::Broken { sequence: 3, reason: "it and all after it are missing" });
});

db_test!(an_end_cut_off_with_the_head_set_back_is_found, |db| {
    log_of(&db, 3).await;
    tamper(&db, &["DELETE FROM audit_entries WHERE sequence = 3", "UPDATE audit_head SET sequence = 2"]).await;
    let found = audit::verify(&db).await.unwrap();
    assert_eq!(found, Verdict::Broken { sequence: 2, reason: "it is not what the head of the log says" });
});

db_test!(two_entries_in_each_others_place_are_found, |db| {
    log_of(&db, 3).await;
    tamper(
        &db,
        &[
            "UPDATE audit_entries SET sequence = 99 WHERE sequence = 2",
            "UPDATE audit_entries SET sequence = 2 WHERE sequence = 3",
            "UPDATE audit_entries SET sequence = 3 WHERE sequence = 99",
        ],
    )
    .await;
    let found = audit::verify(&db).await.unwrap();
    assert_eq!(found, Verdict::Broken { sequence: 2, reason: "it does not follow the entry before it" });
});

db_test!(an_entry_the_head_does_not_know_is_found, |db| {
    log_of(&db, 1).await;
    tamper(
        &db,
        &["INSERT INTO audit_entries (sequence, at, actor_id, action, subject, details, previous, hash)
           SELECT 2, at, actor_id, action, subject, details, hash, hash FROM audit_entries"],
    )
    .await;
    assert_eq!(audit::verify(&db).await.unwrap(), Verdict::Broken { sequence: 2, reason: "the head of the log does not know it" });
});

db_test!(a_long_log_is_read_in_pages, |db| {
    db.write(|tx| {
        Box::pin(async move {
            for number in 0..2001 {
                audit::append(tx, noon(), None, "date.changed", "cohort 7", json!({ "to": number })).await?;
            }
            Ok(())
        })
    })
    .await
    .unwrap();
    assert_eq!(audit::verify(&db).await.unwrap(), Verdict::Whole { entries: 2001 });
    assert_eq!(db.value::<i64>(sql!("SELECT sequence FROM audit_head WHERE id = 1")).await.unwrap(), 2001);
});
