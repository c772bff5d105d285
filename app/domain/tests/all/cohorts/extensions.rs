//! More time for one student and one unit: asked for, answered, granted unasked, taken back; and the student's dates are their own.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Conflict, Error, Result, audit,
    cohorts::{
        Asking, Basis, Deciding, Extension, ExtensionState, Granting, Reader, Verdict,
        store::{add_staff, ask, decide, extendable, extension, extensions, extensions_of, grant, runners, scope, withdraw},
    },
    db::{Db, testing::db_test},
    ids::{CohortId, EnrollmentId, ExtensionId, UnitId},
    learning::store::{self as learning, OutlineUnit},
    policy::Place,
};

use super::{is, refused};
use crate::school::{School, Studying, days_ago, now, school};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The quiz of economics was due on Thu 19 Nov 2026, 12:00 on campus.
fn asking(school: &School, who: Studying, due_on: &str) -> Asking {
    let reason = " On call all week ".to_owned();
    Asking { id: ExtensionId::new(), enrollment: who.enrollment, unit: school.economics.units[1], due_on: day(due_on), reason }
}

async fn asked(db: &Db, school: &School, who: Studying, due_on: &str) -> Extension {
    let asking = asking(school, who, due_on);
    let id = asking.id;
    db.write(move |tx| Box::pin(async move { ask(tx, now(), who.person, &asking).await })).await.unwrap();
    extension(db, school.cohort, id).await.unwrap()
}

async fn decided(db: &Db, school: &School, seen: &Extension, verdict: Verdict, answer: &str) -> Result<()> {
    let deciding = Deciding { id: seen.id, sequence: seen.sequence, verdict, answer: answer.to_owned() };
    let (staff, cohort) = (school.economist, school.cohort);
    db.write(move |tx| Box::pin(async move { decide(tx, now(), staff, cohort, &deciding).await })).await
}

fn granting(who: Studying, unit: UnitId, basis: Basis) -> Granting {
    Granting { id: ExtensionId::new(), enrollment: who.enrollment, unit, basis, reason: "Parental leave".into() }
}

async fn granted(db: &Db, school: &School, granting: Granting) -> Result<()> {
    let (staff, cohort) = (school.economist, school.cohort);
    db.write(move |tx| Box::pin(async move { grant(tx, now(), staff, cohort, &granting).await })).await
}

fn place(enrollment: EnrollmentId, cohort: CohortId) -> Place {
    Place { enrollment, cohort, cohort_title: "A cohort".into(), campus: chrono_tz::America::New_York }
}

async fn quiz(db: &Db, school: &School, who: Studying) -> OutlineUnit {
    let outline = learning::outline(db, &place(who.enrollment, school.cohort), school.economics.version).await.unwrap();
    outline.into_iter().nth(1).unwrap()
}

async fn actions(db: &Db) -> Vec<String> {
    let log = audit::recent(db, 100).await.unwrap();
    log.into_iter().map(|entry| entry.action).filter(|action| action.starts_with("extension.")).collect()
}

db_test!(a_student_asks_and_gets_what_was_asked_for, |db| {
    let school = school(&db).await;
    let seen = asked(&db, &school, school.amara, "2026-11-25").await;
    assert_eq!((seen.state, seen.basis(), seen.asked), (ExtensionState::Requested, Basis::Absolute(day("2026-11-25")), true));
    assert_eq!((seen.student.as_str(), seen.reason.as_str(), seen.unit_slug.as_str()), ("Amara Okafor", "On call all week", "quiz"));
    assert_eq!((seen.base_due_at, seen.due_at), (days_ago(3), at("2026-11-26T04:59:00Z")));
    assert_eq!(quiz(&db, &school, school.amara).await.due_at, days_ago(3), "asking is not having");

    decided(&db, &school, &seen, Verdict::AsAsked, "").await.unwrap();
    let now_has = extension(&db, school.cohort, seen.id).await.unwrap();
    assert_eq!((now_has.state, now_has.answered_by.as_deref()), (ExtensionState::Granted, Some("Ines Ferreira")));
    assert!(now_has.sequence > seen.sequence);
    let unit = quiz(&db, &school, school.amara).await;
    assert_eq!((unit.due_at, unit.was_due_at), (at("2026-11-26T04:59:00Z"), Some(days_ago(3))));
    let other = quiz(&db, &school, school.nils).await;
    assert_eq!((other.due_at, other.was_due_at), (days_ago(3), None), "others have the date they had");
    assert_eq!(actions(&db).await, ["extension.granted", "extension.requested"]);
});

db_test!(every_page_of_a_student_has_the_students_own_date, |db| {
    let school = school(&db).await;
    let (amara, lesson) = (school.amara, school.economics.units[0]);
    let here = place(amara.enrollment, school.cohort);
    let before = learning::modules(&db, &here).await.unwrap();
    assert_eq!(before[0].next_due_at, Some(days_ago(10)));
    granted(&db, &school, granting(amara, lesson, Basis::Relative(30))).await.unwrap();
    let due = at("2026-12-12T17:00:00Z");
    let unit = learning::unit(&db, &domain::authoring::store::Shelf::default(), &here, "economics", "lesson").await.unwrap();
    assert_eq!((unit.due_at, unit.was_due_at), (due, Some(days_ago(10))));
    let next = learning::next_unit(&db, &here, now()).await.unwrap().unwrap();
    assert_eq!((next.slug.as_str(), next.due_at, next.was_due_at), ("lesson", due, Some(days_ago(10))));
    let dates = learning::deadlines(&db, &here, now(), 9).await.unwrap();
    let dates: Vec<_> = dates.iter().map(|line| (line.slug.as_str(), line.due_at, line.was_due_at)).collect();
    assert_eq!(dates, [("quiz", days_ago(3), None), ("lesson", due, Some(days_ago(10))), ("case", days_ago(-20), None)]);
    assert_eq!(learning::modules(&db, &here).await.unwrap()[0].next_due_at, Some(days_ago(3)));
});

db_test!(a_unit_is_asked_for_once_at_a_time, |db| {
    let school = school(&db).await;
    let one = asking(&school, school.amara, "2026-11-25");
    let (again, person) = (one.clone(), school.amara.person);
    for asking in [one, again] {
        db.write(move |tx| Box::pin(async move { ask(tx, now(), person, &asking).await })).await.unwrap();
    }
    assert_eq!(extensions_of(&db, school.amara.enrollment).await.unwrap().len(), 1, "the same form sent twice is one request");
    let other = asking(&school, school.amara, "2026-11-26");
    let error = refused(&db, move |tx| Box::pin(async move { ask(tx, now(), person, &other).await })).await;
    assert!(is(&error, Conflict::PlaceTaken), "{error}");
    let unasked = granting(school.amara, school.economics.units[1], Basis::Relative(2));
    assert!(is(&granted(&db, &school, unasked).await.unwrap_err(), Conflict::PlaceTaken), "who has asked gets an answer");
    let foreign = Asking { unit: school.finance.units[0], ..asking(&school, school.ravi, "2026-12-30") };
    let ravi = school.ravi.person;
    let error = refused(&db, move |tx| Box::pin(async move { ask(tx, now(), ravi, &foreign).await })).await;
    assert!(matches!(error, Error::NotFound), "{error}");
});

db_test!(more_time_is_never_less, |db| {
    let school = school(&db).await;
    let person = school.amara.person;
    for early in ["2026-11-18", "2026-11-21"] {
        let asking = asking(&school, school.amara, early);
        let error = refused(&db, move |tx| Box::pin(async move { ask(tx, now(), person, &asking).await })).await;
        assert!(matches!(&error, Error::Invalid(fields) if fields[0].field == "due_on"), "{early}: {error}");
    }
    let case = school.economics.units[2];
    for basis in [Basis::Absolute(day("2026-12-11")), Basis::Relative(0), Basis::Relative(-3), Basis::Relative(i64::MAX)] {
        let error = granted(&db, &school, granting(school.amara, case, basis)).await.unwrap_err();
        assert!(matches!(error, Error::Invalid(_)), "{basis:?}: {error}");
    }
    let silent = Granting { reason: " ".into(), ..granting(school.amara, case, Basis::Relative(1)) };
    assert!(matches!(granted(&db, &school, silent).await, Err(Error::Invalid(fields)) if fields[0].field == "reason"));
});

db_test!(staff_may_give_something_else_than_was_asked_for, |db| {
    let school = school(&db).await;
    let seen = asked(&db, &school, school.amara, "2026-11-25").await;
    decided(&db, &school, &seen, Verdict::Instead(Basis::Relative(14)), "Take two weeks.").await.unwrap();
    let has = extension(&db, school.cohort, seen.id).await.unwrap();
    assert_eq!((has.basis(), has.due_at, has.answer.as_str()), (Basis::Relative(14), at("2026-12-03T17:00:00Z"), "Take two weeks."));
    decided(&db, &school, &has, Verdict::Instead(Basis::Absolute(day("2026-11-30"))), "").await.unwrap();
    assert_eq!(quiz(&db, &school, school.amara).await.due_at, at("2026-12-01T04:59:00Z"));
    assert_eq!(actions(&db).await[0], "extension.changed");
});

db_test!(who_saw_an_older_state_decides_nothing, |db| {
    let school = school(&db).await;
    let seen = asked(&db, &school, school.amara, "2026-11-25").await;
    assert!(
        matches!(decided(&db, &school, &seen, Verdict::Refused, " ").await, Err(Error::Invalid(fields)) if fields[0].field == "answer")
    );
    decided(&db, &school, &seen, Verdict::Refused, "The cohort discusses it on Monday.").await.unwrap();
    for verdict in [Verdict::AsAsked, Verdict::Refused, Verdict::TakenBack] {
        assert!(is(&decided(&db, &school, &seen, verdict, "x").await.unwrap_err(), Conflict::Stale));
    }
    let now_is = extension(&db, school.cohort, seen.id).await.unwrap();
    assert_eq!((now_is.state, now_is.answer.as_str()), (ExtensionState::Refused, "The cohort discusses it on Monday."));
    for verdict in [Verdict::AsAsked, Verdict::Instead(Basis::Relative(1)), Verdict::Refused, Verdict::TakenBack] {
        assert!(is(&decided(&db, &school, &now_is, verdict, "x").await.unwrap_err(), Conflict::Closed));
    }
    assert_eq!(quiz(&db, &school, school.amara).await.due_at, days_ago(3));
    // Refused is no end: one may ask again.
    asked(&db, &school, school.amara, "2026-11-26").await;
});

db_test!(a_student_takes_back_what_is_not_answered, |db| {
    let school = school(&db).await;
    let seen = asked(&db, &school, school.amara, "2026-11-25").await;
    let back = |who: Studying| {
        let (db, id) = (db.clone(), seen.id);
        async move { db.write(move |tx| Box::pin(async move { withdraw(tx, now(), who.person, (who.enrollment, id)).await })).await }
    };
    assert!(matches!(back(school.nils).await, Err(Error::NotFound)), "another student's");
    back(school.amara).await.unwrap();
    assert!(is(&back(school.amara).await.unwrap_err(), Conflict::Closed));
    assert!(is(&decided(&db, &school, &seen, Verdict::AsAsked, "").await.unwrap_err(), Conflict::Stale));
    assert_eq!(actions(&db).await, ["extension.withdrawn", "extension.requested"]);
});

db_test!(the_newest_grant_replaces_the_one_before_and_can_be_taken_back, |db| {
    let school = school(&db).await;
    let (amara, unit) = (school.amara, school.economics.units[1]);
    let one = granting(amara, unit, Basis::Relative(5));
    granted(&db, &school, one.clone()).await.unwrap();
    granted(&db, &school, one).await.unwrap();
    assert_eq!(extensions_of(&db, amara.enrollment).await.unwrap().len(), 1, "the same form sent twice grants once");
    granted(&db, &school, granting(amara, unit, Basis::Absolute(day("2026-11-28")))).await.unwrap();
    let all = extensions_of(&db, amara.enrollment).await.unwrap();
    let states: Vec<_> = all.iter().map(|one| (one.state, one.asked)).collect();
    assert_eq!(states, [(ExtensionState::Granted, false), (ExtensionState::Withdrawn, false)]);
    assert!(all[0].sequence > 1, "it goes on from the one before");

    let more = asked(&db, &school, amara, "2026-11-30").await;
    decided(&db, &school, &more, Verdict::AsAsked, "").await.unwrap();
    let has = extension(&db, school.cohort, more.id).await.unwrap();
    assert_eq!(quiz(&db, &school, amara).await.due_at, at("2026-12-01T04:59:00Z"));
    decided(&db, &school, &has, Verdict::TakenBack, "It was for another unit.").await.unwrap();
    let unit = quiz(&db, &school, amara).await;
    assert_eq!((unit.due_at, unit.was_due_at), (days_ago(3), None));
});

db_test!(extensions_are_seen_and_decided_where_they_belong, |db| {
    let school = school(&db).await;
    let seen = asked(&db, &school, school.amara, "2026-11-25").await;
    let cohort = scope(&db, Reader::Administrator, "first", None).await.unwrap();
    assert_eq!(extensions(&db, &cohort).await.unwrap(), vec![seen.clone()]);
    let finance = scope(&db, Reader::Administrator, "first", Some("finance")).await.unwrap();
    assert!(extensions(&db, &finance).await.unwrap().is_empty());
    assert!(matches!(extension(&db, school.other, seen.id).await, Err(Error::NotFound)));
    let deciding = Deciding { id: seen.id, sequence: seen.sequence, verdict: Verdict::AsAsked, answer: String::new() };
    let (staff, other) = (school.director, school.other);
    let error = refused(&db, move |tx| Box::pin(async move { decide(tx, now(), staff, other, &deciding).await })).await;
    assert!(matches!(error, Error::NotFound));
    let foreign = granting(school.ravi, school.economics.units[0], Basis::Relative(3));
    assert!(matches!(granted(&db, &school, foreign).await, Err(Error::NotFound)), "ravi is of the other cohort");
    let units = extendable(&db, school.cohort, school.amara.enrollment).await.unwrap();
    let first: Vec<_> = units.iter().map(|unit| (unit.unit_id, unit.base_due_at)).take(2).collect();
    assert_eq!((units.len(), first), (6, vec![(school.economics.units[0], days_ago(10)), (school.economics.units[1], days_ago(3))]));
    assert!(matches!(extendable(&db, school.other, school.amara.enrollment).await, Err(Error::NotFound)));
});

db_test!(those_who_run_the_program_are_told, |db| {
    let school = school(&db).await;
    let (ruth, program) = (school.economist, school.program);
    db.write(move |tx| Box::pin(async move { add_staff(tx, now(), None, program, ruth).await })).await.unwrap();
    assert!(runners(&db, school.cohort).await.unwrap().is_empty(), "who has no power any more is not");
    db.write(move |tx| {
        Box::pin(
            async move { tx.run(query!("INSERT INTO grants (person_id, power, granted_at) VALUES ($1, 'staff', $2)", ruth, now())).await },
        )
    })
    .await
    .unwrap();
    assert_eq!(runners(&db, school.cohort).await.unwrap(), [ruth]);
});
