//! A seat is never sold twice, however many want it at the same moment, and whoever goes away meanwhile.

use std::time::Duration;

use domain::{
    Error,
    db::{Db, testing, testing::db_test},
    ids::{EnrollmentId, ResidencySessionId},
    residencies::seats::{Answer, BookingState, Wish},
};

use super::{
    super::stage::{release, residency},
    acts::{count, own, rows, students, wants, wish, workshop},
};
use crate::school::{now, school};

const SEATS: i64 = 10;
const STUDENTS: usize = 500;

/// A session with ten seats, and five hundred students who may come.
async fn crowd(db: &Db) -> (ResidencySessionId, Vec<EnrollmentId>) {
    let school = school(db).await;
    let residency = residency(db, school.cohort).await;
    let session = workshop(residency, "Negotiation", "2027-01-09T14:00:00Z", SEATS);
    release(db, now(), residency, std::slice::from_ref(&session)).await;
    (session.session.id, students(db, school.cohort, STUDENTS).await)
}

/// Sends a wish until it is answered: a database that is too busy says so, and the same wish again is harmless.
async fn until_answered(db: Db, wish: Wish) -> BookingState {
    for _ in 0..50 {
        match wants(&db, now(), wish.clone()).await {
            Ok(Answer::Stands(state)) => return state,
            Ok(Answer::InTheWay(what)) => panic!("in the way: {what:?}"),
            Err(Error::Unavailable(_)) => tokio::time::sleep(Duration::from_millis(20)).await,
            Err(other) => panic!("{other}"),
        }
    }
    panic!("never answered");
}

/// Ten have a seat, all others stand in one line, and the count says the same.
async fn assert_sold_once(db: &Db, session: ResidencySessionId) {
    let rows = rows(db, session).await;
    let of = |wanted| rows.iter().filter(|(_, state, _)| *state == wanted).count();
    assert_eq!((of(BookingState::Booked), of(BookingState::Waiting), rows.len()), (10, STUDENTS - 10, STUDENTS));
    assert_eq!(count(db, session).await, (SEATS, SEATS));
    let mut who: Vec<EnrollmentId> = rows.iter().map(|(whose, ..)| *whose).collect();
    who.sort_unstable();
    who.dedup();
    assert_eq!(who.len(), STUDENTS, "everybody once");
    let numbers: Vec<i64> = db.values(query!("SELECT number FROM bookings WHERE session_id = $1 ORDER BY number", session)).await.unwrap();
    assert_eq!(numbers, (1..=500).collect::<Vec<i64>>(), "one line without gaps");
    let first: Vec<BookingState> = rows.iter().take(10).map(|(_, state, _)| *state).collect();
    assert!(first.iter().all(|state| *state == BookingState::Booked), "who came first has a seat");
}

db_test!(five_hundred_at_once_for_ten_seats_and_ten_have_one, |db| {
    let (session, students) = crowd(&db).await;
    let all: Vec<_> = students.iter().map(|student| tokio::spawn(until_answered(db.clone(), wish(*student, session)))).collect();
    let mut booked = 0;
    for (one, student) in all.into_iter().zip(&students) {
        let told = one.await.unwrap();
        booked += usize::from(told == BookingState::Booked);
        assert_eq!(own(&db, session, *student).await.map(|(state, _)| state), Some(told), "what each was told is so");
    }
    assert_eq!(booked, 10);
    assert_sold_once(&db, session).await;
});

db_test!(who_goes_away_half_way_loses_nothing_and_takes_nothing_twice, |db| {
    let (session, students) = crowd(&db).await;
    let wishes: Vec<Wish> = students.iter().map(|student| wish(*student, session)).collect();
    let impatient = wishes.iter().enumerate().map(|(number, wish)| {
        let (db, wish) = (db.clone(), wish.clone());
        let patience = Duration::from_micros((number as u64 * 7919) % 40_000);
        tokio::spawn(async move { drop(tokio::time::timeout(patience, wants(&db, now(), wish)).await) })
    });
    for one in impatient.collect::<Vec<_>>() {
        one.await.unwrap();
    }
    // Some were kept and some were not. Each sends the same form again.
    let again: Vec<_> = wishes.into_iter().map(|wish| tokio::spawn(until_answered(db.clone(), wish))).collect();
    for one in again {
        one.await.unwrap();
    }
    assert_sold_once(&db, session).await;
});

/// Two processes have a handle each on the same PostgreSQL database.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_sell_ten_seats_together() {
    let url = testing::postgres_url().await;
    let one = Db::open(&url.parse().unwrap()).await.unwrap();
    let other = Db::open(&url.parse().unwrap()).await.unwrap();
    let (session, students) = crowd(&one).await;
    let all = students.iter().enumerate().map(|(number, student)| {
        let db = if number % 2 == 0 { one.clone() } else { other.clone() };
        tokio::spawn(until_answered(db, wish(*student, session)))
    });
    for each in all.collect::<Vec<_>>() {
        each.await.unwrap();
    }
    assert_sold_once(&one, session).await;
    one.close().await;
    other.close().await;
    testing::drop_postgres(&url).await;
}

// Without a turn of the student's own, two transactions of PostgreSQL both find nothing in the way.
db_test!(one_student_books_two_sessions_at_the_same_time_at_once_and_has_one, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let both =
        [workshop(residency, "Negotiation", "2027-01-09T14:00:00Z", 30), workshop(residency, "Simulation", "2027-01-09T15:00:00Z", 30)];
    release(&db, now(), residency, &both).await;
    for student in students(&db, school.cohort, 25).await {
        let at_once = [0, 1].map(|which: usize| {
            let (db, wish) = (db.clone(), wish(student, both[which].session.id));
            tokio::spawn(async move { wants(&db, now(), wish).await.unwrap() })
        });
        let mut booked = 0;
        for one in at_once {
            booked += usize::from(one.await.unwrap() == Answer::Stands(BookingState::Booked));
        }
        assert_eq!(booked, 1, "{student}");
    }
    let taken = (count(&db, both[0].session.id).await.0, count(&db, both[1].session.id).await.0);
    assert_eq!(taken.0 + taken.1, 25);
});
