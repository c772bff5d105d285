//! Busy times: sources and their blocks, reading them again, what is told of a cohort, and reminders.

use chrono::{Days, TimeDelta};
use domain::{
    Conflict, Error,
    db::Db,
    db_test,
    ids::{BusySourceId, PersonId},
    residencies::{
        busy::{Interval, Reading, SchedulerRule, SourceKind},
        store::*,
    },
};

use super::stage::{at, class, release, residency};
use crate::school::{now, school};

fn blocks(pairs: &[(&str, &str)]) -> Reading {
    let blocks = pairs.iter().map(|(from, until)| Interval { starts_at: at(from), ends_at: at(until) }).collect();
    Reading { blocks, not_understood: 0 }
}

async fn give(db: &Db, person: PersonId, kind: SourceKind, reading: Reading) -> domain::Result<BusySourceId> {
    let id = BusySourceId::new();
    let address = (kind == SourceKind::Address).then(|| ("closed".to_owned(), "calendar.example".to_owned()));
    let new = NewSource { id, person, kind, address };
    db.write(move |tx| Box::pin(async move { add_busy_source(tx, now(), &new, &reading).await })).await?;
    Ok(id)
}

async fn remove(db: &Db, person: PersonId, source: BusySourceId) -> domain::Result<()> {
    db.write(move |tx| Box::pin(async move { remove_busy_source(tx, person, source).await })).await
}

const SHIFT: (&str, &str) = ("2027-01-09T12:00:00Z", "2027-01-10T12:00:00Z");

db_test!(sources_are_listed_counted_and_removed_with_their_blocks_by_their_person_only, |db| {
    let school = school(&db).await;
    let (amara, nils) = (school.amara.person, school.nils.person);
    assert_eq!(busy_blocks(&db, amara, now()).await.unwrap(), None);
    let days = give(&db, amara, SourceKind::Days, blocks(&[("2027-02-01T05:00:00Z", "2027-02-03T05:00:00Z")])).await.unwrap();
    let file = give(&db, amara, SourceKind::File, blocks(&[SHIFT, ("2027-01-20T12:00:00Z", "2027-01-20T20:00:00Z")])).await.unwrap();
    give(&db, amara, SourceKind::Address, blocks(&[("2027-01-10T06:00:00Z", "2027-01-11T00:00:00Z")])).await.unwrap();
    let sources = busy_sources(&db, amara).await.unwrap();
    let kinds: Vec<_> = sources.iter().map(|one| (one.kind, one.blocks)).collect();
    assert_eq!(kinds, [(SourceKind::File, 2), (SourceKind::Address, 1), (SourceKind::Days, 1)]);
    assert_eq!((sources[2].first_at, sources[2].last_at), (Some(at("2027-02-01T05:00:00Z")), Some(at("2027-02-03T05:00:00Z"))));
    let together = busy_blocks(&db, amara, now()).await.unwrap().unwrap();
    assert_eq!(together.len(), 3, "a shift and one that overlaps are one: {together:?}");
    assert!(matches!(remove(&db, nils, file).await, Err(Error::NotFound)));
    remove(&db, amara, file).await.unwrap();
    remove(&db, amara, days).await.unwrap();
    assert_eq!(busy_blocks(&db, amara, now()).await.unwrap().unwrap().len(), 1);
    assert!(matches!(remove(&db, amara, file).await, Err(Error::NotFound)));
});

db_test!(nobody_has_more_calendars_than_one_can_have, |db| {
    let school = school(&db).await;
    for _ in 0..MOST_CALENDARS {
        give(&db, school.amara.person, SourceKind::File, Reading::default()).await.unwrap();
    }
    let one_more = give(&db, school.amara.person, SourceKind::Address, Reading::default()).await;
    assert!(matches!(one_more, Err(Error::Conflict(Conflict::Closed))));
    give(&db, school.amara.person, SourceKind::Days, blocks(&[SHIFT])).await.unwrap();
});

db_test!(a_calendar_is_leased_to_one_process_and_keeps_what_it_knew_when_it_fails, |db| {
    let school = school(&db).await;
    let (amara, later) = (school.amara.person, now() + TimeDelta::hours(7));
    let id = give(&db, amara, SourceKind::Address, blocks(&[SHIFT])).await.unwrap();
    give(&db, amara, SourceKind::File, Reading::default()).await.unwrap();
    assert!(lease_busy_sources(&db, now(), 10).await.unwrap().is_empty(), "read a moment ago");
    let due = lease_busy_sources(&db, later, 10).await.unwrap();
    assert_eq!(due.iter().map(|one| (one.id, one.address.as_str())).collect::<Vec<_>>(), [(id, "closed")]);
    assert!(lease_busy_sources(&db, later, 10).await.unwrap().is_empty(), "somebody has it");
    db.write(move |tx| Box::pin(async move { keep_busy_failure(tx, later, id, "Nothing answers.").await })).await.unwrap();
    let source = busy_sources(&db, amara).await.unwrap().remove(0);
    assert_eq!(
        (source.failure.as_str(), source.blocks, source.read_at, source.tried_at),
        ("Nothing answers.", 1, Some(now()), Some(later))
    );
    assert_eq!(busy_blocks(&db, amara, now()).await.unwrap().unwrap().len(), 1, "the last good answer stays");
    assert!(lease_busy_sources(&db, later + TimeDelta::minutes(59), 10).await.unwrap().is_empty());
    assert_eq!(lease_busy_sources(&db, later + TimeDelta::minutes(61), 10).await.unwrap().len(), 1);
    let reading = blocks(&[SHIFT, ("2027-03-09T12:00:00Z", "2027-03-10T12:00:00Z")]);
    db.write(move |tx| Box::pin(async move { keep_busy_reading(tx, later, id, &reading).await })).await.unwrap();
    let source = busy_sources(&db, amara).await.unwrap().remove(0);
    assert_eq!((source.failure.as_str(), source.blocks, source.read_at), ("", 2, Some(later)));
    remove(&db, amara, id).await.unwrap();
    let late = blocks(&[SHIFT]);
    db.write(move |tx| Box::pin(async move { keep_busy_reading(tx, later, id, &late).await })).await.unwrap();
    db.write(move |tx| Box::pin(async move { keep_busy_failure(tx, later, id, "x").await })).await.unwrap();
    assert!(busy_blocks(&db, amara, now()).await.unwrap().unwrap().is_empty(), "what was removed while it was read stays removed");
});

db_test!(of_a_cohort_answers_are_told_without_names_and_of_faculty_only_its_own, |db| {
    let school = school(&db).await;
    let window = Interval { starts_at: at("2027-01-01T00:00:00Z"), ends_at: at("2027-02-01T00:00:00Z") };
    give(&db, school.amara.person, SourceKind::File, blocks(&[SHIFT, ("2027-05-01T00:00:00Z", "2027-05-02T00:00:00Z")])).await.unwrap();
    give(&db, school.ravi.person, SourceKind::File, blocks(&[SHIFT])).await.unwrap();
    give(&db, school.economist, SourceKind::Days, blocks(&[SHIFT])).await.unwrap();
    let busy = cohort_busy(&db, school.cohort, window).await.unwrap();
    assert_eq!((busy.students, busy.answers.len(), busy.answers[0].len()), (2, 1, 1));
    let teachers = teachers(&db, school.cohort).await.unwrap();
    assert_eq!(teachers.iter().map(|one| (one.name.as_str(), one.answered)).collect::<Vec<_>>(), [("Ines Ferreira", true)]);
    let asked = [school.economist, school.director, school.amara.person];
    assert_eq!(teachers_busy(&db, school.cohort, &asked, window).await.unwrap().len(), 1, "only who teaches there");
});

db_test!(what_is_long_over_is_forgotten, |db| {
    let school = school(&db).await;
    give(&db, school.amara.person, SourceKind::Days, blocks(&[SHIFT])).await.unwrap();
    give(&db, school.amara.person, SourceKind::File, blocks(&[SHIFT])).await.unwrap();
    assert_eq!(forget_busy(&db, at("2027-02-01T00:00:00Z")).await.unwrap(), 0);
    assert_eq!(forget_busy(&db, at("2027-02-20T00:00:00Z")).await.unwrap(), 2);
    assert_eq!(busy_sources(&db, school.amara.person).await.unwrap().len(), 1, "a calendar stays until it is removed");
});

db_test!(students_are_reminded_once_before_the_last_day_to_ask_unless_they_are_free, |db| {
    let school = school(&db).await;
    residency(&db, school.cohort).await;
    // 9 January: by 45 days' notice the last day to ask is 25 November. It is the 22nd.
    give(&db, school.nils.person, SourceKind::File, blocks(&[("2027-03-01T00:00:00Z", "2027-03-02T00:00:00Z")])).await.unwrap();
    let remind = async |at| remind_to_ask(&db, "https://school.example", at).await.unwrap();
    assert_eq!(remind(now() - TimeDelta::days(5)).await, 0, "too early");
    assert_eq!(remind(now()).await, 1, "Amara; Nils is free on all of its days");
    assert_eq!(remind(now()).await, 0, "once");
    let mail = domain::mail::lease(&db, now(), 10).await.unwrap();
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].subject, "Ask your scheduler by Wed 25 Nov 2026: Opening residency");
    let rule = SchedulerRule::Published { day: 15, months: 1 };
    let nils = school.nils.person;
    db.write(move |tx| Box::pin(async move { put_scheduler_rule(tx, nils, rule).await })).await.unwrap();
    give(&db, nils, SourceKind::Days, blocks(&[SHIFT])).await.unwrap();
    assert_eq!(scheduler_rule(&db, nils).await.unwrap(), rule);
    assert_eq!(remind(now()).await, 0, "his schedule comes out on 15 December");
    assert_eq!(remind(at("2026-12-10T12:00:00Z")).await, 1);
    assert_eq!(remind(at("2026-12-20T12:00:00Z")).await, 0);
});

db_test!(a_residency_that_moves_is_another_one_to_ask_for, |db| {
    let school = school(&db).await;
    residency(&db, school.cohort).await;
    let remind = async |at| remind_to_ask(&db, "https://school.example", at).await.unwrap();
    assert_eq!(remind(now()).await, 2, "nobody has said when they are busy");
    for mail in domain::mail::lease(&db, now(), 10).await.unwrap() {
        domain::mail::sent(&db, mail.id, now()).await.unwrap();
    }
    let moved = query!("UPDATE residencies SET starts_on = '2027-01-16', ends_on = '2027-01-19' WHERE position = 1");
    db.write(move |tx| Box::pin(async move { tx.run(moved).await.map(drop) })).await.unwrap();
    assert_eq!(remind(now()).await, 0, "the last day to ask for it is 2 December, ten days from now");
    let later = now() + TimeDelta::days(5);
    assert_eq!((remind(later).await, remind(later).await), (2, 0));
    let mail = domain::mail::lease(&db, later, 10).await.unwrap();
    let subjects: Vec<_> = mail.iter().map(|one| one.subject.as_str()).collect();
    assert_eq!(subjects, ["Ask your scheduler by Wed 2 Dec 2026: Opening residency"; 2]);
    assert!(mail[0].body.contains("from Sat 16 Jan to Tue 19 Jan 2027"), "{}", mail[0].body);
});

db_test!(a_student_goes_to_sessions_that_are_for_them_and_to_those_in_which_they_have_a_seat, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let (value, mut coaching) =
        (class(residency, "Value", at("2027-01-09T14:00:00Z")), class(residency, "Coaching", at("2027-01-10T14:00:00Z")));
    coaching.session.plenary = false;
    let mut booked = class(residency, "Negotiation", at("2027-01-11T14:00:00Z"));
    booked.session.seats = Some(5);
    release(&db, now(), residency, &[value, coaching, booked]).await;
    let own = goes_to(&db, school.cohort, school.amara.enrollment).await.unwrap();
    assert_eq!(own.iter().map(|one| (one.title.as_str(), one.position)).collect::<Vec<_>>(), [("Value", 1)]);
    assert!(own[0].address().starts_with("/residencies/1/sessions/"));
    assert!(next_residencies(&db, now().date_naive()).await.unwrap().is_empty(), "its cohort has begun");
    let before = now().date_naive() - Days::new(40);
    assert_eq!(next_residencies(&db, before).await.unwrap().len(), 1);
});
