//! Giving up a seat, an offer or a place in the line.

use super::{
    super::super::seats::{Act, BookingState, Phase, phase},
    super::released_session,
    Stored, change, give_back, hold, note,
    offering::offer_free,
    stored, turn,
};
use crate::{
    Conflict, Error, Result,
    db::Tx,
    ids::{BookingId, EnrollmentId},
};

/// A student gives up what they have under this booking: the seat goes to the first in the line at once. Twice is harmless, and so is a
/// booking that ended otherwise.
///
/// # Errors
/// [`Error::NotFound`] if it is not this student's; [`Conflict::Closed`] if the session has begun.
pub async fn withdraw(tx: &Tx, act: Act<'_>, enrollment: EnrollmentId, booking: BookingId) -> Result<()> {
    let found = stored(tx, booking).await?.filter(|found| found.enrollment_id == enrollment).ok_or(Error::NotFound)?;
    turn(tx, enrollment).await?;
    leave(tx, act, &found).await
}

/// Declines a seat that is offered. Twice is harmless; a seat that was taken meanwhile stays.
///
/// # Errors
/// [`Error::NotFound`] without such a booking; those of the database.
pub async fn decline(tx: &Tx, act: Act<'_>, booking: BookingId) -> Result<BookingState> {
    let found = stored(tx, booking).await?.ok_or(Error::NotFound)?;
    turn(tx, found.enrollment_id).await?;
    hold(tx, found.session_id).await?;
    let own = stored(tx, booking).await?.ok_or(Error::NotFound)?;
    if own.state != BookingState::Offered {
        return Ok(own.state);
    }
    free(tx, act, &own, BookingState::Declined).await?;
    note(tx, act, "seat.declined", (own.session_id, own.enrollment_id)).await?;
    Ok(BookingState::Declined)
}

async fn leave(tx: &Tx, act: Act<'_>, found: &Stored) -> Result<()> {
    hold(tx, found.session_id).await?;
    // Read again: it may have changed while we waited for the turn.
    let own = stored(tx, found.id).await?.ok_or(Error::NotFound)?;
    match own.state {
        BookingState::Waiting => drop(change(tx, act, own.id, (BookingState::Waiting, BookingState::Withdrawn)).await?),
        BookingState::Booked | BookingState::Offered => {
            let session = released_session(tx, own.session_id).await?;
            if act.now >= session.starts_at {
                return Err(Error::Conflict(Conflict::Closed));
            }
            let to = if own.state == BookingState::Offered { BookingState::Declined } else { BookingState::Withdrawn };
            free(tx, act, &own, to).await?;
            note(tx, act, "seat.given_up", (own.session_id, own.enrollment_id)).await?;
        }
        BookingState::Declined | BookingState::Expired | BookingState::Withdrawn => {}
    }
    Ok(())
}

/// Ends a booking that holds a seat, and offers the seat to the first in the line. The session's turn is ours.
pub(super) async fn free(tx: &Tx, act: Act<'_>, own: &Stored, to: BookingState) -> Result<()> {
    if !change(tx, act, own.id, (own.state, to)).await? {
        return Ok(());
    }
    give_back(tx, own.session_id).await?;
    let session = released_session(tx, own.session_id).await?;
    if phase(&session, act.now) == Phase::Open { offer_free(tx, act, &session).await } else { Ok(()) }
}
