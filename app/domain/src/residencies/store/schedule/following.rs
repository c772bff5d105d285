//! What is released goes along when the cohort's calendar moves a residency: its sessions have a day from 1, not a date.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::{
    super::released::{Released, put_released},
    releases,
};
use crate::{
    Result,
    db::{Tx, sql},
    ids::{CohortId, ResidencyId},
    residencies::{
        ReleasedSession,
        schedule::{SnapshotSession, at, date},
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
