//! What is answered in time counts; what comes late is kept and does not.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    db::{Db, testing::db_test},
    ids::AttemptId,
    learning::{
        evidence::{Evidence, Receipt},
        rules::GRACE,
        store,
    },
};
use futures::future::join_all;

use super::stage::{ALL_EVIDENCE, Stage, append, choose, count, ledger, quiz_settings, stage, standing, timed_settings};
use crate::school::{Studying, now};

const MICROSECOND: TimeDelta = TimeDelta::microseconds(1);

async fn submit(db: &Db, stage: &Stage, who: Studying, attempt: AttemptId, at: DateTime<Utc>) -> f64 {
    store::submit(db, stage.at(who, stage.quiz), attempt, quiz_settings(), (at, at)).await.unwrap().points
}

db_test!(an_answer_after_the_end_is_kept_and_does_not_count, |db| {
    let stage = stage(&db).await;
    let (ledger, clock) = ledger(&db);
    let amara = stage.school.amara;
    let attempt = stage.begin(&db, amara, stage.quiz, now()).await;
    let right = stage.choice(amara, attempt, true);
    assert_eq!(ledger.record(right.clone()).await.unwrap(), Receipt::Stored);
    assert_eq!(submit(&db, &stage, amara, attempt, now()).await, 4.0);

    clock.set(now() + TimeDelta::seconds(5));
    let wrong = Evidence { occurred_at: now() + TimeDelta::seconds(4), ..stage.choice(amara, attempt, false) };
    assert_eq!(ledger.record(wrong.clone()).await.unwrap(), Receipt::Late);
    assert_eq!(ledger.record(wrong).await.unwrap(), Receipt::Late, "and again");
    assert_eq!(ledger.record(right).await.unwrap(), Receipt::Repeated, "what came in time did so for ever");
    assert_eq!(standing(&db, attempt.0, stage.single).await, Some(choose(true)));
    assert_eq!(submit(&db, &stage, amara, attempt, now()).await, 4.0);
    assert_eq!(count(&db, "SELECT COUNT(*) FROM evidence WHERE kind = 'answered'").await, 2);
    assert_eq!(count(&db, "SELECT COUNT(*) FROM evidence WHERE kind = 'answered' AND payload LIKE '%\"late\":true%'").await, 1);
});

db_test!(an_answer_given_before_the_end_and_sent_after_it_is_late, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    let attempt = stage.begin(&db, amara, stage.quiz, now()).await;
    let given = Evidence { occurred_at: now() + TimeDelta::seconds(1), ..stage.choice(amara, attempt, true) };
    submit(&db, &stage, amara, attempt, now() + TimeDelta::seconds(2)).await;
    assert_eq!(append(&db, vec![given], now() + TimeDelta::seconds(3)).await, [Receipt::Late]);
    assert_eq!(standing(&db, attempt.0, stage.single).await, None);
});

db_test!(what_was_on_its_way_when_time_was_up_counts, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    let attempt = stage.begin(&db, amara, stage.timed, now()).await;
    let closes = now() + TimeDelta::minutes(10);
    let send = |right, at| append(&db, vec![Evidence { occurred_at: at, ..stage.quick_choice(amara, attempt, right) }], at);
    assert_eq!(send(false, closes).await, [Receipt::Stored]);
    assert_eq!(send(true, closes + GRACE).await, [Receipt::Stored]);
    assert_eq!(send(false, closes + GRACE + MICROSECOND).await, [Receipt::Late]);
    assert_eq!(standing(&db, attempt.0, stage.quick).await, Some(choose(true)));
    let scored = store::submit(&db, stage.at(amara, stage.timed), attempt, timed_settings(), (closes, closes + GRACE)).await.unwrap();
    assert_eq!((scored.points, scored.passed), (1.0, true));
});

db_test!(an_answer_to_an_attempt_that_is_not_there_never_counts, |db| {
    let stage = stage(&db).await;
    let nowhere = AttemptId::new();
    assert_eq!(append(&db, vec![stage.choice(stage.school.amara, nowhere, true)], now()).await, [Receipt::Late]);
    assert_eq!((count(&db, ALL_EVIDENCE).await, count(&db, "SELECT COUNT(*) FROM answers").await), (1, 0));
});

db_test!(one_late_answer_in_a_batch_makes_no_other_late, |db| {
    let stage = stage(&db).await;
    let (amara, nils) = (stage.school.amara, stage.school.nils);
    let over = stage.begin(&db, amara, stage.quiz, now()).await;
    submit(&db, &stage, amara, over, now()).await;
    let open = stage.begin(&db, nils, stage.quiz, now()).await;
    let batch = vec![stage.choice(nils, open, true), stage.choice(amara, over, true), stage.remark(amara, 1)];
    assert_eq!(append(&db, batch, now()).await, [Receipt::Stored, Receipt::Late, Receipt::Stored]);
});

// Whoever is told that an answer counts finds it in the score; whoever is told that it came late does not.
db_test!(an_answer_and_the_end_of_its_attempt_do_not_pass_each_other, |db| {
    let stage = stage(&db).await;
    let ledgers = [ledger(&db).0, ledger(&db).0];
    let amara = stage.school.amara;
    for round in 0..12 {
        let attempt = stage.begin(&db, amara, stage.timed, now()).await;
        let answers: Vec<Evidence> = (0..8).map(|turn| stage.quick_choice(amara, attempt, (turn + round) % 2 == 0)).collect();
        let sent = answers.iter().enumerate().map(|(turn, act)| ledgers[turn % 2].record(act.clone()));
        let at = stage.at(amara, stage.timed);
        let (receipts, scored) = tokio::join!(join_all(sent), store::submit(&db, at, attempt, timed_settings(), (now(), now())));
        let in_time = answers.iter().zip(receipts).filter(|(_, receipt)| *receipt.as_ref().unwrap() == Receipt::Stored);
        let newest = in_time.map(|(act, _)| act).max_by_key(|act| act.id);
        let right = newest.is_some_and(|act| answers.iter().position(|other| other.id == act.id).unwrap() % 2 == round % 2);
        assert_eq!(scored.unwrap().points, if right { 1.0 } else { 0.0 }, "round {round}");
    }
});
