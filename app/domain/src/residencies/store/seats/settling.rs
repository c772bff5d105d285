//! Bringing seats to where time, releases and changes of places have led: every minute, by any number of processes.

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    super::{
        super::seats::{Act, BookingState, LAST_HOURS, Phase, phase},
        released::{is_for, released_session},
    },
    Stored, change, hold,
    leaving::free,
    note,
    offering::{about, offer_free},
};
use crate::{
    Result,
    db::{Db, Tx, sql},
    ids::{PersonId, ResidencySessionId},
    messages::store::tell_all,
};

/// Ends offers that were not answered, offers seats that a release added, and frees those of students the session is no longer for. Each
/// session in a transaction of its own. Returns how many there was something to do about. That a session is off was told by its release.
///
/// # Errors
/// Those of the database.
pub async fn settle(db: &Db, base_url: &str, now: DateTime<Utc>) -> Result<usize> {
    let mut sessions = over(db, now).await?;
    sessions.extend(unsettled(db, now).await?);
    sessions.sort_unstable();
    sessions.dedup();
    for session in &sessions {
        let (session, base_url) = (*session, base_url.to_owned());
        let settled =
            db.write(move |tx| Box::pin(async move { settle_one(tx, Act { now, actor: None, base_url: &base_url }, session).await }));
        settled.await?;
    }
    Ok(sessions.len())
}

/// Sessions with an offer that was not answered in time.
async fn over(db: &Db, now: DateTime<Utc>) -> Result<Vec<ResidencySessionId>> {
    db.values(sql!("SELECT session_id FROM bookings WHERE state = 'offered' AND offered_until <= $1", now)).await
}

/// Sessions to come whose seats are not as the newest release or their students' places want them.
async fn unsettled(db: &Db, now: DateTime<Utc>) -> Result<Vec<ResidencySessionId>> {
    db.values(sql!(
        concat!(
            "SELECT s.id FROM released_sessions s JOIN seat_counts c ON c.session_id = s.id
             JOIN residencies r ON r.id = s.residency_id
             WHERE s.starts_at > $1 AND (
                c.capacity <> COALESCE(s.seats, c.capacity)
                OR (c.taken < c.capacity AND s.starts_at > $2 AND s.seats IS NOT NULL AND s.canceled_at IS NULL
                    AND EXISTS (SELECT 1 FROM bookings w WHERE w.session_id = s.id AND w.state = 'waiting'))
                OR EXISTS (
                    SELECT 1 FROM bookings b JOIN enrollments e ON e.id = b.enrollment_id
                    WHERE b.session_id = s.id AND b.state IN ('booked', 'waiting', 'offered')
                    AND (e.state <> 'enrolled' OR e.cohort_id <> r.cohort_id OR NOT ",
            is_for!("e.id"),
            ")))"
        ),
        now,
        now + TimeDelta::hours(LAST_HOURS)
    ))
    .await
}

async fn settle_one(tx: &Tx, act: Act<'_>, session: ResidencySessionId) -> Result<()> {
    hold(tx, session).await?;
    let session = released_session(tx, session).await?;
    let mut ended = Vec::new();
    if act.now < session.starts_at {
        for (own, person) in not_for_them(tx, session.id).await? {
            end(tx, act, &own, BookingState::Withdrawn).await?;
            ended.push((own, person, false));
        }
    }
    for (own, person) in unanswered(tx, session.id, act.now).await? {
        end(tx, act, &own, BookingState::Expired).await?;
        ended.push((own, person, true));
    }
    if phase(&session, act.now) == Phase::Open {
        offer_free(tx, act, &session).await?;
    }
    let about = about(tx, &session).await?;
    // That an offer in a session that is off has ended is nothing to anybody.
    let told = ended.iter().filter(|(.., offer)| !offer || session.canceled_at.is_none());
    let notices: Vec<_> =
        told.map(|(_, person, offer)| if *offer { about.offer_over(*person) } else { about.not_for_you(*person) }).collect();
    tell_all(tx, act.base_url, &notices, act.now).await?;
    for (own, _, _) in ended.iter().filter(|(own, ..)| own.state.holds_a_seat()) {
        note(tx, act, "seat.ended", (own.session_id, own.enrollment_id)).await?;
    }
    Ok(())
}

async fn end(tx: &Tx, act: Act<'_>, own: &Stored, to: BookingState) -> Result<()> {
    if own.state.holds_a_seat() { free(tx, act, own, to).await } else { change(tx, act, own.id, (own.state, to)).await.map(drop) }
}

crate::row! {
    struct Found {
        id: crate::ids::BookingId,
        session_id: ResidencySessionId,
        enrollment_id: crate::ids::EnrollmentId,
        state: BookingState,
        offered_until: Option<DateTime<Utc>>,
        person_id: PersonId,
    }
}

impl Found {
    fn split(self) -> (Stored, PersonId) {
        let Self { id, session_id, enrollment_id, state, offered_until, person_id } = self;
        (Stored { id, session_id, enrollment_id, state, offered_until }, person_id)
    }
}

async fn unanswered(tx: &Tx, session: ResidencySessionId, now: DateTime<Utc>) -> Result<Vec<(Stored, PersonId)>> {
    let found = tx
        .all::<Found>(sql!(
            "SELECT b.id, b.session_id, b.enrollment_id, b.state, b.offered_until, e.person_id
             FROM bookings b JOIN enrollments e ON e.id = b.enrollment_id
             WHERE b.session_id = $1 AND b.state = 'offered' AND b.offered_until <= $2 ORDER BY b.number",
            session,
            now
        ))
        .await?;
    Ok(found.into_iter().map(Found::split).collect())
}

/// Bookings of students who left, or whom the session is no longer for.
async fn not_for_them(tx: &Tx, session: ResidencySessionId) -> Result<Vec<(Stored, PersonId)>> {
    let found = tx
        .all::<Found>(sql!(
            concat!(
                "SELECT b.id, b.session_id, b.enrollment_id, b.state, b.offered_until, e.person_id
                 FROM bookings b JOIN enrollments e ON e.id = b.enrollment_id
                 JOIN released_sessions s ON s.id = b.session_id JOIN residencies r ON r.id = s.residency_id
                 WHERE b.session_id = $1 AND b.state IN ('booked', 'waiting', 'offered')
                 AND (e.state <> 'enrolled' OR e.cohort_id <> r.cohort_id OR NOT ",
                is_for!("e.id"),
                ") ORDER BY b.number"
            ),
            session
        ))
        .await?;
    Ok(found.into_iter().map(Found::split).collect())
}
