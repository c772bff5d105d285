//! What students do, in one call each, and what is looked at afterwards.

use chrono::{DateTime, Utc};
use domain::{
    Result,
    db::Db,
    ids::{BookingId, CohortId, EnrollmentId, PersonId, ResidencyId, ResidencySessionId},
    residencies::{
        seats::{Act, Answer, BookingState, Wish},
        store::{accept, book, decline, settle, testing::Released, withdraw},
    },
};

use super::super::stage::{at, class};
use crate::school::now;

pub const SITE: &str = "https://school.example";

/// A plenary class of 90 minutes on the first day with so many seats.
pub fn workshop(residency: ResidencyId, title: &str, starts_at: &str, seats: i64) -> Released {
    let mut one = class(residency, title, at(starts_at));
    one.session.seats = Some(seats);
    one
}

/// So many more students of a cohort, by the order of their enrollment.
pub async fn students(db: &Db, cohort: CohortId, count: usize) -> Vec<EnrollmentId> {
    let made = db.write(move |tx| {
        Box::pin(async move {
            let mut made = Vec::with_capacity(count);
            for number in 0..count {
                let (person, enrollment) = (PersonId::new(), EnrollmentId::new());
                tx.run(query!(
                    "INSERT INTO people (id, email, email_folded, name, time_zone, created_at) VALUES ($1, $2, $2, $3, 'UTC', $4)",
                    person,
                    format!("student-{number}@school.example"),
                    format!("Student {number}"),
                    now()
                ))
                .await?;
                tx.run(query!(
                    "INSERT INTO enrollments (id, person_id, cohort_id, state, created_at) VALUES ($1, $2, $3, 'enrolled', $4)",
                    enrollment,
                    person,
                    cohort,
                    now()
                ))
                .await?;
                made.push(enrollment);
            }
            Ok(made)
        })
    });
    made.await.unwrap()
}

pub async fn wants(db: &Db, now: DateTime<Utc>, wish: Wish) -> Result<Answer> {
    db.write(move |tx| Box::pin(async move { book(tx, Act { now, actor: None, base_url: SITE }, &wish).await })).await
}

/// A wish with a new id, for nothing in exchange.
pub fn wish(enrollment: EnrollmentId, session: ResidencySessionId) -> Wish {
    Wish { id: BookingId::new(), enrollment, session, instead_of: Vec::new() }
}

/// Books, and says how it stands.
pub async fn books(db: &Db, now: DateTime<Utc>, enrollment: EnrollmentId, session: ResidencySessionId) -> BookingState {
    match wants(db, now, wish(enrollment, session)).await.unwrap() {
        Answer::Stands(state) => state,
        Answer::InTheWay(what) => panic!("in the way: {what:?}"),
    }
}

pub async fn gives_up(db: &Db, now: DateTime<Utc>, (enrollment, booking): (EnrollmentId, BookingId)) -> Result<()> {
    db.write(move |tx| Box::pin(async move { withdraw(tx, Act { now, actor: None, base_url: SITE }, enrollment, booking).await })).await
}

pub async fn takes(db: &Db, now: DateTime<Utc>, booking: BookingId, instead_of: Vec<ResidencySessionId>) -> Result<Answer> {
    db.write(move |tx| Box::pin(async move { accept(tx, Act { now, actor: None, base_url: SITE }, booking, &instead_of).await })).await
}

pub async fn declines(db: &Db, now: DateTime<Utc>, booking: BookingId) -> Result<BookingState> {
    db.write(move |tx| Box::pin(async move { decline(tx, Act { now, actor: None, base_url: SITE }, booking).await })).await
}

pub async fn sweep(db: &Db, now: DateTime<Utc>) -> usize {
    settle(db, SITE, now).await.unwrap()
}

/// Every booking of a session in the order in which they came: whose, how it stands, its id.
pub async fn rows(db: &Db, session: ResidencySessionId) -> Vec<(EnrollmentId, BookingState, BookingId)> {
    db.all(query!("SELECT enrollment_id, state, id FROM bookings WHERE session_id = $1 ORDER BY number", session)).await.unwrap()
}

/// The live booking of a student.
pub async fn own(db: &Db, session: ResidencySessionId, enrollment: EnrollmentId) -> Option<(BookingState, BookingId)> {
    let live = [BookingState::Booked, BookingState::Offered, BookingState::Waiting];
    rows(db, session)
        .await
        .into_iter()
        .find(|(whose, state, _)| *whose == enrollment && live.contains(state))
        .map(|(_, state, id)| (state, id))
}

/// How many seats are counted as taken, and how many there are.
pub async fn count(db: &Db, session: ResidencySessionId) -> (i64, i64) {
    db.one(query!("SELECT taken, capacity FROM seat_counts WHERE session_id = $1", session)).await.unwrap()
}

/// The subjects and bodies of mail, in the order in which it was written.
pub async fn mail(db: &Db) -> Vec<(String, String)> {
    db.all(query!("SELECT subject, body FROM mail ORDER BY id")).await.unwrap()
}
