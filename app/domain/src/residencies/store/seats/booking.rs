//! Wanting a seat, and taking one that is offered.

use super::{
    super::{
        super::{
            ReleasedSession,
            seats::{Act, Answer, BookingState, Phase, Reason, Wish, exclude, phase},
        },
        released::sessions,
    },
    Stored, change, hold_all,
    leaving::free,
    live, note,
    offering::offer_free,
    session_for, stored, take, turn,
};
use crate::{
    Conflict, Error, Result,
    db::{Tx, list, sql},
    ids::{BookingId, EnrollmentId, ResidencySessionId},
};

/// Gives a student a seat, or a place in the line if none is free. What they give up for it is given up only if they get the seat, in the
/// same transaction. The same wish again is answered by how it stands.
///
/// # Errors
/// [`Error::NotFound`] if the session is not for this student, who may have left; [`Conflict::Closed`] if it is not booked, is off or has
/// begun; [`Conflict::IdReused`] if another's booking has this id.
pub async fn book(tx: &Tx, act: Act<'_>, wish: &Wish) -> Result<Answer> {
    turn(tx, wish.enrollment).await?;
    if let Some(known) = stored(tx, wish.id).await? {
        let same = known.enrollment_id == wish.enrollment && known.session_id == wish.session;
        return if same { Ok(Answer::Stands(known.state)) } else { Err(Error::Conflict(Conflict::IdReused)) };
    }
    let session = session_for(tx, wish.session, wish.enrollment).await?;
    let now_is = phase(&session, act.now);
    if now_is == Phase::Closed {
        return Err(Error::Conflict(Conflict::Closed));
    }
    hold_all(tx, wish.instead_of.iter().copied().chain([wish.session]).collect()).await?;
    if now_is == Phase::Open {
        // Who waits comes before who comes now.
        offer_free(tx, act, &session).await?;
    }
    let own = live(tx, wish.session, wish.enrollment).await?;
    match own.as_ref().map(|own| own.state) {
        Some(BookingState::Booked) => return Ok(Answer::Stands(BookingState::Booked)),
        Some(BookingState::Offered) => return take_offer(tx, act, &session, own, &wish.instead_of).await,
        _ => {}
    }
    let blocking = in_the_way(tx, &session, wish.enrollment, &wish.instead_of).await?;
    if !blocking.is_empty() {
        // Only who could have the seat has to decide; in the line one decides when it is their turn.
        let is_free = sql!("SELECT COUNT(*) FROM seat_counts WHERE session_id = $1 AND taken < capacity", wish.session);
        if tx.value::<i64>(is_free).await? > 0 {
            return Ok(Answer::InTheWay(blocking));
        }
    }
    if !take(tx, wish.session).await? {
        return stand_in_line(tx, act, wish, own).await;
    }
    let given_up = give_up_for(tx, act, wish.enrollment, &wish.instead_of).await?;
    match own {
        Some(own) => drop(change(tx, act, own.id, (BookingState::Waiting, BookingState::Booked)).await?),
        None => insert(tx, act, wish, BookingState::Booked).await?,
    }
    noted(tx, act, wish.enrollment, wish.session, given_up).await
}

/// Takes a seat that is offered. Taking it twice is harmless.
///
/// # Errors
/// [`Error::NotFound`] without such a booking, or if the session is no longer for its student; [`Conflict::Closed`] if it is not offered,
/// or not any more.
pub async fn accept(tx: &Tx, act: Act<'_>, booking: BookingId, instead_of: &[ResidencySessionId]) -> Result<Answer> {
    let found = stored(tx, booking).await?.ok_or(Error::NotFound)?;
    turn(tx, found.enrollment_id).await?;
    let session = session_for(tx, found.session_id, found.enrollment_id).await?;
    hold_all(tx, instead_of.iter().copied().chain([found.session_id]).collect()).await?;
    // Read again: it may have ended while we waited for the turn.
    let own = stored(tx, booking).await?;
    if own.as_ref().is_some_and(|own| own.state == BookingState::Booked) {
        return Ok(Answer::Stands(BookingState::Booked));
    }
    take_offer(tx, act, &session, own, instead_of).await
}

async fn take_offer(
    tx: &Tx,
    act: Act<'_>,
    session: &ReleasedSession,
    own: Option<Stored>,
    instead_of: &[ResidencySessionId],
) -> Result<Answer> {
    let closed = Error::Conflict(Conflict::Closed);
    let Some(own) = own.filter(|own| own.offered_until.is_some_and(|until| act.now < until)) else { return Err(closed) };
    if own.state != BookingState::Offered || session.canceled_at.is_some() {
        return Err(closed);
    }
    let blocking = in_the_way(tx, session, own.enrollment_id, instead_of).await?;
    if !blocking.is_empty() {
        return Ok(Answer::InTheWay(blocking));
    }
    let given_up = give_up_for(tx, act, own.enrollment_id, instead_of).await?;
    change(tx, act, own.id, (BookingState::Offered, BookingState::Booked)).await?;
    noted(tx, act, own.enrollment_id, session.id, given_up).await
}

async fn noted(
    tx: &Tx,
    act: Act<'_>,
    enrollment: EnrollmentId,
    session: ResidencySessionId,
    given_up: Vec<ResidencySessionId>,
) -> Result<Answer> {
    for other in given_up {
        note(tx, act, "seat.given_up", (other, enrollment)).await?;
    }
    note(tx, act, "seat.booked", (session, enrollment)).await?;
    Ok(Answer::Stands(BookingState::Booked))
}

/// The sessions in which the student has a seat that exclude this one, but for those they would give up.
async fn in_the_way(
    tx: &Tx,
    session: &ReleasedSession,
    enrollment: EnrollmentId,
    instead_of: &[ResidencySessionId],
) -> Result<Vec<(ReleasedSession, Reason)>> {
    let elsewhere = sql!("SELECT session_id FROM bookings WHERE enrollment_id = $1 AND state = 'booked'", enrollment);
    let elsewhere: Vec<ResidencySessionId> = tx.values(elsewhere).await?;
    let elsewhere = elsewhere.into_iter().filter(|id| !instead_of.contains(id));
    let mut held: Vec<ReleasedSession> = tx
        .all(list!(
            sessions!("FROM released_sessions s WHERE s.id IN ($list) AND s.canceled_at IS NULL"),
            in elsewhere
        ))
        .await?;
    held.sort_by_key(|held| (held.starts_at, held.id));
    Ok(held.into_iter().filter_map(|held| exclude(session, &held).map(|reason| (held, reason))).collect())
}

/// Gives up the seats that are given up for another; returns in which sessions there was one.
async fn give_up_for(
    tx: &Tx,
    act: Act<'_>,
    enrollment: EnrollmentId,
    instead_of: &[ResidencySessionId],
) -> Result<Vec<ResidencySessionId>> {
    let mut given_up = Vec::new();
    for session in instead_of {
        if let Some(own) = live(tx, *session, enrollment).await?.filter(|own| own.state == BookingState::Booked) {
            free(tx, act, &own, BookingState::Withdrawn).await?;
            given_up.push(*session);
        }
    }
    Ok(given_up)
}

/// At the end of the line, unless they stand in it already.
async fn stand_in_line(tx: &Tx, act: Act<'_>, wish: &Wish, own: Option<Stored>) -> Result<Answer> {
    if own.is_none() {
        insert(tx, act, wish, BookingState::Waiting).await?;
    }
    Ok(Answer::Stands(BookingState::Waiting))
}

async fn insert(tx: &Tx, act: Act<'_>, wish: &Wish, state: BookingState) -> Result<()> {
    tx.run(sql!("UPDATE seat_counts SET last_number = last_number + 1 WHERE session_id = $1", wish.session)).await?;
    tx.run(sql!(
        "INSERT INTO bookings (id, session_id, enrollment_id, state, number, created_at, changed_at)
         SELECT $1, c.session_id, $2, $3, c.last_number, $4, $4 FROM seat_counts c WHERE c.session_id = $5",
        wish.id,
        wish.enrollment,
        state,
        act.now,
        wish.session
    ))
    .await
    .map_err(|error| error.or_conflict(Conflict::IdReused))?;
    Ok(())
}
