//! How lessons are read, from what students do as they read.

use chrono::TimeDelta;
use domain::{
    cohorts::{ModuleReader, Pin, store as cohorts},
    db::{Db, testing::db_test},
    ids::CohortId,
    learning::{
        evidence::Did,
        store::{ReadingPlace, keep_place},
    },
    messages::Spot,
    reports::{
        reading::{Comments, Figures, Lesson, Pace},
        store::{pace, reading},
    },
};

use super::{
    items::{ADMINISTRATOR, students, teacher},
    stage::{Stage, append, did, stage},
};
use crate::{
    messages::discussion::{new, post},
    school::{Studying, days_ago, now},
};

async fn lesson(db: &Db, reader: ModuleReader) -> Lesson {
    let scope = cohorts::module_scope(db, reader, "quality").await.unwrap();
    reading(db, &scope, now()).await.unwrap().remove(0)
}

/// Begins the lesson 20 days ago, and is at its end so many minutes later.
async fn read(db: &Db, stage: &Stage, who: Studying, minutes: i64) {
    let (at, begun) = (stage.at(who, stage.lesson), days_ago(20));
    append(db, vec![did(at, Did::Started, begun)], begun).await;
    let end = begun + TimeDelta::minutes(minutes);
    append(db, vec![did(at, Did::Read, end), did(at, Did::Completed, end + TimeDelta::minutes(1))], end).await;
}

/// Begins the lesson 20 days ago and stops somewhere.
async fn stop(db: &Db, stage: &Stage, who: Studying, anchor: &str) {
    let begun = days_ago(20);
    append(db, vec![did(stage.at(who, stage.lesson), Did::Started, begun)], begun).await;
    let place = ReadingPlace { unit: stage.lesson, anchor: anchor.to_owned(), fraction: 0.4 };
    keep_place(db, &stage.place(who), place, begun + TimeDelta::minutes(4)).await.unwrap();
}

async fn readers(db: &Db, cohort: CohortId, stage: &Stage) {
    for (place, who) in students(db, cohort, 11).await.into_iter().enumerate() {
        match place {
            0..5 => read(db, stage, who, 90 + place as i64).await,
            5 => stop(db, stage, who, "elsewhere").await,
            _ => stop(db, stage, who, "").await,
        }
    }
}

db_test!(readings_are_added_up_and_nobody_is_told_alone, |db| {
    let stage = stage(&db).await;
    let before = lesson(&db, ADMINISTRATOR).await;
    assert_eq!((before.begun, before.figures), (0, None));
    readers(&db, stage.school.cohort, &stage).await;
    let after = lesson(&db, ADMINISTRATOR).await;
    let pace = Pace { readings: 5, minutes: 92, offer: Some(90) };
    assert_eq!((after.begun, after.version), (11, 1));
    assert_eq!(after.figures, Some(Figures { finished: 5, stopped: 6, places: vec![(None, 5)], pace: Some(pace) }));
});

db_test!(readings_of_cohorts_that_one_does_not_teach_are_not_told, |db| {
    let stage = stage(&db).await;
    let school = stage.school;
    readers(&db, school.cohort, &stage).await;
    let pin = Pin { cohort: school.other, version: stage.version, position: 3, opens_at: days_ago(30), due_at: days_ago(-20) };
    db.write(move |tx| Box::pin(async move { cohorts::pin_module(tx, now(), None, &pin).await })).await.unwrap();
    read(&db, &stage, students(&db, school.other, 1).await[0], 30).await;
    // The director teaches all of the other cohort.
    assert_eq!((lesson(&db, teacher(school.director)).await.begun, lesson(&db, ADMINISTRATOR).await.begun), (1, 12));
});

db_test!(one_lesson_takes_what_it_takes_among_all, |db| {
    let stage = stage(&db).await;
    let scope = cohorts::module_scope(&db, ADMINISTRATOR, "quality").await.unwrap();
    assert_eq!(pace(&db, &scope, "unit-1", now()).await.unwrap(), None, "nobody has read it");
    readers(&db, stage.school.cohort, &stage).await;
    let found = lesson(&db, ADMINISTRATOR).await;
    assert_eq!(pace(&db, &scope, &found.slug, now()).await.unwrap(), found.pace());
    assert_eq!(found.suggests().map(|pace| pace.minutes), Some(92));
    for other in ["unit-2", "nothing"] {
        assert_eq!(pace(&db, &scope, other, now()).await.unwrap(), None, "{other}");
    }
});

db_test!(comments_under_a_lesson_are_counted_by_cohort, |db| {
    let stage = stage(&db).await;
    let school = stage.school;
    assert_eq!(lesson(&db, ADMINISTRATOR).await.comments, vec![]);
    let under = |unit: &str| Spot { cohort: school.cohort, module: "quality".into(), unit: unit.into() };
    let question = new(under("unit-1"), None, school.amara.person, "Who pays?");
    let (thread, reply) = (question.id, new(under("unit-1"), Some(question.id), school.nils.person, "The plan."));
    let elsewhere = new(under("unit-2"), None, school.amara.person, "How often?");
    for one in [question, reply, elsewhere] {
        assert!(post(&db, one, now()).await.unwrap());
    }
    let counted = |count| vec![Comments { unit_slug: "unit-1".into(), cohort_id: school.cohort, count }];
    assert_eq!(lesson(&db, ADMINISTRATOR).await.comments, counted(2));
    db.write(move |tx| Box::pin(async move { tx.run(query!("UPDATE posts SET removed_at = $2 WHERE id = $1", thread, now())).await }))
        .await
        .unwrap();
    assert_eq!(lesson(&db, ADMINISTRATOR).await.comments, counted(1));
});
