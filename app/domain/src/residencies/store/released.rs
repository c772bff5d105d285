//! The sessions of the newest released schedule, and writing them when a schedule is released.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::super::ReleasedSession;
use crate::{
    Error, Result,
    db::{Db, Tx, list, rows, sql},
    ids::{EnrollmentId, PersonId, ResidencyId, ResidencySessionId, TeamId},
};

/// A session to be released, with whom it is for and who holds it.
#[derive(Clone, Debug)]
pub struct Released {
    /// The session. Its sequence, moment of change and cancellation are found by comparing it with what stood before.
    pub session: ReleasedSession,
    /// For which teams, unless it is plenary.
    pub teams: Vec<TeamId>,
    /// Who holds it.
    pub faculty: Vec<PersonId>,
}

/// A statement that reads released sessions, `s`, as [`ReleasedSession`]: what follows the columns.
macro_rules! sessions {
    ($($rest:expr),+ $(,)?) => {
        concat!(
            "SELECT s.id, s.residency_id, s.title, s.kind, s.summary, s.module_id, s.prework, s.starts_at, s.ends_at, s.room, s.venue,
                s.address, s.map_url, s.plenary, s.creditable, s.seats, s.repeat_of, s.sequence, s.changed_at, s.canceled_at ",
            $($rest),+
        )
    };
}
pub(in crate::residencies) use sessions;

/// Whether a released session, `s`, is for the place of this student: it is for all, or for their team.
macro_rules! is_for {
    ($enrollment:literal) => {
        concat!(
            "(s.plenary OR EXISTS (
                SELECT 1 FROM released_session_teams st JOIN team_members m ON m.team_id = st.team_id
                WHERE st.session_id = s.id AND m.enrollment_id = ",
            $enrollment,
            "))"
        )
    };
}
pub(in crate::residencies) use is_for;

/// The sessions of a residency by time, canceled ones included; none before its first release.
///
/// # Errors
/// Those of the database.
pub async fn released_sessions(db: &Db, residency: ResidencyId) -> Result<Vec<ReleasedSession>> {
    db.all(sql!(sessions!("FROM released_sessions s WHERE s.residency_id = $1 ORDER BY s.starts_at, s.title, s.id"), residency)).await
}

/// One session.
///
/// # Errors
/// [`Error::NotFound`] if no release ever had it.
pub async fn released_session(db: &Db, session: ResidencySessionId) -> Result<ReleasedSession> {
    db.maybe(sql!(sessions!("FROM released_sessions s WHERE s.id = $1"), session)).await?.ok_or(Error::NotFound)
}

/// The enrolled students a session is for: all of the cohort, or those of its teams. Who books a seat in it is not asked here.
///
/// # Errors
/// Those of the database.
pub async fn expected(db: &Db, session: ResidencySessionId) -> Result<Vec<EnrollmentId>> {
    db.values(sql!(
        concat!(
            "SELECT e.id FROM released_sessions s JOIN residencies r ON r.id = s.residency_id
             JOIN enrollments e ON e.cohort_id = r.cohort_id AND e.state = 'enrolled' WHERE s.id = $1 AND ",
            is_for!("e.id"),
            " ORDER BY e.id"
        ),
        session
    ))
    .await
}

/// How many [`expected`] would find for each session of a residency; a session nobody is expected at is left out.
///
/// # Errors
/// Those of the database.
pub async fn expected_by_session(db: &Db, residency: ResidencyId) -> Result<HashMap<ResidencySessionId, i64>> {
    let counts = sql!(
        concat!(
            "SELECT s.id, CAST(COUNT(e.id) AS BIGINT) FROM released_sessions s JOIN residencies r ON r.id = s.residency_id
             JOIN enrollments e ON e.cohort_id = r.cohort_id AND e.state = 'enrolled' WHERE s.residency_id = $1 AND ",
            is_for!("e.id"),
            " GROUP BY s.id"
        ),
        residency
    );
    Ok(db.all(counts).await?.into_iter().collect())
}

/// Whether a person holds a session.
///
/// # Errors
/// Those of the database.
pub async fn teaches(db: &Db, session: ResidencySessionId, person: PersonId) -> Result<bool> {
    let found = sql!("SELECT COUNT(*) FROM released_session_faculty WHERE session_id = $1 AND person_id = $2", session, person);
    Ok(db.value::<i64>(found).await? > 0)
}

/// Writes what a release says: new sessions appear, changed ones get a higher sequence, and those it leaves out are canceled, never
/// deleted. Returns the sessions that are new, changed or canceled now, as they stood before (absent: new) and as they stand.
///
/// # Errors
/// Those of the database.
pub async fn put_released(
    tx: &Tx,
    now: DateTime<Utc>,
    residency: ResidencyId,
    sessions: &[Released],
) -> Result<Vec<(Option<ReleasedSession>, ReleasedSession)>> {
    let stood = released_sessions(tx, residency).await?;
    let mut before: HashMap<ResidencySessionId, ReleasedSession> = stood.into_iter().map(|one| (one.id, one)).collect();
    let mut changed = Vec::new();
    for one in sessions {
        let stood = before.remove(&one.session.id);
        let next = after(stood.as_ref(), &one.session, now);
        if stood.as_ref() != Some(&next) {
            changed.push((stood, next));
        }
    }
    for gone in before.into_values().filter(|gone| gone.canceled_at.is_none()) {
        let next = ReleasedSession { canceled_at: Some(now), changed_at: now, sequence: gone.sequence + 1, ..gone.clone() };
        changed.push((Some(gone), next));
    }
    write(tx, changed.iter().map(|(_, next)| next)).await?;
    put_people(tx, sessions).await?;
    // Minutes are reckoned within the times that stand now; what was marked stays, and so do sessions that are off.
    let ids: Vec<ResidencySessionId> = changed.iter().filter(|(before, _)| before.is_some()).map(|(_, after)| after.id).collect();
    super::presence::reckon_sessions(tx, now, &ids).await?;
    Ok(changed)
}

/// A session as it stands now: with the sequence and moment it had, where nothing else is different.
fn after(stood: Option<&ReleasedSession>, said: &ReleasedSession, now: DateTime<Utc>) -> ReleasedSession {
    let Some(stood) = stood else {
        return ReleasedSession { sequence: 0, changed_at: now, canceled_at: None, ..said.clone() };
    };
    let same = ReleasedSession { sequence: stood.sequence, changed_at: stood.changed_at, canceled_at: None, ..said.clone() };
    if same == *stood { same } else { ReleasedSession { sequence: stood.sequence + 1, changed_at: now, ..same } }
}

async fn write(tx: &Tx, sessions: impl Iterator<Item = &ReleasedSession>) -> Result<()> {
    tx.run(rows!(
        "INSERT INTO released_sessions (id, residency_id, title, kind, summary, module_id, prework, starts_at, ends_at, room, venue, address,
            map_url, plenary, creditable, seats, repeat_of, sequence, changed_at, canceled_at)
         VALUES $rows
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, kind = excluded.kind, summary = excluded.summary,
            module_id = excluded.module_id, prework = excluded.prework, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
            room = excluded.room, venue = excluded.venue, address = excluded.address, map_url = excluded.map_url,
            plenary = excluded.plenary, creditable = excluded.creditable, seats = excluded.seats, repeat_of = excluded.repeat_of,
            sequence = excluded.sequence, changed_at = excluded.changed_at, canceled_at = excluded.canceled_at",
        for one in sessions =>
            one.id,
            one.residency_id,
            one.title,
            one.kind,
            one.summary,
            one.module_id,
            one.prework,
            one.starts_at,
            one.ends_at,
            one.room,
            one.venue,
            one.address,
            one.map_url,
            one.plenary,
            one.creditable,
            one.seats,
            one.repeat_of,
            one.sequence,
            one.changed_at,
            one.canceled_at
    ))
    .await?;
    Ok(())
}

/// For whom they are and who holds them, as the release says.
async fn put_people(tx: &Tx, sessions: &[Released]) -> Result<()> {
    let ids = || sessions.iter().map(|one| one.session.id);
    tx.run(list!("DELETE FROM released_session_teams WHERE session_id IN ($list)", in ids())).await?;
    tx.run(list!("DELETE FROM released_session_faculty WHERE session_id IN ($list)", in ids())).await?;
    let teams = sessions.iter().flat_map(|one| one.teams.iter().map(|team| (one.session.id, *team)));
    tx.run(rows!("INSERT INTO released_session_teams (session_id, team_id) VALUES $rows", for (session, team) in teams => session, team))
        .await?;
    let faculty = sessions.iter().flat_map(|one| one.faculty.iter().map(|person| (one.session.id, *person)));
    tx.run(rows!("INSERT INTO released_session_faculty (session_id, person_id) VALUES $rows", for (session, person) in faculty => session, person))
        .await?;
    Ok(())
}
