//! Limits that hold across processes.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    accounts::{
        rules::{CODES, SIGN_INS, Tries},
        store,
    },
    db::{Db, testing::db_test},
};

use super::now;

async fn try_once(db: &Db, account: &'static str, address: &'static str, at: DateTime<Utc>) -> Tries {
    db.write(move |tx| Box::pin(async move { store::count_try(tx, SIGN_INS, account, address, at).await })).await.unwrap()
}

db_test!(tries_count_for_account_and_address_together, |db| {
    for n in 1..=9 {
        assert_eq!(try_once(&db, "ana", "192.0.2.1", now()).await.together, n);
    }
    assert_eq!(try_once(&db, "ben", "192.0.2.1", now()).await, Tries { together: 1, again_at: now() + SIGN_INS.within, anywhere: 1 });
    assert_eq!(try_once(&db, "ana", "192.0.2.2", now()).await, Tries { together: 1, again_at: now() + SIGN_INS.within, anywhere: 10 });
    let other = db.write(|tx| Box::pin(async move { store::count_try(tx, CODES, "ana", "192.0.2.1", now()).await })).await.unwrap();
    assert_eq!((other.together, other.anywhere), (1, 1));
});

db_test!(a_count_begins_again_when_its_span_is_over, |db| {
    let first = try_once(&db, "ana", "192.0.2.1", now()).await;
    let later = now() + TimeDelta::minutes(14);
    assert_eq!(try_once(&db, "ana", "192.0.2.1", later).await, Tries { together: 2, again_at: first.again_at, anywhere: 2 });
    let over = now() + TimeDelta::minutes(15);
    assert_eq!(try_once(&db, "ana", "192.0.2.1", over).await, Tries { together: 1, again_at: over + SIGN_INS.within, anywhere: 3 });
});

db_test!(tries_made_at_once_are_all_counted, |db| {
    let tries = futures::future::join_all((0..12).map(|_| try_once(&db, "ana", "192.0.2.1", now()))).await;
    let mut counts: Vec<_> = tries.iter().map(|tries| tries.together).collect();
    counts.sort_unstable();
    assert_eq!(counts, (1..=12).collect::<Vec<_>>());
});

db_test!(the_right_password_forgets_the_tries_from_there_alone_and_itself_everywhere, |db| {
    try_once(&db, "ana", "192.0.2.1", now()).await;
    try_once(&db, "ana", "192.0.2.2", now()).await;
    db.write(|tx| Box::pin(async move { store::forget_tries(tx, SIGN_INS, "ana", "192.0.2.1").await })).await.unwrap();
    let again = try_once(&db, "ana", "192.0.2.1", now()).await;
    assert_eq!((again.together, again.anywhere), (1, 2), "the right one is no guess, wherever tries are counted");
    assert_eq!(try_once(&db, "ana", "192.0.2.2", now()).await.together, 2);
});
