//! What time, releases and changes of places do to seats: the sweep brings it in order and tells who is concerned.

use domain::{
    db::{Db, testing::db_test},
    ids::EnrollmentId,
    residencies::{
        seats::BookingState,
        store::{booked, for_student, taught_by, teaching_names},
    },
};

use super::{
    super::stage::{at, release, residency, team},
    acts::{books, count, mail, own, students, sweep, workshop},
};
use crate::school::{now, school};

async fn becomes(db: &Db, enrollment: EnrollmentId, state: &'static str) {
    db.write(move |tx| Box::pin(async move { tx.run(query!("UPDATE enrollments SET state = $1 WHERE id = $2", state, enrollment)).await }))
        .await
        .unwrap();
}

async fn subjects(db: &Db) -> Vec<String> {
    mail(db).await.into_iter().map(|(subject, _)| subject).collect()
}

db_test!(seats_that_a_release_adds_are_offered_and_those_it_takes_away_are_nobodys_loss, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let mut one = workshop(residency, "Negotiation", "2027-01-09T14:00:00Z", 2);
    let session = one.session.id;
    release(&db, now(), residency, &[one.clone()]).await;
    let students = students(&db, school.cohort, 5).await;
    for student in &students {
        books(&db, now(), *student, session).await;
    }
    one.session.seats = Some(4);
    release(&db, now(), residency, &[one.clone()]).await;
    assert_eq!((sweep(&db, now()).await, sweep(&db, now()).await), (1, 0));
    assert_eq!(own(&db, session, students[3]).await.unwrap().0, BookingState::Offered);
    assert_eq!(own(&db, session, students[4]).await.unwrap().0, BookingState::Waiting);
    assert_eq!(count(&db, session).await, (4, 4));

    one.session.seats = Some(1);
    release(&db, now(), residency, &[one.clone()]).await;
    assert_eq!((sweep(&db, now()).await, sweep(&db, now()).await), (1, 0));
    let counts = booked(&db, session).await.unwrap();
    assert_eq!((counts.booked, counts.offered, counts.waiting, counts.too_many()), (2, 2, 1, 3));
    assert_eq!(books(&db, now(), school.amara.enrollment, session).await, BookingState::Waiting);

    // A session that is not booked any more asks nobody for anything.
    one.session.seats = None;
    release(&db, now(), residency, &[one]).await;
    assert_eq!(sweep(&db, now()).await, 0);
    assert_eq!(booked(&db, session).await.unwrap().booked, 2);
});

db_test!(who_leaves_the_cohort_or_the_team_frees_the_seat_and_is_told, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let students = students(&db, school.cohort, 4).await;
    let (cohort, members) = (school.cohort, students.clone());
    let blue = db.write(move |tx| Box::pin(async move { team(tx, cohort, "Blue", &members).await })).await.unwrap();
    let mut one = workshop(residency, "Negotiation", "2027-01-09T14:00:00Z", 2);
    (one.session.plenary, one.teams) = (false, vec![blue]);
    let session = one.session.id;
    release(&db, now(), residency, &[one]).await;
    for student in &students {
        books(&db, now(), *student, session).await;
    }
    becomes(&db, students[0], "deferred").await;
    becomes(&db, students[2], "withdrawn").await;
    let gone = students[1];
    db.write(move |tx| Box::pin(async move { tx.run(query!("DELETE FROM team_members WHERE enrollment_id = $1", gone)).await }))
        .await
        .unwrap();
    assert_eq!((sweep(&db, now()).await, sweep(&db, now()).await), (1, 0));
    assert_eq!(own(&db, session, students[3]).await.unwrap().0, BookingState::Offered);
    assert_eq!((own(&db, session, students[1]).await, count(&db, session).await), (None, (1, 2)));
    let subjects = subjects(&db).await;
    assert_eq!(subjects.iter().filter(|subject| subject.starts_with("Your booking has ended")).count(), 3, "{subjects:?}");
    assert!(for_student(&db, residency, students[1]).await.unwrap().is_empty());
    assert_eq!(for_student(&db, residency, students[3]).await.unwrap().len(), 1);
});

db_test!(a_session_that_is_off_keeps_its_bookings_and_its_release_is_what_tells, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let mut one = workshop(residency, "Negotiation", "2027-01-09T14:00:00Z", 1);
    one.faculty = vec![school.economist];
    let session = one.session.id;
    release(&db, now(), residency, &[one.clone()]).await;
    assert_eq!(teaching_names(&db, residency).await.unwrap(), [(session, "Ines Ferreira".to_owned())]);
    assert_eq!(taught_by(&db, residency, school.economist).await.unwrap().len(), 1);
    assert!(taught_by(&db, residency, school.director).await.unwrap().is_empty());
    books(&db, now(), school.amara.enrollment, session).await;
    books(&db, now(), school.nils.enrollment, session).await;
    release(&db, now(), residency, &[]).await;
    assert_eq!(sweep(&db, now()).await, 0);
    assert_eq!(own(&db, session, school.amara.enrollment).await.unwrap().0, BookingState::Booked);
    release(&db, now(), residency, &[one]).await;
    assert_eq!(sweep(&db, now()).await, 0);
    assert!(subjects(&db).await.is_empty());
    assert_eq!(own(&db, session, school.nils.enrollment).await.unwrap().0, BookingState::Waiting);
    assert_eq!(sweep(&db, at("2027-01-09T13:00:00Z")).await, 0);
});
