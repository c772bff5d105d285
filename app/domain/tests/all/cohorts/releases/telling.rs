//! Who is told of a release: each once, when it concerns them.

use domain::cohorts::{
    EnrollmentState, NewEnrollment, StateChange,
    calendar::Change,
    store::{catch_up, change_state, enroll},
};
use domain::ids::EnrollmentId;

use super::*;
use crate::school::{Studying, days_ago, person};

async fn stands(db: &Db, who: Studying, from: EnrollmentState, to: EnrollmentState) {
    let change = StateChange { enrollment: who.enrollment, from, to, reason: "As agreed".into() };
    db.write(move |tx| Box::pin(async move { change_state(tx, now(), None, &change).await.map(drop) })).await.unwrap();
}

async fn caught_up(db: &Db, enrollment: EnrollmentId, now: DateTime<Utc>) -> Vec<Change> {
    let missed = db.write(move |tx| Box::pin(async move { catch_up(tx, now, enrollment).await })).await.unwrap();
    missed.map(|missed| missed.told.changes).unwrap_or_default()
}

async fn moves(db: &Db, school: &School, due: &str) -> Released {
    let moved = draft(db, school.cohort, |plan| plan.modules[1].due = rule(due)).await;
    released(db, school.cohort, moved).await.unwrap()
}

fn names(released: &Released) -> Vec<&str> {
    released.told.iter().map(|told| told.name.as_str()).collect()
}

db_test!(who_is_away_is_told_when_they_are_back_and_once, |db| {
    let school = school(&db).await;
    stands(&db, school.nils, EnrollmentState::Enrolled, EnrollmentState::OnLeave).await;
    assert_eq!(names(&moves(&db, &school, "2027-01-15").await), ["Amara Okafor"]);
    assert_eq!(names(&moves(&db, &school, "2027-01-22").await), ["Amara Okafor"]);
    stands(&db, school.nils, EnrollmentState::OnLeave, EnrollmentState::Enrolled).await;
    let news = caught_up(&db, school.nils.enrollment, now()).await;
    let [change] = &news[..] else { panic!("{news:?}") };
    assert_eq!(change.place, Place::Due("finance".into()));
    assert_eq!(change.before, Some(When::At(days_ago(-20))), "the date they knew, not the one in between");
    assert_eq!(change.after, Some(When::At(at("2027-01-23T04:59:00Z"))));
    assert!(caught_up(&db, school.nils.enrollment, now()).await.is_empty(), "once");
    assert!(caught_up(&db, school.amara.enrollment, now()).await.is_empty(), "she was told at the time");
    assert_eq!(names(&moves(&db, &school, "2027-01-29").await), ["Amara Okafor", "Nils Berglund"]);
});

db_test!(what_is_over_when_somebody_is_back_is_no_news, |db| {
    let school = school(&db).await;
    stands(&db, school.nils, EnrollmentState::Enrolled, EnrollmentState::OnLeave).await;
    moves(&db, &school, "2027-01-15").await;
    assert!(caught_up(&db, school.nils.enrollment, at("2027-03-01T12:00:00Z")).await.is_empty());
});

db_test!(who_comes_later_finds_the_newest_calendar_and_no_news, |db| {
    let school = school(&db).await;
    let place = db
        .write(move |tx| {
            Box::pin(async move {
                let person = person(tx, "Yuki Tanaka").await?;
                let new = NewEnrollment { id: EnrollmentId::new(), person, cohort: school.cohort, state: EnrollmentState::Invited };
                enroll(tx, now(), None, &new).await?;
                Ok(Studying { person, enrollment: new.id })
            })
        })
        .await
        .unwrap();
    assert_eq!(names(&moves(&db, &school, "2027-01-15").await), ["Amara Okafor", "Nils Berglund"]);
    stands(&db, place, EnrollmentState::Invited, EnrollmentState::Enrolled).await;
    assert!(caught_up(&db, place.enrollment, now()).await.is_empty());
    assert_eq!(names(&moves(&db, &school, "2027-01-22").await), ["Amara Okafor", "Nils Berglund", "Yuki Tanaka"]);
});

db_test!(a_release_that_changes_nobodys_dates_tells_nobody, |db| {
    let school = school(&db).await;
    let renamed = draft(&db, school.cohort, |plan| plan.end = Some(rule("2027-10-01"))).await;
    let done = released(&db, school.cohort, renamed).await.unwrap();
    assert_eq!((done.changes.len(), done.told.len()), (1, 0), "the last day is nobody's own");
    let error = db.write(|tx| Box::pin(async move { catch_up(tx, now(), EnrollmentId::new()).await })).await.unwrap_err();
    assert!(matches!(error, Error::NotFound), "{error}");
});
