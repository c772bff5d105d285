//! Handing in: what stands is scored, once.

use domain::{
    Error,
    db::{Db, testing::db_test},
    ids::{AttemptId, UnitId},
    learning::{
        evidence::Evidence,
        quiz::Response,
        store::{self, Scored},
    },
};
use futures::future::join_all;

use super::stage::{Stage, answer, append, count, quiz_settings, stage};
use crate::school::{Studying, days_ago, now};

async fn submit(db: &Db, stage: &Stage, who: Studying, attempt: AttemptId) -> Scored {
    store::submit(db, stage.at(who, stage.quiz), attempt, quiz_settings(), (now(), now())).await.unwrap()
}

/// An answer to `matching` with so many right pairs.
fn pairs(stage: &Stage, who: Studying, attempt: AttemptId, right: usize) -> Evidence {
    let given = [2, 0, 1].iter().enumerate().map(|(place, pair)| (place < right).then_some(*pair)).collect();
    answer(stage.at(who, stage.quiz), Some(attempt), stage.matching, Response::Pairs(given))
}

async fn progress(db: &Db, who: Studying, unit: UnitId) -> (bool, Option<f64>) {
    let of = query!(
        "SELECT completed_at IS NOT NULL, best_percent FROM unit_progress WHERE enrollment_id = $1 AND unit_id = $2",
        who.enrollment,
        unit
    );
    db.one(of).await.unwrap()
}

db_test!(handing_in_scores_what_stands_and_passing_completes_the_unit, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    let attempt = stage.begin(&db, amara, stage.quiz, days_ago(1)).await;
    let essay = answer(stage.at(amara, stage.quiz), Some(attempt), stage.essay, Response::Text("At length".into()));
    append(&db, vec![stage.choice(amara, attempt, false)], now()).await;
    append(&db, vec![stage.choice(amara, attempt, true), pairs(&stage, amara, attempt, 1), essay], now()).await;
    let scored = submit(&db, &stage, amara, attempt).await;
    assert_eq!(scored, Scored { points: 5.666667, possible: 9.0, passed: true });
    assert_eq!(progress(&db, amara, stage.quiz).await, (true, Some(5.666667 / 9.0 * 100.0)));
    let kept = store::attempt(&db, &stage.place(amara), stage.quiz, attempt).await.unwrap();
    assert_eq!((kept.submitted_at, kept.points, kept.possible, kept.passed), (Some(now()), Some(5.666667), Some(9.0), Some(true)));
    assert!(!kept.is_open(now()));
});

db_test!(failing_does_not_complete_the_unit_and_the_best_result_stays, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    let attempt = stage.begin(&db, amara, stage.quiz, now()).await;
    append(&db, vec![stage.choice(amara, attempt, true)], now()).await;
    let scored = submit(&db, &stage, amara, attempt).await;
    assert_eq!(scored, Scored { points: 4.0, possible: 9.0, passed: false });
    let best = Some(4.0 / 9.0 * 100.0);
    assert_eq!(progress(&db, amara, stage.quiz).await, (false, best));
    let empty = stage.begin(&db, amara, stage.quiz, now()).await;
    assert_eq!(submit(&db, &stage, amara, empty).await, Scored { points: 0.0, possible: 9.0, passed: false });
    assert_eq!(progress(&db, amara, stage.quiz).await, (false, best));
});

db_test!(an_answer_taken_back_counts_nothing, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    let attempt = stage.begin(&db, amara, stage.quiz, now()).await;
    append(&db, vec![stage.choice(amara, attempt, true), pairs(&stage, amara, attempt, 3)], now()).await;
    append(&db, vec![answer(stage.at(amara, stage.quiz), Some(attempt), stage.single, Response::Options(vec![]))], now()).await;
    assert_eq!(submit(&db, &stage, amara, attempt).await.points, 5.0);
});

db_test!(an_attempt_is_handed_in_once_however_many_hand_it_in, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    let attempt = stage.begin(&db, amara, stage.quiz, now()).await;
    append(&db, vec![stage.choice(amara, attempt, true), pairs(&stage, amara, attempt, 2)], now()).await;
    let first = join_all((0..6).map(|_| {
        let (db, at) = (db.clone(), stage.at(amara, stage.quiz));
        tokio::spawn(async move { store::submit(&db, at, attempt, quiz_settings(), (now(), now())).await.unwrap() })
    }));
    let results: Vec<Scored> = first.await.into_iter().map(Result::unwrap).collect();
    let again = submit(&db, &stage, amara, attempt).await;
    assert!(results.iter().all(|scored| *scored == again), "{results:?} {again:?}");
    assert_eq!(again, Scored { points: 7.333333, possible: 9.0, passed: true });
    assert_eq!(count(&db, "SELECT COUNT(*) FROM evidence WHERE kind = 'submitted'").await, 1);
    assert_eq!(count(&db, "SELECT COUNT(*) FROM evidence WHERE kind = 'completed'").await, 1);
});

db_test!(an_attempt_of_another_student_or_quiz_is_not_found, |db| {
    let stage = stage(&db).await;
    let (amara, nils) = (stage.school.amara, stage.school.nils);
    let attempt = stage.begin(&db, amara, stage.quiz, now()).await;
    for (who, unit) in [(nils, stage.quiz), (amara, stage.timed), (stage.school.ravi, stage.quiz)] {
        let found = store::attempt(&db, &stage.place(who), unit, attempt).await;
        assert!(matches!(found, Err(Error::NotFound)));
        let handed_in = store::submit(&db, stage.at(who, unit), attempt, quiz_settings(), (now(), now())).await;
        assert!(matches!(handed_in, Err(Error::NotFound)));
    }
    assert!(store::attempt(&db, &stage.place(amara), stage.quiz, attempt).await.unwrap().is_open(now()));
    assert!(store::attempts(&db, &stage.place(nils), stage.quiz).await.unwrap().is_empty());
});
