//! Offering free seats to those who wait, the first first.

use super::{
    super::{
        super::{
            ReleasedSession,
            seats::{Act, letters::About, offered_until},
        },
        released::is_for,
    },
    take,
};
use crate::{
    Result,
    db::{Db, Tx, sql},
    ids::{BookingId, PersonId, ResidencySessionId},
    messages::store::tell,
    policy::store::token_hash,
};

crate::row! {
    struct First {
        id: BookingId,
        person_id: PersonId,
    }
}

/// Offers what is free to those who wait and may come, and tells them. The session's turn is ours, and its phase is open.
pub(super) async fn offer_free(tx: &Tx, act: Act<'_>, session: &ReleasedSession) -> Result<()> {
    while let Some(first) = first_in_line(tx, session.id).await? {
        if !take(tx, session.id).await? {
            return Ok(());
        }
        let (until, token) = (offered_until(session, act.now), hex::encode(rand::random::<[u8; 24]>()));
        tx.run(sql!(
            "UPDATE bookings SET state = 'offered', offered_until = $1, offer_hash = $2, changed_at = $3 WHERE id = $4 AND state = 'waiting'",
            until,
            token_hash(&token),
            act.now,
            first.id
        ))
        .await?;
        let notice = about(tx, session).await?.offer(first.person_id, until, (act.base_url, &token));
        tell(tx, act.base_url, &notice, act.now).await?;
    }
    Ok(())
}

/// Who waits longest of those the session is for.
async fn first_in_line(tx: &Tx, session: ResidencySessionId) -> Result<Option<First>> {
    tx.maybe(sql!(
        concat!(
            "SELECT b.id, e.person_id FROM bookings b JOIN enrollments e ON e.id = b.enrollment_id AND e.state = 'enrolled'
             JOIN released_sessions s ON s.id = b.session_id JOIN residencies r ON r.id = s.residency_id AND r.cohort_id = e.cohort_id
             WHERE b.session_id = $1 AND b.state = 'waiting' AND ",
            is_for!("e.id"),
            " ORDER BY b.number LIMIT 1"
        ),
        session
    ))
    .await
}

/// A session with what letters about it need.
pub(super) async fn about<'a>(db: &Db, session: &'a ReleasedSession) -> Result<About<'a>> {
    let found = sql!(
        "SELECT r.position, c.time_zone FROM residencies r JOIN cohorts c ON c.id = r.cohort_id WHERE r.id = $1",
        session.residency_id
    );
    let (position, campus) = db.one::<(i64, chrono_tz::Tz)>(found).await?;
    Ok(About { session, position, campus })
}
