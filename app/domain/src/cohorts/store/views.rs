//! Looking at the site as a student of a cohort would on a day. It belongs to a session and ends with it.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    Result,
    db::{Tx, sql},
    ids::{CohortId, SessionId},
};

/// Begins to look, or looks at another cohort or day. Whoever calls has made sure that the cohort is one of theirs; every request asks again.
///
/// # Errors
/// Those of the database.
pub async fn begin_view(tx: &Tx, session: SessionId, cohort: CohortId, day: NaiveDate, now: DateTime<Utc>) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO seen_as (session_id, cohort_id, on_day, began_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (session_id) DO UPDATE SET cohort_id = excluded.cohort_id, on_day = excluded.on_day, began_at = excluded.began_at",
        session,
        cohort,
        day,
        now
    ))
    .await?;
    Ok(())
}

/// Looks as oneself again; harmless if one did anyway.
///
/// # Errors
/// Those of the database.
pub async fn end_view(tx: &Tx, session: SessionId) -> Result<()> {
    tx.run(sql!("DELETE FROM seen_as WHERE session_id = $1", session)).await?;
    Ok(())
}
