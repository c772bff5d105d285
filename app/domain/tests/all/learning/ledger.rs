//! Every act that was acknowledged is there, once, whatever happened on its way.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Conflict, Error,
    db::testing::db_test,
    ids::{QuestionId, UnitId},
    learning::{
        Ledger,
        evidence::{Did, Evidence, Receipt},
        quiz::Response,
    },
};
use futures::future::join_all;

use super::stage::{ALL_EVIDENCE, answer, append, count, did, ledger, stage, standing};
use crate::school::{days_ago, now};

db_test!(an_act_is_there_once_however_often_it_is_sent, |db| {
    let stage = stage(&db).await;
    let (ledger, _) = ledger(&db);
    let act = stage.remark(stage.school.amara, 1);
    assert_eq!(ledger.record(act.clone()).await.unwrap(), Receipt::Stored);
    assert_eq!(ledger.record(act.clone()).await.unwrap(), Receipt::Repeated);
    let later = Evidence { occurred_at: days_ago(1), ..act.clone() };
    assert_eq!(ledger.record(later).await.unwrap(), Receipt::Repeated, "what was done is the same, whatever the clock says");
    assert_eq!(count(&db, ALL_EVIDENCE).await, 1);

    let other = stage.remark(stage.school.nils, 0);
    let receipts = append(&db, vec![other.clone(), act, other.clone(), other], now()).await;
    assert_eq!(receipts, [Receipt::Stored, Receipt::Repeated, Receipt::Repeated, Receipt::Repeated]);
    assert_eq!(count(&db, ALL_EVIDENCE).await, 2);
});

db_test!(of_sixty_four_who_send_the_same_at_once_one_is_told_that_it_is_new, |db| {
    let stage = stage(&db).await;
    let (ledger, _) = ledger(&db);
    let act = stage.remark(stage.school.amara, 1);
    let senders: Vec<_> = (0..64)
        .map(|_| {
            let (ledger, act) = (ledger.clone(), act.clone());
            tokio::spawn(async move { ledger.record(act).await.unwrap() })
        })
        .collect();
    let receipts: Vec<Receipt> = join_all(senders).await.into_iter().map(Result::unwrap).collect();
    let told = |wanted| receipts.iter().filter(|receipt| **receipt == wanted).count();
    assert_eq!((told(Receipt::Stored), told(Receipt::Repeated)), (1, 63));
    assert_eq!(count(&db, ALL_EVIDENCE).await, 1);
});

db_test!(two_processes_that_are_sent_the_same_keep_it_once, |db| {
    let stage = stage(&db).await;
    let ledgers: [Ledger; 2] = [ledger(&db).0, ledger(&db).0];
    let acts: Vec<Evidence> = (0..100).map(|turn| stage.remark(stage.school.amara, turn % 3)).collect();
    let sent = ledgers.iter().enumerate().map(|(process, ledger)| {
        let mut acts = acts.clone();
        if process == 1 {
            acts.reverse();
        }
        join_all(acts.into_iter().map(|act| ledger.record(act)))
    });
    let receipts: Vec<Receipt> = join_all(sent).await.into_iter().flatten().map(Result::unwrap).collect();
    assert_eq!(receipts.iter().filter(|receipt| **receipt == Receipt::Stored).count(), 100);
    assert_eq!(receipts.iter().filter(|receipt| **receipt == Receipt::Repeated).count(), 100);
    assert_eq!(count(&db, ALL_EVIDENCE).await, 100);
});

db_test!(an_id_that_is_another_acts_is_refused_and_changes_nothing, |db| {
    let stage = stage(&db).await;
    let (ledger, _) = ledger(&db);
    let (amara, nils) = (stage.school.amara, stage.school.nils);
    let act = stage.remark(amara, 1);
    ledger.record(act.clone()).await.unwrap();
    for other in [
        Evidence { id: act.id, ..stage.remark(amara, 0) },
        Evidence { id: act.id, ..stage.remark(nils, 1) },
        Evidence { id: act.id, ..answer(stage.at(amara, stage.case), None, stage.aside, Response::Options(vec![1])) },
        Evidence { id: act.id, ..did(stage.at(amara, stage.lesson), Did::Completed, now()) },
    ] {
        assert_eq!(ledger.record(other).await.unwrap(), Receipt::Refused);
    }
    let (one, two) = (stage.remark(nils, 1), stage.remark(nils, 2));
    let two = Evidence { id: one.id, ..two };
    assert_eq!(append(&db, vec![one, two], now()).await, [Receipt::Stored, Receipt::Refused], "in one batch as well");
    assert_eq!(count(&db, ALL_EVIDENCE).await, 2);
    assert_eq!(standing(&db, amara.enrollment.0, stage.aside).await, Some(Response::Options(vec![1])));
    assert_eq!(count(&db, "SELECT COUNT(*) FROM unit_progress WHERE completed_at IS NOT NULL").await, 0);
});

db_test!(an_act_that_cannot_be_kept_harms_no_other, |db| {
    let stage = stage(&db).await;
    let (ledger, _) = ledger(&db);
    let unknown = did(stage.at(stage.school.amara, UnitId::new()), Did::Started, now());
    let mut acts: Vec<Evidence> = (0..40).map(|turn| stage.remark(stage.school.nils, turn % 3)).collect();
    acts.insert(20, unknown.clone());
    let receipts = join_all(acts.into_iter().map(|act| ledger.record(act))).await;
    for (place, receipt) in receipts.into_iter().enumerate() {
        match receipt {
            Ok(receipt) => assert!(place != 20 && receipt == Receipt::Stored, "{place}: {receipt:?}"),
            Err(error) => assert!(place == 20 && matches!(error, Error::Conflict(Conflict::Constraint)), "{place}: {error}"),
        }
    }
    assert!(ledger.record(unknown).await.is_err(), "nor is it kept when it comes again");
    assert_eq!(count(&db, ALL_EVIDENCE).await, 40);
});

db_test!(a_sender_who_goes_away_is_served_all_the_same, |db| {
    let stage = stage(&db).await;
    let clock = ledger(&db).1;
    let (ledger, writing) = Ledger::start(db.clone(), clock);
    for turn in 0..60_u64 {
        let question = QuestionId::new();
        let act = answer(stage.at(stage.school.amara, stage.lesson), None, question, Response::Options(vec![0]));
        let _ = tokio::time::timeout(Duration::from_micros(turn * 37 % 900), ledger.record(act)).await;
    }
    drop(ledger);
    writing.await.unwrap();
    assert_eq!(count(&db, ALL_EVIDENCE).await, 60, "the ledger ends when everything it received is written");
    assert_eq!(count(&db, "SELECT COUNT(*) FROM answers").await, 60, "each with what it amounts to");
});

db_test!(when_nothing_can_be_kept_everybody_is_told, |db| {
    let stage = stage(&db).await;
    let (ledger, _) = ledger(&db);
    db.close().await;
    let told = join_all((0..300).map(|_| ledger.record(stage.remark(stage.school.amara, 1)))).await;
    assert!(told.iter().all(|answer| matches!(answer, Err(Error::Unavailable(_)))));
});

/// All orders of three.
const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

db_test!(the_newest_answer_stands_in_whatever_order_they_arrive, |db| {
    let stage = stage(&db).await;
    let at = stage.at(stage.school.amara, stage.lesson);
    for (order, together) in ORDERS.into_iter().flat_map(|order| [(order, false), (order, true)]) {
        let question = QuestionId::new();
        let given = |option, occurred_at| Evidence { occurred_at, ..answer(at, None, question, Response::Options(vec![option])) };
        let acts = [given(0, days_ago(2)), given(1, days_ago(1)), given(2, days_ago(1))];
        assert!(acts[1].id < acts[2].id, "the id decides between equals");
        let arriving = order.map(|index| acts[index].clone());
        if together {
            append(&db, arriving.to_vec(), now()).await;
        } else {
            for act in arriving {
                append(&db, vec![act], now()).await;
            }
        }
        assert_eq!(standing(&db, at.enrollment.0, question).await, Some(Response::Options(vec![2])), "{order:?} {together}");
    }
});

db_test!(progress_is_the_same_in_whatever_order_acts_arrive, |db| {
    let stage = stage(&db).await;
    let times = [(Did::Started, 9), (Did::Completed, 5), (Did::Completed, 7), (Did::Read, 8), (Did::Started, 11)];
    for (who, backwards) in [(stage.school.amara, false), (stage.school.nils, true)] {
        let mut acts: Vec<_> = times.iter().map(|(what, days)| did(stage.at(who, stage.lesson), *what, days_ago(*days))).collect();
        if backwards {
            acts.reverse();
        }
        for act in acts {
            append(&db, vec![act], now()).await;
        }
    }
    type Times = (DateTime<Utc>, DateTime<Utc>, Option<DateTime<Utc>>);
    let rows = db.all::<Times>(query!("SELECT started_at, last_at, completed_at FROM unit_progress")).await.unwrap();
    assert_eq!(rows, [(days_ago(11), now(), Some(days_ago(7))); 2]);
});

db_test!(nothing_occurs_later_than_it_is_recorded_or_before_there_were_clocks, |db| {
    let stage = stage(&db).await;
    let (ledger, clock) = ledger(&db);
    clock.set(now() + TimeDelta::seconds(1));
    for occurred_at in [now() + TimeDelta::days(400), DateTime::<Utc>::MIN_UTC, now() + TimeDelta::nanoseconds(1999)] {
        let act = Evidence { occurred_at, ..stage.remark(stage.school.amara, 1) };
        assert_eq!(ledger.record(act).await.unwrap(), Receipt::Stored);
    }
    let kept: Vec<(DateTime<Utc>, DateTime<Utc>)> =
        db.all(query!("SELECT occurred_at, recorded_at FROM evidence ORDER BY occurred_at")).await.unwrap();
    let recorded = now() + TimeDelta::seconds(1);
    let expected = [DateTime::UNIX_EPOCH, now() + TimeDelta::microseconds(1), recorded];
    assert_eq!(kept, expected.map(|occurred| (occurred, recorded)));
});
