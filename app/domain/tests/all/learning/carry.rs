//! Going on in another version or another cohort takes along what was done, and changes nothing of what was there.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    cohorts::{EnrollmentState, NewEnrollment, store::enroll},
    db::{Db, testing::db_test},
    ids::{EnrollmentId, QuestionId, UnitId},
    learning::{
        evidence::{Did, Evidence},
        quiz::Response,
        store::{self, Begun, Carried, Carry, ReadingPlace},
    },
};

use super::{
    rebuild::{Progress, sum},
    stage::{ALL_EVIDENCE, Stage, answer, append, choose, count, did, next_version, quiz_settings, stage, standing},
};
use crate::school::{Studying, days_ago, now};

async fn carry(db: &Db, what: Carry, at: DateTime<Utc>) -> Carried {
    db.write(move |tx| Box::pin(async move { store::carry(tx, &what, at).await })).await.unwrap()
}

fn to_version(who: Studying, from: &Stage, to: &Stage) -> Carry {
    Carry { person: who.person, from: who.enrollment, to: who.enrollment, versions: vec![(from.version, to.version)] }
}

/// A lesson read, answered and completed, a quiz failed, then passed, and a case half written.
async fn studied(db: &Db, stage: &Stage, who: Studying) {
    let lesson = stage.at(who, stage.lesson);
    append(db, vec![did(lesson, Did::Started, days_ago(9)), stage.remark(who, 2)], days_ago(9)).await;
    append(db, vec![did(lesson, Did::Completed, days_ago(8))], days_ago(8)).await;
    for (right, days) in [(false, 7), (true, 6)] {
        let attempt = stage.begin(db, who, stage.quiz, days_ago(days)).await;
        let pairs = answer(stage.at(who, stage.quiz), Some(attempt), stage.matching, Response::Pairs(vec![Some(2), Some(0), None]));
        append(db, vec![stage.choice(who, attempt, right), pairs], days_ago(days)).await;
        let at = days_ago(days) + TimeDelta::hours(1);
        store::submit(db, stage.at(who, stage.quiz), attempt, quiz_settings(), (at, at)).await.unwrap();
    }
    let text = Response::Text("I would ask first.".into());
    let written = answer(stage.at(who, stage.case), None, QuestionId(stage.case.0), text);
    append(db, vec![Evidence { occurred_at: days_ago(5), ..written }], days_ago(5)).await;
    let place = ReadingPlace { unit: stage.lesson, anchor: "costs".into(), fraction: 0.5 };
    store::keep_place(db, &stage.place(who), place, days_ago(8)).await.unwrap();
}

/// How far somebody is in a unit, whatever its id.
async fn far(db: &Db, enrollment: EnrollmentId, unit: UnitId) -> Option<[Option<String>; 4]> {
    let all = sum(db).await.0;
    let row = all.into_iter().find(|row| (row.enrollment_id, row.unit_id) == (enrollment, unit))?;
    let Progress { started_at, last_at, completed_at, best_percent, .. } = row;
    let text = |at: DateTime<Utc>| Some(at.to_rfc3339());
    Some([text(started_at), text(last_at), completed_at.and_then(text), best_percent.map(|best| best.to_bits().to_string())])
}

domain::row! {
    #[derive(Debug, PartialEq)]
    struct Row { id: uuid::Uuid, unit_id: UnitId, payload: String, occurred_at: DateTime<Utc>, recorded_at: DateTime<Utc> }
}

async fn rows(db: &Db) -> Vec<Row> {
    db.all(query!("SELECT id, unit_id, payload, occurred_at, recorded_at FROM evidence ORDER BY recorded_at, id")).await.unwrap()
}

db_test!(what_was_done_in_one_version_stands_in_the_next_as_it_stood_before, |db| {
    let one = stage(&db).await;
    let two = next_version(&db, one).await;
    let amara = one.school.amara;
    studied(&db, &one, amara).await;
    studied(&db, &one, one.school.nils).await;
    let before = rows(&db).await;
    let carried = carry(&db, to_version(amara, &one, &two), now()).await;
    assert_eq!(carried, Carried { units: 3 });

    for (old, new) in [(one.lesson, two.lesson), (one.quiz, two.quiz), (one.case, two.case)] {
        let was = far(&db, amara.enrollment, old).await;
        assert!(was.is_some());
        assert_eq!(far(&db, amara.enrollment, new).await, was);
    }
    assert_eq!(far(&db, amara.enrollment, two.timed).await, None, "what was not begun is not begun there");
    assert_eq!(far(&db, one.school.nils.enrollment, two.lesson).await, None, "others are not carried");
    assert_eq!(standing(&db, amara.enrollment.0, two.aside).await, Some(Response::Options(vec![2])));
    let text = standing(&db, amara.enrollment.0, QuestionId(two.case.0)).await;
    assert_eq!(text, Some(Response::Text("I would ask first.".into())));
    let after = rows(&db).await;
    assert_eq!(after[..before.len()], before[..], "what was there is as it was");
    assert!(after[before.len()..].iter().all(|row| row.payload.contains("\"carried\":") && row.recorded_at == now()));
});

db_test!(carrying_twice_adds_nothing_and_a_rebuild_gives_the_same, |db| {
    let one = stage(&db).await;
    let two = next_version(&db, one).await;
    let amara = one.school.amara;
    studied(&db, &one, amara).await;
    carry(&db, to_version(amara, &one, &two), now()).await;
    let (once, evidence) = (sum(&db).await, rows(&db).await);
    let again = carry(&db, to_version(amara, &one, &two), now() + TimeDelta::days(1)).await;
    assert_eq!(again, Carried { units: 0 });
    assert_eq!((sum(&db).await, rows(&db).await), (once, evidence));
    let right = sum(&db).await;
    store::rebuild_all(&db).await.unwrap();
    assert_eq!(sum(&db).await, right);
    // Where nothing changes there is nothing to carry.
    assert_eq!(carry(&db, to_version(amara, &one, &one), now()).await, Carried { units: 0 });
});

db_test!(what_is_done_after_a_first_carrying_comes_with_the_second, |db| {
    let one = stage(&db).await;
    let two = next_version(&db, one).await;
    let amara = one.school.amara;
    append(&db, vec![did(one.at(amara, one.lesson), Did::Started, days_ago(2))], days_ago(2)).await;
    carry(&db, to_version(amara, &one, &two), days_ago(1)).await;
    append(&db, vec![did(one.at(amara, one.lesson), Did::Completed, now())], now()).await;
    assert_eq!(carry(&db, to_version(amara, &one, &two), now()).await, Carried { units: 1 });
    assert_eq!(far(&db, amara.enrollment, two.lesson).await, far(&db, amara.enrollment, one.lesson).await);
});

db_test!(an_open_attempt_is_handed_in_first_and_all_attempts_are_left_where_one_goes_on, |db| {
    let one = stage(&db).await;
    let two = next_version(&db, one).await;
    let amara = one.school.amara;
    let attempt = one.begin(&db, amara, one.quiz, days_ago(1)).await;
    append(&db, vec![one.choice(amara, attempt, true)], days_ago(1)).await;
    let timed = one.begin(&db, amara, one.timed, days_ago(1)).await;
    append(&db, vec![one.quick_choice(amara, timed, true)], days_ago(1)).await;
    carry(&db, to_version(amara, &one, &two), now()).await;
    let tried = store::attempts(&db, &one.place(amara), one.quiz).await.unwrap();
    assert_eq!((tried[0].submitted_at, tried[0].points), (Some(now()), Some(4.0)));
    let over = store::attempts(&db, &one.place(amara), one.timed).await.unwrap();
    assert_eq!(over[0].submitted_at, Some(days_ago(1) + TimeDelta::minutes(10)), "as of when its time was over");
    let best = sum(&db).await.0.into_iter().find(|row| row.unit_id == two.quiz).unwrap().best_percent;
    assert_eq!(best, Some(4.0 / 9.0 * 100.0));
    let fresh = store::begin(&db, two.at(amara, two.quiz), quiz_settings(), domain::ids::AttemptId::new(), now()).await.unwrap();
    assert!(matches!(fresh, Begun::New(attempt) if attempt.number == 1), "a new version gives all its attempts");
});

db_test!(what_was_done_goes_along_to_another_cohort_and_from_there_to_another_version, |db| {
    let one = stage(&db).await;
    let two = next_version(&db, one).await;
    let amara = one.school.amara;
    studied(&db, &one, amara).await;
    let there = Studying { person: amara.person, enrollment: EnrollmentId::new() };
    let new = NewEnrollment { id: there.enrollment, person: amara.person, cohort: one.school.other, state: EnrollmentState::Enrolled };
    db.write(move |tx| Box::pin(async move { enroll(tx, now(), None, &new).await })).await.unwrap();
    let transfer = Carry { person: amara.person, from: amara.enrollment, to: there.enrollment, versions: vec![(one.version, one.version)] };
    assert_eq!(carry(&db, transfer, now()).await, Carried { units: 3 });
    assert_eq!(carry(&db, to_version(there, &one, &two), now()).await, Carried { units: 3 });
    for (old, new) in [(one.lesson, two.lesson), (one.quiz, two.quiz), (one.case, two.case)] {
        let was = far(&db, amara.enrollment, old).await;
        assert_eq!(far(&db, there.enrollment, old).await, was);
        assert_eq!(far(&db, there.enrollment, new).await, was);
    }
    let stops = query!("SELECT COUNT(*) FROM reading_places WHERE anchor = 'costs' AND enrollment_id = $1", there.enrollment);
    assert_eq!(db.value::<i64>(stops).await.unwrap(), 2);
    let right = sum(&db).await;
    store::rebuild_all(&db).await.unwrap();
    assert_eq!(sum(&db).await, right);
});

db_test!(a_newer_answer_is_not_overruled_by_one_that_is_carried, |db| {
    let one = stage(&db).await;
    let two = next_version(&db, one).await;
    let amara = one.school.amara;
    append(&db, vec![Evidence { occurred_at: days_ago(3), ..one.remark(amara, 0) }], days_ago(3)).await;
    append(&db, vec![Evidence { occurred_at: days_ago(1), ..two.remark(amara, 1) }], days_ago(1)).await;
    carry(&db, to_version(amara, &one, &two), now()).await;
    assert_eq!(standing(&db, amara.enrollment.0, two.aside).await, Some(choose(true)));
    assert_eq!(count(&db, ALL_EVIDENCE).await, 4);
});

db_test!(units_of_another_module_or_kind_have_nothing_to_do_with_each_other, |db| {
    let one = stage(&db).await;
    let (amara, economics) = (one.school.amara, one.school.economics);
    studied(&db, &one, amara).await;
    let foreign =
        Carry { person: amara.person, from: amara.enrollment, to: amara.enrollment, versions: vec![(one.version, economics.version)] };
    assert_eq!(carry(&db, foreign, now()).await, Carried { units: 0 });
});
