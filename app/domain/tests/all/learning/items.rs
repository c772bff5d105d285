//! Item analysis, from attempts as they are made.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Error, Result,
    cohorts::{
        EnrollmentState, ModuleReader, ModuleScope, NewEnrollment, Pin, VersionMove,
        store::{self as cohorts, add_staff, enroll, pin_module},
    },
    db::{Db, Tx, sql, testing::db_test},
    ids::{AttemptId, CohortId, EnrollmentId, ModuleId, PersonId, ProgramId},
    learning::{evidence::Evidence, quiz::Response, store},
    reports::{
        items::{Item, Parts, QuizItems, Said},
        store::items,
    },
};

use super::stage::{Stage, answer, append, choose, next_version, quiz_settings, stage};
use crate::school::{Studying, days_ago, now, person};

const NOBODY: ModuleReader = ModuleReader { administrator: false, runs: None, teaches: None, writes: None };
pub const ADMINISTRATOR: ModuleReader = ModuleReader { administrator: true, ..NOBODY };

pub fn teacher(person: PersonId) -> ModuleReader {
    ModuleReader { teaches: Some(person), ..NOBODY }
}

async fn scope(db: &Db, reader: ModuleReader) -> Result<ModuleScope> {
    cohorts::module_scope(db, reader, "quality").await
}

/// The first quiz, as a reader sees it.
async fn quiz(db: &Db, reader: ModuleReader) -> QuizItems {
    items(db, &scope(db, reader).await.unwrap()).await.unwrap().remove(0)
}

pub async fn students(db: &Db, cohort: CohortId, count: usize) -> Vec<Studying> {
    db.write(move |tx| Box::pin(async move { enrolled(tx, cohort, count).await })).await.unwrap()
}

async fn enrolled(tx: &Tx, cohort: CohortId, count: usize) -> Result<Vec<Studying>> {
    let mut students = Vec::new();
    for number in 0..count {
        let (id, person) = (EnrollmentId::new(), person(tx, &format!("Student {cohort} {number}")).await?);
        enroll(tx, now(), None, &NewEnrollment { id, person, cohort, state: EnrollmentState::Enrolled }).await?;
        students.push(Studying { person, enrollment: id });
    }
    Ok(students)
}

/// An attempt at the quiz: whether `single` is right, and how many pairs of `matching`.
async fn attempt(db: &Db, stage: &Stage, who: Studying, at: DateTime<Utc>, (single, pairs): (bool, usize)) -> AttemptId {
    let attempt = stage.begin(db, who, stage.quiz, at).await;
    let given = [2, 0, 1].iter().enumerate().map(|(place, pair)| (place < pairs).then_some(*pair)).collect();
    let later = |evidence: Evidence, seconds| Evidence { occurred_at: at + TimeDelta::seconds(seconds), ..evidence };
    let first = answer(stage.at(who, stage.quiz), Some(attempt), stage.single, choose(single));
    let second = answer(stage.at(who, stage.quiz), Some(attempt), stage.matching, Response::Pairs(given));
    append(db, vec![later(first, 40), later(second, 130)], at + TimeDelta::seconds(200)).await;
    store::submit(db, stage.at(who, stage.quiz), attempt, quiz_settings(), (at, at)).await.unwrap();
    attempt
}

/// Of twelve, the three best know both, the three weakest neither, and the others half of it.
async fn a_dozen(db: &Db, stage: &Stage, cohort: CohortId) -> Vec<Studying> {
    let students = students(db, cohort, 12).await;
    for (place, who) in students.iter().enumerate() {
        let given = [(true, 3), (true, 1), (false, 2), (false, 0)][place / 3];
        attempt(db, stage, *who, days_ago(9), given).await;
    }
    students
}

fn told(item: &Item) -> Vec<(Said, Parts)> {
    item.figures.as_ref().unwrap().lines.iter().map(|line| (line.said.clone(), line.students)).collect()
}

fn parts(upper: i64, middle: i64, lower: i64) -> Parts {
    Parts { upper, middle, lower }
}

db_test!(answers_are_counted_by_how_well_students_did, |db| {
    let stage = stage(&db).await;
    a_dozen(&db, &stage, stage.school.cohort).await;
    let quiz = quiz(&db, ADMINISTRATOR).await;
    let slugs: Vec<_> = quiz.now.iter().map(|item| item.question.slug.as_str()).collect();
    assert_eq!((slugs, quiz.before.len()), (vec!["question-1", "question-2"], 0), "free text is not scored");
    let [single, matching] = quiz.now.as_slice() else { panic!("two questions") };
    assert_eq!((single.students, single.versions.as_slice()), (12, [1].as_slice()));
    let option = |index| Said::Option(index);
    assert_eq!(told(single), [(option(0), parts(0, 3, 3)), (option(1), parts(3, 3, 0)), (option(2), parts(0, 0, 0))]);
    assert_eq!(told(matching), [(Said::Right, parts(3, 0, 0)), (Said::PartlyRight, parts(0, 6, 0)), (Said::Nothing, parts(0, 0, 3))]);
    let figures = |item: &Item| item.figures.clone().unwrap();
    assert_eq!((figures(single).facility, figures(matching).facility), (0.5, 0.5));
    assert_eq!((figures(single).seconds, figures(matching).seconds), (Some(40), Some(90)));
    // The shares of both, three times each: (1, 1), (1, 1/3), (0, 2/3), (0, 0).
    let expected = (1.0 / 12.0) / (0.25_f64 * (14.0 / 9.0 / 4.0 - 0.25)).sqrt();
    for item in &quiz.now {
        assert!((figures(item).discrimination.unwrap() - expected).abs() < 1e-5, "{item:?}");
    }
});

db_test!(only_what_was_handed_in_first_counts, |db| {
    let stage = stage(&db).await;
    let dozen = a_dozen(&db, &stage, stage.school.cohort).await;
    let before = quiz(&db, ADMINISTRATOR).await;
    attempt(&db, &stage, dozen[11], days_ago(8), (true, 3)).await;
    let open = stage.begin(&db, stage.school.nils, stage.quiz, days_ago(1)).await;
    append(&db, vec![stage.choice(stage.school.nils, open, true)], days_ago(1)).await;
    assert_eq!(quiz(&db, ADMINISTRATOR).await, before);
});

db_test!(each_sees_what_was_done_where_they_teach_or_run_the_program, |db| {
    let stage = stage(&db).await;
    let school = stage.school;
    a_dozen(&db, &stage, school.cohort).await;
    let pin = Pin { cohort: school.other, version: stage.version, position: 3, opens_at: days_ago(30), due_at: days_ago(-20) };
    db.write(move |tx| Box::pin(async move { pin_module(tx, now(), None, &pin).await })).await.unwrap();
    for who in students(&db, school.other, 5).await {
        attempt(&db, &stage, who, days_ago(9), (true, 3)).await;
    }
    // The director teaches all of the other cohort, the economist another module of the first.
    assert_eq!(quiz(&db, teacher(school.director)).await.now[0].students, 5);
    assert!(matches!(scope(&db, teacher(school.economist)).await, Err(Error::NotFound)));
    assert!(matches!(scope(&db, NOBODY).await, Err(Error::NotFound)));
    assert!(matches!(cohorts::module_scope(&db, ADMINISTRATOR, "nothing").await, Err(Error::NotFound)));
    let runs = ModuleReader { runs: Some(school.economist), ..NOBODY };
    assert!(matches!(scope(&db, runs).await, Err(Error::NotFound)));
    let writes = ModuleReader { writes: Some(school.economist), ..NOBODY };
    assert!(matches!(scope(&db, writes).await, Err(Error::NotFound)));
    author(&db, stage.module, school.economist).await;
    assert_eq!(quiz(&db, writes).await.now[0].students, 17, "an author of the module sees all cohorts that study it");
    assert!(scope(&db, writes).await.unwrap().is_written_by_reader());
    staff(&db, school.program, school.economist).await;
    assert_eq!((quiz(&db, runs).await.now[0].students, quiz(&db, ADMINISTRATOR).await.now[0].students), (17, 17));
    let seen: Vec<_> = scope(&db, runs).await.unwrap().cohorts().iter().map(|cohort| (cohort.slug.clone(), cohort.version)).collect();
    assert_eq!(seen, [("first".to_owned(), 1), ("second".to_owned(), 1)]);
});

async fn author(db: &Db, module: ModuleId, person: PersonId) {
    let row = sql!("INSERT INTO module_authors (module_id, person_id, added_at) VALUES ($1, $2, $3)", module, person, now());
    db.write(move |tx| Box::pin(async move { tx.run(row).await })).await.unwrap();
}

async fn staff(db: &Db, program: ProgramId, person: PersonId) {
    db.write(move |tx| Box::pin(async move { add_staff(tx, now(), None, program, person).await })).await.unwrap();
}

db_test!(an_attempt_stays_with_its_version_and_a_second_one_in_the_next_does_not_count, |db| {
    let one = stage(&db).await;
    let dozen = a_dozen(&db, &one, one.school.cohort).await;
    let two = next_version(&db, one).await;
    let step = VersionMove { id: uuid::Uuid::now_v7(), cohort: one.school.cohort, module: one.module, from: one.version, to: two.version };
    let ruth = one.school.economist;
    db.write(move |tx| Box::pin(async move { store::move_version(tx, now(), ruth, &step).await })).await.unwrap();
    assert_eq!(quiz(&db, ADMINISTRATOR).await.now[0].versions, [1]);
    attempt(&db, &two, dozen[11], days_ago(1), (true, 3)).await;
    let single = quiz(&db, ADMINISTRATOR).await.now.remove(0);
    assert_eq!((single.versions.as_slice(), single.students), ([1].as_slice(), 12));
    attempt(&db, &two, one.school.nils, days_ago(1), (false, 3)).await;
    let single = quiz(&db, ADMINISTRATOR).await.now.remove(0);
    assert_eq!((single.versions.as_slice(), single.students), ([1, 2].as_slice(), 13));
});

db_test!(where_all_did_equally_well_nobody_is_best, |db| {
    let stage = stage(&db).await;
    for who in students(&db, stage.school.cohort, 6).await {
        attempt(&db, &stage, who, days_ago(9), (true, 1)).await;
    }
    let figures = quiz(&db, ADMINISTRATOR).await.now.remove(0).figures.unwrap();
    assert_eq!((figures.students, figures.discrimination), (parts(0, 6, 0), None));
});
