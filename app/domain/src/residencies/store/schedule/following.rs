//! What is released goes along when the cohort's calendar moves a residency: its sessions have a day from 1, not a date.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::{
    super::released::{Released, put_released},
    elsewhere::{self, Days},
    reading::{self, Beside},
    releases,
};
use crate::{
    Result,
    db::{Db, Tx, sql},
    ids::{CohortId, ResidencyId},
    residencies::{
        ReleasedSession,
        schedule::{SnapshotSession, Warning, WarningKind, at, date, warnings},
    },
};

/// Puts the released sessions of a cohort's residencies on the days that its calendar says now. Belongs into the transaction of every
/// release of a calendar; where nothing moved, nothing is changed.
///
/// # Errors
/// Those of the database.
pub async fn follow_calendar(tx: &Tx, now: DateTime<Utc>, cohort: CohortId) -> Result<()> {
    let residencies = sql!("SELECT id, starts_on FROM residencies WHERE cohort_id = $1", cohort);
    for of in tx.all::<(ResidencyId, NaiveDate)>(residencies).await? {
        let Some(newest) = releases::newest_release(tx, of.0).await? else { continue };
        let snapshot = newest.schedule.0;
        let said: Vec<Released> = snapshot.sessions.iter().filter_map(|one| released(of, snapshot.time_zone, one)).collect();
        put_released(tx, now, of.0, &said).await?;
    }
    Ok(())
}

/// What the released sessions of a cohort's residencies would meet if these began on other days: rooms and faculty that residencies of
/// other cohorts have by then, a sentence each under the position of the residency. `first_days` are positions with their new first day.
///
/// # Errors
/// Those of the database.
pub async fn met_after_move(db: &Db, cohort: CohortId, first_days: &[(i64, NaiveDate)]) -> Result<Vec<(i64, Vec<String>)>> {
    let residencies = sql!("SELECT id, position, starts_on FROM residencies WHERE cohort_id = $1 ORDER BY position", cohort);
    let mut met = Vec::new();
    for (residency, position, starts_on) in db.all::<(ResidencyId, i64, NaiveDate)>(residencies).await? {
        let moved = first_days.iter().find(|(of, first_day)| *of == position && *first_day != starts_on);
        let Some((_, first_day)) = moved else { continue };
        let sentences = met_by(db, residency, *first_day).await?;
        if !sentences.is_empty() {
            met.push((position, sentences));
        }
    }
    Ok(met)
}

/// Of what is released of one residency.
async fn met_by(db: &Db, residency: ResidencyId, first_day: NaiveDate) -> Result<Vec<String>> {
    let Some(newest) = releases::newest_release(db, residency).await? else { return Ok(Vec::new()) };
    let mut schedule = reading::alone(db, residency, Beside::default()).await?;
    schedule.sessions = newest.schedule.0.sessions.into_iter().map(|one| one.session).collect();
    schedule.first_day = first_day;
    schedule.elsewhere = elsewhere::at_other_cohorts(db, residency, Days::of(&schedule)).await?;
    let met = |warning: &Warning| matches!(warning.kind, WarningKind::RoomElsewhere | WarningKind::FacultyElsewhere);
    Ok(warnings(&schedule).into_iter().filter(met).map(|warning| warning.words).collect())
}

/// What everybody sees of a session. Its end is its beginning and its length, also in a night in which the clocks change.
pub(super) fn released((residency, first_day): (ResidencyId, NaiveDate), campus: Tz, one: &SnapshotSession) -> Option<Released> {
    let session = &one.session;
    let placed = session.placed?;
    let starts_at = at(date(first_day, placed.day), placed.start, campus);
    let said = ReleasedSession {
        id: session.id,
        residency_id: residency,
        title: session.title.clone(),
        kind: session.kind,
        summary: session.summary.clone(),
        module_id: session.module_id,
        prework: session.prework.clone(),
        starts_at,
        ends_at: starts_at + TimeDelta::minutes(session.minutes),
        room: one.room.clone(),
        venue: one.venue.clone(),
        address: one.address.clone(),
        map_url: one.map_url.clone(),
        plenary: session.plenary,
        creditable: session.creditable,
        seats: session.seats,
        repeat_of: session.repeat_of,
        // Set where it is compared with what stood before.
        sequence: 0,
        changed_at: starts_at,
        canceled_at: None,
    };
    Some(Released { session: said, teams: session.teams.clone(), faculty: session.faculty.clone() })
}
