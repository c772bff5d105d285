//! Who is away while a schedule is released is told when they are back, once.

use domain::{
    cohorts::{
        EnrollmentState, StateChange,
        calendar::Rule,
        store::{Draft, change_state, plan_in_force, release},
    },
    db_test,
    ids::EnrollmentId,
    learning::store::begun_modules,
    residencies::{
        schedule::Edit,
        store::{MissedSchedule, catch_up_schedules, follow_calendar},
    },
};

use super::{
    super::stage::{at, team},
    hour, placed, stage, told, *,
};
use crate::school::{Studying, now};

async fn stands(db: &Db, who: Studying, from: EnrollmentState, to: EnrollmentState) {
    let change = StateChange { enrollment: who.enrollment, from, to, reason: "As agreed".into() };
    db.write(move |tx| Box::pin(async move { change_state(tx, now(), None, &change).await.map(drop) })).await.unwrap();
}

async fn back(db: &Db, now: chrono::DateTime<chrono::Utc>, enrollment: EnrollmentId) -> Vec<MissedSchedule> {
    db.write(move |tx| Box::pin(async move { catch_up_schedules(tx, now, enrollment).await })).await.unwrap()
}

fn told_of(missed: &[MissedSchedule]) -> Vec<(&str, Option<&str>, Option<&str>)> {
    let changes = missed.iter().flat_map(|one| &one.told.changes);
    changes.map(|one| (one.title.as_str(), one.before.as_deref(), one.after.as_deref())).collect()
}

db_test!(who_is_away_is_told_of_their_own_sessions_when_they_are_back_and_once, |db| {
    let stage = stage(&db).await;
    let (cohort, amara, nils) = (stage.school.cohort, stage.school.amara, stage.school.nils);
    let blue = db.write(move |tx| Box::pin(async move { team(tx, cohort, "Blue", &[amara.enrollment]).await })).await.unwrap();
    let (mut value, mut risk) = (hour("Value"), hour("Risk"));
    value.placed = placed(1, 540, stage.hall);
    (risk.placed, risk.plenary, risk.teams) = (placed(2, 540, stage.hall), false, vec![blue]);
    stage.add(&db, &value).await;
    stands(&db, nils, EnrollmentState::Enrolled, EnrollmentState::OnLeave).await;
    assert_eq!(told(&stage.release(&db, 0, "Ready.").await.unwrap()), [(amara.person, 1)]);
    stage.add(&db, &risk).await;
    stage.edit(&db, &[Edit::Place(value.id, placed(1, 600, stage.hall))]).await.unwrap();
    stage.release(&db, 1, "Later.").await.unwrap();

    stands(&db, nils, EnrollmentState::OnLeave, EnrollmentState::Enrolled).await;
    let news = back(&db, now(), nils.enrollment).await;
    assert_eq!(told_of(&news), [("Value", None, Some("Sat 9 Jan 2027, 10:00–11:00, Hall, Main building"))], "none of another team");
    assert!(news[0].first && news[0].told.person == nils.person && news[0].told.studies);
    assert!(back(&db, now(), nils.enrollment).await.is_empty(), "once");
    assert!(back(&db, now(), amara.enrollment).await.is_empty(), "she was told at the time");

    stands(&db, nils, EnrollmentState::Enrolled, EnrollmentState::OnLeave).await;
    for (base, start) in [(2, 660), (3, 720)] {
        stage.edit(&db, &[Edit::Place(value.id, placed(1, start, stage.hall))]).await.unwrap();
        stage.release(&db, base, "Later again.").await.unwrap();
    }
    let (knew, stands_now) = ("Sat 9 Jan 2027, 10:00–11:00, Hall, Main building", "Sat 9 Jan 2027, 12:00–13:00, Hall, Main building");
    let news = back(&db, now(), nils.enrollment).await;
    assert_eq!(told_of(&news), [("Value", Some(knew), Some(stands_now))], "from what they knew, not from what was in between");
    assert!(!news[0].first);
});

db_test!(what_is_over_is_no_news_and_the_days_are_those_of_now, |db| {
    let stage = stage(&db).await;
    let (cohort, nils) = (stage.school.cohort, stage.school.nils);
    let (mut value, mut risk) = (hour("Value"), hour("Risk"));
    (value.placed, risk.placed) = (placed(1, 540, stage.hall), placed(2, 540, stage.hall));
    stage.add(&db, &value).await;
    stage.add(&db, &risk).await;
    stands(&db, nils, EnrollmentState::Enrolled, EnrollmentState::OnLeave).await;
    stage.release(&db, 0, "Ready.").await.unwrap();
    let mut before = plan_in_force(&db, cohort).await.unwrap();
    before.plan.residencies[0].first_day = "2027-03-13".parse::<Rule>().unwrap();
    let draft = Draft { base: before.number, starts_on: before.calendar.starts_on, plan: before.plan, note: "In March.".into() };
    let begun = begun_modules(&db, cohort).await.unwrap();
    let moved = db.write(move |tx| {
        Box::pin(async move {
            release(tx, now(), None, cohort, &draft, &begun).await?;
            follow_calendar(tx, now(), cohort).await
        })
    });
    moved.await.unwrap();
    let news = back(&db, at("2027-03-14T12:00:00Z"), nils.enrollment).await;
    assert_eq!(told_of(&news), [("Risk", None, Some("Sun 14 Mar 2027, 09:00–10:00, Hall, Main building"))], "the first day is over");
});
