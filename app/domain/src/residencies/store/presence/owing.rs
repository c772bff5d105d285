//! Who has something to make up for, and what becomes of a proposal when that is no longer so: a roll came in late, staff corrected minutes,
//! or a release changed the session.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::{
    Result, audit,
    db::{Db, Tx, list},
    ids::{EnrollmentId, MakeUpId, ResidencyId, ResidencySessionId},
    residencies::{
        ReleasedSession,
        presence::{MakeUp, MakeUpState, rules::is_enough},
        store::presence::{Cell, Grid, presence},
    },
};

/// Who owes which session, of those that ended before a moment. What is offered several times is owed where somebody was in none of them;
/// what has to be booked is owed by nobody, and neither is what does not count.
pub(super) fn owed(grid: &Grid, ended_before: DateTime<Utc>) -> Vec<(EnrollmentId, ResidencySessionId)> {
    let mut offers: BTreeMap<ResidencySessionId, Vec<&ReleasedSession>> = BTreeMap::new();
    for session in &grid.sessions {
        if session.seats.is_none() && session.creditable && session.kind.is_education() && session.canceled_at.is_none() {
            offers.entry(session.repeat_of.unwrap_or(session.id)).or_default().push(session);
        }
    }
    let called = |session: &ReleasedSession| {
        grid.students.iter().any(|(student, _)| grid.cells.get(&(*student, session.id)).is_some_and(|cell| cell.state.is_some()))
    };
    let mut all = Vec::new();
    for offers in offers.values().filter(|offers| offers.iter().all(|session| session.ends_at <= ended_before && called(session))) {
        for (student, _) in &grid.students {
            let cell = |session: &&ReleasedSession| grid.cells.get(&(*student, session.id)).copied();
            let was_there = |session: &&ReleasedSession| cell(session).is_some_and(|cell| enough(&cell, session));
            let missed = offers.iter().find(|session| cell(session).is_some_and(|cell| cell.expected));
            all.extend(missed.filter(|_| !offers.iter().any(was_there)).map(|session| (*student, session.id)));
        }
    }
    all
}

fn enough(cell: &Cell, session: &ReleasedSession) -> bool {
    is_enough(cell.present, (session.ends_at - session.starts_at).num_minutes())
}

/// Whether there is still something to make up for.
///
/// # Errors
/// Those of the database.
pub async fn is_owed(db: &Db, residency: ResidencyId, one: &MakeUp, now: DateTime<Utc>) -> Result<bool> {
    Ok(owed(&presence(db, residency).await?, now).contains(&(one.enrollment_id, one.session_id)))
}

/// Takes back what was proposed to these students and is no longer owed. What staff have decided stands: they are told on its page, and
/// end it themselves. Whoever calls holds the audit log.
pub(super) async fn withdraw(tx: &Tx, now: DateTime<Utc>, students: &[EnrollmentId]) -> Result<()> {
    let proposed: Vec<(MakeUpId, EnrollmentId, ResidencySessionId, ResidencyId)> = tx
        .all(list!(
            "SELECT x.id, x.enrollment_id, x.session_id, s.residency_id FROM make_ups x JOIN released_sessions s ON s.id = x.session_id
             WHERE x.state = 'proposed' AND x.enrollment_id IN ($list)",
            in students
        ))
        .await?;
    // Mostly nothing is: then nothing more is read.
    let mut by_residency: BTreeMap<ResidencyId, Vec<(MakeUpId, EnrollmentId, ResidencySessionId)>> = BTreeMap::new();
    for (id, student, session, residency) in proposed {
        by_residency.entry(residency).or_default().push((id, student, session));
    }
    for (residency, mut gone) in by_residency {
        let owed: HashSet<_> = owed(&presence(tx, residency).await?, now).into_iter().collect();
        gone.retain(|(_, student, session)| !owed.contains(&(*student, *session)));
        take_back(tx, now, residency, &gone).await?;
    }
    Ok(())
}

async fn take_back(
    tx: &Tx,
    now: DateTime<Utc>,
    residency: ResidencyId,
    gone: &[(MakeUpId, EnrollmentId, ResidencySessionId)],
) -> Result<()> {
    if gone.is_empty() {
        return Ok(());
    }
    tx.run(list!(
        "UPDATE make_ups SET state = $1, decided_at = $2, sequence = sequence + 1 WHERE id IN ($list)",
        in gone.iter().map(|(id, _, _)| *id),
        MakeUpState::Refused,
        now
    ))
    .await?;
    audit::append(tx, now, None, "make_up.withdrawn", format!("residency {residency}"), json!({ "make_ups": gone })).await
}
