//! Seats in the database. A session's row in `seat_counts` is changed first by whatever changes its bookings, so those come one after the
//! other on both engines; a student's row in `booking_turns` before that. Turns are taken in this order, sessions by their ids, and the
//! audit log last: so nobody waits for somebody who waits for them.

mod booking;
mod leaving;
mod offering;
mod reading;
mod settling;
mod teaching;

pub use booking::{accept, book};
pub use leaving::{decline, withdraw};
pub use reading::{
    OpenOffer, OwnSession, Prework, SeatsOf, booked, bookings_of, for_student, goes_to, held_as, holders, open_offer, prework,
};
pub use settling::settle;
pub use teaching::{TaughtResidency, taught_by, taught_residencies, teaching_names};

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{
    super::{
        ReleasedSession,
        seats::{Act, BookingState},
    },
    released::is_for,
};
use crate::{
    Error, Result, audit,
    db::{Db, Tx, sql},
    ids::{BookingId, EnrollmentId, ResidencySessionId},
};

crate::row! {
    /// A booking as it is changed.
    struct Stored {
        id: BookingId,
        session_id: ResidencySessionId,
        enrollment_id: EnrollmentId,
        state: BookingState,
        offered_until: Option<DateTime<Utc>>,
    }
}

/// Takes the student's turn: until the end of the transaction nothing else books for them.
async fn turn(tx: &Tx, enrollment: EnrollmentId) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO booking_turns (enrollment_id) VALUES ($1)
         ON CONFLICT (enrollment_id) DO UPDATE SET enrollment_id = excluded.enrollment_id",
        enrollment
    ))
    .await?;
    Ok(())
}

/// Takes the session's turn, and the number of its seats from the newest release. A session that is not booked any more keeps its last one.
async fn hold(tx: &Tx, session: ResidencySessionId) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO seat_counts (session_id, capacity, taken, last_number)
         SELECT s.id, COALESCE(s.seats, 0), 0, 0 FROM released_sessions s WHERE s.id = $1
         ON CONFLICT (session_id) DO UPDATE SET last_number = seat_counts.last_number",
        session
    ))
    .await?;
    // Apart from the statement that waited for the turn: this one sees what was released meanwhile.
    tx.run(sql!(
        "UPDATE seat_counts SET capacity = (SELECT COALESCE(s.seats, seat_counts.capacity) FROM released_sessions s WHERE s.id = $1)
         WHERE session_id = $1",
        session
    ))
    .await?;
    Ok(())
}

/// Takes the turns of several sessions.
async fn hold_all(tx: &Tx, mut sessions: Vec<ResidencySessionId>) -> Result<()> {
    sessions.sort_unstable();
    sessions.dedup();
    for session in sessions {
        hold(tx, session).await?;
    }
    Ok(())
}

/// Takes one seat, if one is free: the one place where a seat is sold.
async fn take(tx: &Tx, session: ResidencySessionId) -> Result<bool> {
    let taken = sql!("UPDATE seat_counts SET taken = taken + 1 WHERE session_id = $1 AND taken < capacity", session);
    Ok(tx.run(taken).await? > 0)
}

/// Gives one seat back.
async fn give_back(tx: &Tx, session: ResidencySessionId) -> Result<()> {
    tx.run(sql!("UPDATE seat_counts SET taken = taken - 1 WHERE session_id = $1", session)).await?;
    Ok(())
}

/// Moves a booking from one state to another; false if it was not in that state.
async fn change(tx: &Tx, act: Act<'_>, booking: BookingId, (from, to): (BookingState, BookingState)) -> Result<bool> {
    let changed = sql!("UPDATE bookings SET state = $1, changed_at = $2 WHERE id = $3 AND state = $4", to, act.now, booking, from);
    Ok(tx.run(changed).await? > 0)
}

async fn stored(db: &Db, booking: BookingId) -> Result<Option<Stored>> {
    db.maybe(sql!("SELECT id, session_id, enrollment_id, state, offered_until FROM bookings WHERE id = $1", booking)).await
}

/// The student's seat, offer or place in the line of a session.
async fn live(db: &Db, session: ResidencySessionId, enrollment: EnrollmentId) -> Result<Option<Stored>> {
    db.maybe(sql!(
        "SELECT id, session_id, enrollment_id, state, offered_until FROM bookings
         WHERE session_id = $1 AND enrollment_id = $2 AND state IN ('booked', 'waiting', 'offered')",
        session,
        enrollment
    ))
    .await
}

/// Whether a session is for a student: they study in its cohort, and it is for all or for their team.
async fn is_for(db: &Db, session: ResidencySessionId, enrollment: EnrollmentId) -> Result<bool> {
    let found = sql!(
        concat!(
            "SELECT COUNT(*) FROM released_sessions s JOIN residencies r ON r.id = s.residency_id
             JOIN enrollments e ON e.cohort_id = r.cohort_id AND e.state = 'enrolled' WHERE s.id = $1 AND e.id = $2 AND ",
            is_for!("e.id")
        ),
        session,
        enrollment
    );
    Ok(db.value::<i64>(found).await? > 0)
}

/// Writes down who has a seat now, or has none any more.
async fn note(tx: &Tx, act: Act<'_>, action: &str, (session, enrollment): (ResidencySessionId, EnrollmentId)) -> Result<()> {
    audit::append(tx, act.now, act.actor, action, format!("enrollment {enrollment}"), json!({ "session": session })).await
}

/// A session that is there for this student.
async fn session_for(db: &Db, session: ResidencySessionId, enrollment: EnrollmentId) -> Result<ReleasedSession> {
    if is_for(db, session, enrollment).await? { super::released_session(db, session).await } else { Err(Error::NotFound) }
}
