//! The line: who waits longest is offered what becomes free, has a time to answer, and the next one's turn comes after.

use chrono::TimeDelta;
use domain::{
    Conflict, Error,
    db::testing::db_test,
    ids::EnrollmentId,
    residencies::{
        seats::{Answer, BookingState},
        store::{bookings_of, holders, open_offer},
    },
};

use super::{
    super::stage::{at, release, residency},
    acts::{books, count, declines, gives_up, mail, own, students, sweep, takes, wants, wish, workshop},
};
use crate::school::{now, school};

db_test!(a_seat_given_up_is_offered_to_the_first_in_the_line_who_takes_it, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let one = workshop(residency, "Negotiation", "2027-01-09T14:00:00Z", 1);
    let session = one.session.id;
    release(&db, now(), residency, &[one]).await;
    let more = students(&db, school.cohort, 2).await;
    let (amara, nils) = (school.amara.enrollment, school.nils.enrollment);
    assert_eq!(books(&db, now(), amara, session).await, BookingState::Booked);
    for (place, student) in [nils, more[0], more[1]].into_iter().enumerate() {
        assert_eq!(books(&db, now(), student, session).await, BookingState::Waiting);
        assert_eq!(bookings_of(&db, residency, student).await.unwrap().1[0].before, place as i64);
    }
    let amaras = own(&db, session, amara).await.unwrap().1;
    gives_up(&db, now(), (amara, amaras)).await.unwrap();
    gives_up(&db, now(), (amara, amaras)).await.unwrap();
    let (state, nilss) = own(&db, session, nils).await.unwrap();
    assert_eq!((state, count(&db, session).await), (BookingState::Offered, (1, 1)), "the seat is kept for him");
    let written = mail(&db).await;
    assert_eq!((written.len(), written[0].0.as_str()), (1, "A seat for you: Negotiation"));
    assert!(written[0].1.contains("until Mon 23 Nov 2026, 12:00 campus time"), "{}", written[0].1);

    // Amara wants it again: she stands behind those who waited.
    assert_eq!(books(&db, now(), amara, session).await, BookingState::Waiting);
    assert_eq!(takes(&db, now(), nilss, Vec::new()).await.unwrap(), Answer::Stands(BookingState::Booked));
    assert_eq!(takes(&db, now(), nilss, Vec::new()).await.unwrap(), Answer::Stands(BookingState::Booked));
    assert_eq!(declines(&db, now(), nilss).await.unwrap(), BookingState::Booked, "a seat that was taken is not declined by an old mail");
    let held: Vec<EnrollmentId> = holders(&db, residency).await.unwrap().into_iter().map(|one| one.enrollment_id).collect();
    assert_eq!(held, [nils, more[0], more[1], amara]);
    let (seats, own) = bookings_of(&db, residency, amara).await.unwrap();
    assert_eq!((seats[0].free(), seats[0].waiting, own[0].before), (0, 3, 2));
});

db_test!(an_offer_that_is_declined_or_not_answered_goes_to_the_next, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let one = workshop(residency, "Negotiation", "2027-01-09T14:00:00Z", 1);
    let session = one.session.id;
    release(&db, now(), residency, &[one]).await;
    let line = students(&db, school.cohort, 3).await;
    let amara = school.amara.enrollment;
    books(&db, now(), amara, session).await;
    for student in &line {
        books(&db, now(), *student, session).await;
    }
    gives_up(&db, now(), (amara, own(&db, session, amara).await.unwrap().1)).await.unwrap();
    let first = own(&db, session, line[0]).await.unwrap().1;
    assert_eq!(declines(&db, now(), first).await.unwrap(), BookingState::Declined);
    assert_eq!(declines(&db, now(), first).await.unwrap(), BookingState::Declined);
    assert!(matches!(takes(&db, now(), first, Vec::new()).await, Err(Error::Conflict(Conflict::Closed))));
    let second = own(&db, session, line[1]).await.unwrap();
    assert_eq!(second.0, BookingState::Offered);

    let late = now() + TimeDelta::hours(24);
    assert_eq!(sweep(&db, late - TimeDelta::minutes(1)).await, 0, "nothing is over yet");
    assert!(matches!(takes(&db, late, second.1, Vec::new()).await, Err(Error::Conflict(Conflict::Closed))), "late, though nobody swept");
    assert_eq!((sweep(&db, late).await, sweep(&db, late).await), (1, 0));
    assert!(own(&db, session, line[1]).await.is_none());
    assert_eq!(own(&db, session, line[2]).await.unwrap().0, BookingState::Offered);
    assert_eq!(count(&db, session).await, (1, 1));
    let subjects: Vec<String> = mail(&db).await.into_iter().map(|(subject, _)| subject).collect();
    assert_eq!(subjects.iter().filter(|subject| subject.starts_with("A seat for you")).count(), 3);
    assert_eq!(subjects.iter().filter(|subject| subject.starts_with("The offer has ended")).count(), 1);
});

db_test!(the_secret_in_the_mail_leads_to_the_offer_and_no_other_does, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let one = workshop(residency, "Negotiation", "2027-01-09T14:00:00Z", 1);
    let session = one.session.id;
    release(&db, now(), residency, &[one]).await;
    let (amara, nils) = (school.amara.enrollment, school.nils.enrollment);
    books(&db, now(), amara, session).await;
    books(&db, now(), nils, session).await;
    gives_up(&db, now(), (amara, own(&db, session, amara).await.unwrap().1)).await.unwrap();
    let body = mail(&db).await.remove(0).1;
    let token = body.split("/seat-offers/").nth(1).unwrap().split('?').next().unwrap().to_owned();
    let hash = domain::policy::store::token_hash(&token);
    let offer = open_offer(&db, &hash).await.unwrap().unwrap();
    assert_eq!((offer.enrollment_id, offer.state, offer.position), (nils, BookingState::Offered, 1));
    assert_eq!(open_offer(&db, &domain::policy::store::token_hash("another")).await.unwrap(), None);
    assert!(body.contains(&format!("/seat-offers/{token}?answer=no")), "{body}");
});

db_test!(two_hours_before_a_session_a_free_seat_goes_to_whoever_books_it, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let one = workshop(residency, "Negotiation", "2027-01-09T14:00:00Z", 1);
    let session = one.session.id;
    release(&db, now(), residency, &[one]).await;
    let more = students(&db, school.cohort, 1).await;
    let (amara, nils) = (school.amara.enrollment, school.nils.enrollment);
    let late = at("2027-01-09T11:00:00Z");
    books(&db, now(), amara, session).await;
    books(&db, now(), nils, session).await;
    gives_up(&db, late, (amara, own(&db, session, amara).await.unwrap().1)).await.unwrap();
    assert!(mail(&db).await[0].1.contains("until Sat 9 Jan 2027, 07:00 campus time"), "an offer ends two hours before at the latest");

    let last = at("2027-01-09T12:00:00Z");
    assert_eq!(sweep(&db, last).await, 1);
    assert_eq!(books(&db, last, more[0], session).await, BookingState::Booked, "nobody is asked any more");
    gives_up(&db, last, (more[0], own(&db, session, more[0]).await.unwrap().1)).await.unwrap();
    assert_eq!(books(&db, last, nils, session).await, BookingState::Booked);
    assert_eq!(count(&db, session).await, (1, 1));

    let begun = at("2027-01-09T14:00:00Z");
    assert!(matches!(wants(&db, begun, wish(amara, session)).await, Err(Error::Conflict(Conflict::Closed))));
    let nilss = own(&db, session, nils).await.unwrap().1;
    assert!(matches!(gives_up(&db, begun, (nils, nilss)).await, Err(Error::Conflict(Conflict::Closed))));
});

db_test!(who_waits_in_the_last_two_hours_and_books_a_free_seat_has_it, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let one = workshop(residency, "Negotiation", "2027-01-09T14:00:00Z", 1);
    let session = one.session.id;
    release(&db, now(), residency, &[one]).await;
    let (amara, nils) = (school.amara.enrollment, school.nils.enrollment);
    let last = at("2027-01-09T13:00:00Z");
    books(&db, now(), amara, session).await;
    books(&db, now(), nils, session).await;
    gives_up(&db, last, (amara, own(&db, session, amara).await.unwrap().1)).await.unwrap();
    assert_eq!(own(&db, session, nils).await.unwrap().0, BookingState::Waiting);
    assert_eq!(books(&db, last, nils, session).await, BookingState::Booked);
    assert_eq!(count(&db, session).await, (1, 1));
});
