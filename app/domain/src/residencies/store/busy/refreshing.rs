//! Calendars at addresses that are read again: leased rows, so that any number of processes may do it.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::sources::{AGAIN, put_blocks};
use crate::{
    Result,
    db::{Db, Tx, sql},
    ids::{BusySourceId, PersonId},
    residencies::busy::Reading,
};

/// How long a process has for one: far more than it takes.
const LEASE: TimeDelta = TimeDelta::minutes(5);
/// The longest pause after failures.
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(24);
/// How long blocks are kept that are over.
const REMEMBERED: TimeDelta = TimeDelta::days(31);

crate::row! {
    /// A calendar that this process, and no other, is to read now.
    #[derive(Clone, Debug)]
    pub struct DueSource {
        /// Which: its address was closed for this id.
        pub id: BusySourceId,
        /// The closed address.
        pub address: String,
        /// The zone of its person.
        pub time_zone: Tz,
    }
}

/// Takes up to `most` that are due. Of people who are no longer let in none is read.
///
/// # Errors
/// Those of the database.
pub async fn lease_busy_sources(db: &Db, now: DateTime<Utc>, most: i64) -> Result<Vec<DueSource>> {
    let waiting = sql!(
        "SELECT id FROM busy_sources WHERE due_at IS NOT NULL AND due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1) LIMIT 1",
        now
    );
    if db.maybe::<(BusySourceId,)>(waiting).await?.is_none() {
        return Ok(Vec::new());
    }
    db.write(move |tx| {
        Box::pin(async move {
            // The outer condition is read again when another process held the row a moment ago.
            tx.all(sql!(
                "UPDATE busy_sources SET leased_until = $1
                 WHERE (leased_until IS NULL OR leased_until <= $2) AND address IS NOT NULL AND id IN (
                    SELECT s.id FROM busy_sources s JOIN people p ON p.id = s.person_id AND p.deactivated_at IS NULL
                    WHERE s.due_at IS NOT NULL AND s.due_at <= $2 AND (s.leased_until IS NULL OR s.leased_until <= $2)
                    ORDER BY s.due_at, s.id LIMIT $3)
                 RETURNING id, address, (SELECT p.time_zone FROM people p WHERE p.id = busy_sources.person_id) AS time_zone",
                now + LEASE,
                now,
                most
            ))
            .await
        })
    })
    .await
}

/// Puts what was read in place of what was known. A source that was removed meanwhile stays removed.
///
/// # Errors
/// Those of the database.
pub async fn keep_busy_reading(tx: &Tx, now: DateTime<Utc>, source: BusySourceId, reading: &Reading) -> Result<()> {
    let whose = tx
        .maybe::<(PersonId,)>(sql!(
            "UPDATE busy_sources SET blocks = $1, not_understood = $2, read_at = $3, tried_at = $3, failure = '', failures = 0,
                due_at = $4, leased_until = NULL WHERE id = $5 RETURNING person_id",
            reading.blocks.len() as i64,
            reading.not_understood as i64,
            now,
            now + AGAIN,
            source
        ))
        .await?;
    match whose {
        Some((person,)) => put_blocks(tx, source, person, &reading.blocks).await,
        None => Ok(()),
    }
}

/// Notes that a calendar could not be read; what was known stays. The more often, the longer the pause.
///
/// # Errors
/// Those of the database.
pub async fn keep_busy_failure(tx: &Tx, now: DateTime<Utc>, source: BusySourceId, why: &str) -> Result<()> {
    let failures = tx
        .maybe::<(i64,)>(sql!(
            "UPDATE busy_sources SET failure = $1, failures = failures + 1, tried_at = $2, leased_until = NULL
             WHERE id = $3 RETURNING failures",
            why,
            now,
            source
        ))
        .await?;
    let Some((failures,)) = failures else { return Ok(()) };
    let exponent = u32::try_from(failures - 1).unwrap_or(0).min(5);
    let pause = (TimeDelta::hours(1) * 2_i32.pow(exponent)).min(LONGEST_PAUSE);
    tx.run(sql!("UPDATE busy_sources SET due_at = $1 WHERE id = $2", now + pause, source)).await?;
    Ok(())
}

/// Forgets blocks that have long been over, and marked days with them; returns how many.
///
/// # Errors
/// Those of the database.
pub async fn forget_busy(db: &Db, now: DateTime<Utc>) -> Result<u64> {
    db.write(move |tx| {
        Box::pin(async move {
            let gone = tx.run(sql!("DELETE FROM busy_blocks WHERE ends_at <= $1", now - REMEMBERED)).await?;
            tx.run(sql!(
                "DELETE FROM busy_sources WHERE kind = 'days' AND NOT EXISTS (SELECT 1 FROM busy_blocks b WHERE b.source_id = busy_sources.id)"
            ))
            .await?;
            Ok(gone)
        })
    })
    .await
}
