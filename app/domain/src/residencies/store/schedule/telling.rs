//! Who is to be told what of a release: each only what changed for them, once, when it concerns them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::{
    super::super::schedule::{Aspect, Difference, Session, Snapshot, differences},
    releases,
};
use crate::{
    Result,
    db::{Db, Tx, sql},
    ids::{CohortId, EnrollmentId, PersonId, ResidencyId, ResidencySessionId, TeamId},
};

/// What somebody is to be told of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldOfSchedule {
    /// Whom.
    pub person: PersonId,
    /// Whether they study in the cohort; otherwise they hold a session.
    pub studies: bool,
    /// Their own sessions that are other ones now; with the first release all of them.
    pub changes: Vec<Difference>,
    /// Those of them in which they have a seat or wait for one: a booking stays, also of a session that is off.
    pub booked: Vec<ResidencySessionId>,
}

/// What a student was not told of a schedule while they were away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissedSchedule {
    /// The residency's number.
    pub position: i64,
    /// Whether they know no earlier release of it: then all is new.
    pub first: bool,
    /// Their sessions that are other ones than those they knew.
    pub told: ToldOfSchedule,
}

/// Everybody for whom something changes between two schedules: who studies in the cohort and who holds a session. Who is away is told
/// when they are back, see [`catch_up_schedules`].
pub(super) async fn told(
    db: &Db,
    (cohort, residency): (CohortId, ResidencyId),
    before: Option<&Snapshot>,
    after: &Snapshot,
) -> Result<Vec<ToldOfSchedule>> {
    let students = sql!(
        "SELECT e.person_id, m.team_id FROM enrollments e LEFT JOIN team_members m ON m.enrollment_id = e.id
         WHERE e.cohort_id = $1 AND e.state = 'enrolled'",
        cohort
    );
    let mut people: BTreeMap<PersonId, Whose> = BTreeMap::new();
    for (person, team) in db.all::<(PersonId, Option<TeamId>)>(students).await? {
        people.insert(person, Whose { studies: true, team, ..Whose::new(person) });
    }
    let booked = sql!(
        "SELECT e.person_id, b.session_id FROM released_sessions s
         JOIN bookings b ON b.session_id = s.id AND b.state IN ('booked', 'waiting', 'offered')
         JOIN enrollments e ON e.id = b.enrollment_id WHERE s.residency_id = $1",
        residency
    );
    for (person, session) in db.all::<(PersonId, ResidencySessionId)>(booked).await? {
        people.entry(person).and_modify(|whose| whose.booked.push(session));
    }
    let sessions = before.iter().flat_map(|before| &before.sessions).chain(&after.sessions);
    for person in sessions.flat_map(|one| &one.session.faculty) {
        people.entry(*person).or_insert_with(|| Whose::new(*person));
    }
    Ok(people.into_values().filter_map(|whose| whose.told(before, after, |_| true)).collect())
}

/// Notes what everybody knows: who studies now, the new release; who is away and was never told, the one before it.
pub(super) async fn note_told(tx: &Tx, (cohort, residency): (CohortId, ResidencyId), number: i64) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO schedules_told (enrollment_id, residency_id, number)
         SELECT e.id, $1, CASE WHEN e.state = 'enrolled' THEN CAST($2 AS BIGINT) ELSE CAST($3 AS BIGINT) END
         FROM enrollments e WHERE e.cohort_id = $4 AND e.state <> 'invited'
         ON CONFLICT (enrollment_id, residency_id) DO UPDATE SET number = excluded.number WHERE excluded.number = $2",
        residency,
        number,
        number - 1,
        cohort
    ))
    .await?;
    Ok(())
}

crate::row! {
    struct Behind {
        residency_id: ResidencyId,
        position: i64,
        starts_on: NaiveDate,
        time_zone: Tz,
        person_id: PersonId,
        team_id: Option<TeamId>,
        number: i64,
    }
}

/// What changed for a student in the schedules of their cohort since they were last told, for when they come back: then it concerns them,
/// once. What was and is over by now is left out. The days are those the residencies have now, whatever moved them.
///
/// # Errors
/// Those of the database.
pub async fn catch_up_schedules(tx: &Tx, now: DateTime<Utc>, enrollment: EnrollmentId) -> Result<Vec<MissedSchedule>> {
    let behind = tx
        .all::<Behind>(sql!(
            "SELECT t.residency_id, r.position, r.starts_on, c.time_zone, e.person_id, m.team_id, t.number
             FROM schedules_told t JOIN residencies r ON r.id = t.residency_id JOIN cohorts c ON c.id = r.cohort_id
             JOIN enrollments e ON e.id = t.enrollment_id LEFT JOIN team_members m ON m.enrollment_id = e.id
             WHERE t.enrollment_id = $1
                AND t.number < (SELECT MAX(s.number) FROM schedule_releases s WHERE s.residency_id = t.residency_id)
             ORDER BY r.position",
            enrollment
        ))
        .await?;
    let caught_up = sql!(
        "UPDATE schedules_told SET number = (
            SELECT MAX(s.number) FROM schedule_releases s WHERE s.residency_id = schedules_told.residency_id) WHERE enrollment_id = $1",
        enrollment
    );
    tx.run(caught_up).await?;
    let mut missed = Vec::new();
    for one in behind {
        let before = match one.number {
            0 => None,
            number => Some(releases::schedule_release(tx, one.residency_id, number).await?.schedule.0),
        };
        let Some(newest) = releases::newest_release(tx, one.residency_id).await? else { continue };
        let after = Snapshot { first_day: one.starts_on, ..newest.schedule.0 };
        let ahead = ahead(before.as_ref(), &after, now.with_timezone(&one.time_zone).date_naive());
        // A booking does not outlast a leave.
        let whose = Whose { studies: true, team: one.team_id, ..Whose::new(one.person_id) };
        let told = whose.told(before.as_ref(), &after, |session| ahead.contains(&session.id));
        missed.extend(told.map(|told| MissedSchedule { position: one.position, first: before.is_none(), told }));
    }
    Ok(missed)
}

/// The sessions that were or are to take place on this day or later.
fn ahead(before: Option<&Snapshot>, after: &Snapshot, today: NaiveDate) -> BTreeSet<ResidencySessionId> {
    let on = |of: &Snapshot, session: &Session| session.placed.is_some_and(|placed| of.date(placed.day) >= today);
    let of = |of: &Snapshot| of.sessions.iter().map(|one| &one.session).filter(|one| on(of, one)).map(|one| one.id).collect::<Vec<_>>();
    before.into_iter().chain([after]).flat_map(of).collect()
}

/// Somebody who may have sessions of their own.
struct Whose {
    person: PersonId,
    studies: bool,
    team: Option<TeamId>,
    booked: Vec<ResidencySessionId>,
}

impl Whose {
    /// Somebody of whom no more is known.
    fn new(person: PersonId) -> Self {
        Self { person, studies: false, team: None, booked: Vec::new() }
    }

    /// What they are told of their own sessions that are `asked` for; nothing if none of them changed.
    fn told(&self, before: Option<&Snapshot>, after: &Snapshot, asked: impl Fn(&Session) -> bool) -> Option<ToldOfSchedule> {
        let is_for = |one: &Session| self.studies && (one.plenary || self.team.is_some_and(|team| one.teams.contains(&team)));
        let own = differences(before, after, |one| asked(one) && (one.faculty.contains(&self.person) || is_for(one)));
        let changes: Vec<Difference> = own.into_iter().filter(matters).collect();
        let booked = changes.iter().map(|change| change.id).filter(|id| self.booked.contains(id)).collect();
        (!changes.is_empty()).then_some(ToldOfSchedule { person: self.person, studies: self.studies, changes, booked })
    }
}

/// What is new, off, or different in a way that somebody who goes there needs to know.
fn matters(change: &Difference) -> bool {
    let told = |(aspect, _): &(Aspect, String)| aspect.is_told();
    change.before.is_none() || change.after.is_none() || change.what.iter().any(told)
}
