//! What is next, and what is due.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    authoring::UnitKind,
    db::{Db, testing::db_test},
    ids::UnitId,
    learning::{
        evidence::{Did, Evidence, Whereabouts},
        store::{self, NextUnit, ReadingPlace},
    },
};

use super::stage::{Stage, append, did, stage};
use crate::school::{Module, Studying, becomes_live, days_ago, now};

async fn next(db: &Db, stage: &Stage, who: Studying) -> Option<NextUnit> {
    store::next_unit(db, &stage.place(who), now()).await.unwrap()
}

async fn names(db: &Db, stage: &Stage, who: Studying) -> (String, String) {
    next(db, stage, who).await.map(|next| (next.module_slug, next.slug)).unwrap()
}

fn named(module: &str, unit: &str) -> (String, String) {
    (module.to_owned(), unit.to_owned())
}

fn in_module(who: Studying, module: Module, unit: usize) -> Whereabouts {
    Whereabouts { person: who.person, enrollment: who.enrollment, version: module.version, unit: module.units[unit] }
}

async fn read(db: &Db, stage: &Stage, who: Studying, unit: UnitId, at: DateTime<Utc>) {
    let place = ReadingPlace { unit, anchor: "costs".into(), fraction: 0.5 };
    store::keep_place(db, &stage.place(who), place, at).await.unwrap();
}

async fn done(db: &Db, acts: Vec<Evidence>, at: DateTime<Utc>) {
    append(db, acts, at).await;
}

db_test!(who_has_begun_nothing_begins_at_the_beginning, |db| {
    let stage = stage(&db).await;
    let found = next(&db, &stage, stage.school.amara).await.unwrap();
    assert_eq!((found.module_slug.as_str(), found.slug.as_str(), found.position, found.units), ("economics", "lesson", 1, 3));
    assert_eq!((found.module_title.as_str(), found.kind, found.minutes), ("The title of economics", UnitKind::Lesson, 30));
    assert_eq!((found.due_at, found.started_at, found.anchor, found.fraction, found.stopped_at), (days_ago(10), None, None, None, None));
});

db_test!(a_live_session_comes_after_all_that_can_be_done_now, |db| {
    let stage = stage(&db).await;
    let (amara, economics) = (stage.school.amara, stage.school.economics);
    becomes_live(&db, economics.units[0]).await;
    done(&db, vec![did(in_module(amara, economics, 0), Did::Started, days_ago(1))], days_ago(1)).await;
    assert_eq!(names(&db, &stage, amara).await, named("economics", "quiz"), "though it was looked at last");
});

db_test!(one_goes_on_where_one_was_last, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    let economics = in_module(amara, stage.school.economics, 0);
    done(&db, vec![did(economics, Did::Started, days_ago(6))], days_ago(6)).await;
    done(&db, vec![did(stage.at(amara, stage.lesson), Did::Started, days_ago(5))], days_ago(5)).await;
    read(&db, &stage, amara, stage.lesson, days_ago(4)).await;
    let found = next(&db, &stage, amara).await.unwrap();
    assert_eq!((found.module_slug.as_str(), found.slug.as_str(), found.started_at), ("quality", "unit-1", Some(days_ago(5))));
    assert_eq!((found.anchor.as_deref(), found.fraction, found.stopped_at), (Some("costs"), Some(0.5), Some(days_ago(4))));
    // A place alone is enough, and so is an act alone.
    read(&db, &stage, amara, stage.case, days_ago(3)).await;
    assert_eq!(names(&db, &stage, amara).await, named("quality", "unit-4"));
    stage.begin(&db, amara, stage.quiz, days_ago(2)).await;
    assert_eq!(names(&db, &stage, amara).await, named("quality", "unit-2"));
    assert_eq!(names(&db, &stage, stage.school.nils).await, named("economics", "lesson"), "others are elsewhere");
});

db_test!(a_look_at_something_later_does_not_put_it_first, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    done(&db, vec![did(stage.at(amara, stage.case), Did::Started, days_ago(1))], days_ago(1)).await;
    assert_eq!(names(&db, &stage, amara).await, named("economics", "lesson"), "opened, and nothing done in it");
});

// A place kept long ago must not hide that a question of the same lesson was answered since.
db_test!(an_act_after_the_place_was_kept_counts_too, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    read(&db, &stage, amara, stage.lesson, days_ago(5)).await;
    read(&db, &stage, amara, stage.case, days_ago(4)).await;
    done(&db, vec![stage.remark(amara, 1)], days_ago(3)).await;
    let found = next(&db, &stage, amara).await.unwrap();
    assert_eq!((found.slug.as_str(), found.stopped_at), ("unit-1", Some(days_ago(3))));
});

db_test!(what_is_completed_or_locked_is_not_next, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    for unit in 0..3 {
        done(&db, vec![did(in_module(amara, stage.school.economics, unit), Did::Completed, days_ago(2))], days_ago(2)).await;
    }
    // Finance opens tomorrow: it is passed over.
    assert_eq!(names(&db, &stage, amara).await, named("quality", "unit-1"));
    let tomorrow = store::next_unit(&db, &stage.place(amara), now() + TimeDelta::days(1)).await.unwrap().unwrap();
    assert_eq!(tomorrow.module_slug, "finance");
    for unit in [stage.timed, stage.lesson, stage.case] {
        done(&db, vec![did(stage.at(amara, unit), Did::Completed, now())], now()).await;
    }
    assert_eq!(names(&db, &stage, amara).await, named("quality", "unit-2"));
    done(&db, vec![did(stage.at(amara, stage.quiz), Did::Completed, now())], now()).await;
    assert!(next(&db, &stage, amara).await.is_none());
    assert!(store::deadlines(&db, &stage.place(amara), now(), 9).await.unwrap().is_empty());
});

db_test!(deadlines_come_in_order_those_that_have_passed_first, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    let place = stage.place(amara);
    let all = store::deadlines(&db, &place, now(), 99).await.unwrap();
    let lines: Vec<_> = all.iter().map(|due| (due.module_slug.as_str(), due.slug.as_str(), due.due_at)).collect();
    assert_eq!(
        lines[..4],
        [
            ("economics", "lesson", days_ago(10)),
            ("economics", "quiz", days_ago(3)),
            ("economics", "case", days_ago(-20)),
            ("quality", "unit-1", days_ago(-20)),
        ]
    );
    assert_eq!(lines.len(), 7, "what is locked cannot be done yet");
    assert_eq!((all[0].kind, all[0].title.as_str(), all[0].minutes), (UnitKind::Lesson, "lesson", 30));
    done(&db, vec![did(in_module(amara, stage.school.economics, 0), Did::Completed, now())], now()).await;
    let two = store::deadlines(&db, &place, now(), 2).await.unwrap();
    assert_eq!(two.iter().map(|due| due.slug.as_str()).collect::<Vec<_>>(), ["quiz", "case"]);
    assert_eq!(store::deadlines(&db, &stage.place(stage.school.ravi), now(), 99).await.unwrap().len(), 3);
});
