//! Attempts whose time is over are handed in with what was saved.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    db::{Db, testing::db_test},
    ids::AttemptId,
    learning::{
        rules::GRACE,
        store::{self, Begun},
    },
};

use super::stage::{Stage, append, count, stage, timed_settings};
use crate::school::{Studying, now};

const SUBMITTED: &str = "SELECT COUNT(*) FROM evidence WHERE kind = 'submitted'";

/// When an attempt begun now is over.
fn closes() -> DateTime<Utc> {
    now() + TimeDelta::minutes(10)
}

/// An attempt begun now, with the right answer.
async fn answered(db: &Db, stage: &Stage, who: Studying) -> AttemptId {
    let attempt = stage.begin(db, who, stage.timed, now()).await;
    append(db, vec![stage.quick_choice(who, attempt, true)], now()).await;
    attempt
}

db_test!(an_attempt_is_handed_in_as_of_the_moment_its_time_was_over, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    let timed = answered(&db, &stage, amara).await;
    let unlimited = stage.begin(&db, amara, stage.quiz, now()).await;
    assert_eq!(store::close_overdue(&db, closes() + GRACE).await.unwrap(), 0, "what is on its way may still come");
    let after = closes() + GRACE + TimeDelta::microseconds(1);
    let place = stage.place(amara);
    assert!(store::attempt(&db, &place, stage.timed, timed).await.unwrap().is_overdue(after));
    assert_eq!(store::close_overdue(&db, after).await.unwrap(), 1);
    let over = store::attempt(&db, &place, stage.timed, timed).await.unwrap();
    assert_eq!((over.submitted_at, over.points, over.passed), (Some(closes()), Some(1.0), Some(true)));
    assert!(!over.is_overdue(after));
    assert_eq!(store::close_overdue(&db, after + TimeDelta::days(1)).await.unwrap(), 0);
    assert!(store::attempt(&db, &place, stage.quiz, unlimited).await.unwrap().is_open(after + TimeDelta::days(900)));
    assert_eq!(count(&db, SUBMITTED).await, 1);
    assert_eq!(count(&db, "SELECT COUNT(*) FROM unit_progress WHERE completed_at IS NOT NULL").await, 1);
});

db_test!(any_number_may_hand_in_what_is_over_at_once, |db| {
    let stage = stage(&db).await;
    for who in [stage.school.amara, stage.school.nils, stage.school.ravi] {
        answered(&db, &stage, who).await;
    }
    let after = closes() + TimeDelta::hours(1);
    let sweeps: Vec<_> = (0..4)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move { store::close_overdue(&db, after).await.unwrap() })
        })
        .collect();
    for sweep in sweeps {
        sweep.await.unwrap();
    }
    assert_eq!(count(&db, SUBMITTED).await, 3);
    assert_eq!(count(&db, "SELECT COUNT(*) FROM attempts WHERE passed AND points = 1").await, 3);
    assert_eq!(count(&db, "SELECT COUNT(*) FROM evidence WHERE kind = 'completed'").await, 3);
});

db_test!(who_hands_in_late_gets_the_result_of_the_one_that_was_handed_in_for_them, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    let attempt = answered(&db, &stage, amara).await;
    let after = closes() + TimeDelta::hours(1);
    store::close_overdue(&db, after).await.unwrap();
    let scored = store::submit(&db, stage.at(amara, stage.timed), attempt, timed_settings(), (after, after)).await.unwrap();
    assert_eq!((scored.points, scored.passed), (1.0, true));
    assert_eq!(count(&db, SUBMITTED).await, 1);
});

db_test!(an_attempt_that_is_over_does_not_keep_from_the_next, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    let first = answered(&db, &stage, amara).await;
    let after = closes() + TimeDelta::hours(1);
    let asked = store::begin(&db, stage.at(amara, stage.timed), timed_settings(), AttemptId::new(), after).await.unwrap();
    let Begun::New(second) = asked else { panic!("not new: {asked:?}") };
    assert_eq!((second.number, store::close_overdue(&db, after).await.unwrap()), (2, 1));
    let attempts = store::attempts(&db, &stage.place(amara), stage.timed).await.unwrap();
    assert_eq!(
        attempts.iter().map(|attempt| (attempt.id, attempt.submitted_at)).collect::<Vec<_>>(),
        [(first, Some(closes())), (second.id, None)]
    );
});

db_test!(one_that_cannot_be_handed_in_stands_in_nobodys_way, |db| {
    let stage = stage(&db).await;
    let (amara, nils) = (stage.school.amara, stage.school.nils);
    // Timed as well, and over first; then its question becomes unreadable.
    let at = stage.at(amara, stage.quiz);
    store::begin(&db, at, timed_settings(), AttemptId::new(), now() - TimeDelta::hours(1)).await.unwrap();
    let other = answered(&db, &stage, nils).await;
    let spoil = stage.single;
    db.write(move |tx| Box::pin(async move { tx.run(query!("UPDATE questions SET definition = 'x' WHERE id = $1", spoil)).await }))
        .await
        .unwrap();
    assert!(store::close_overdue(&db, closes() + TimeDelta::hours(1)).await.is_err(), "it is said");
    let other = store::attempt(&db, &stage.place(nils), stage.timed, other).await.unwrap();
    assert_eq!(other.points, Some(1.0));
});
