//! Clearing away what is over: sessions, second steps of sign-ins, mailed links, counts of tries.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    Result,
    db::{Db, sql},
};

/// How long a mailed link is remembered after its end, so that whoever opens it late is told that it is over and not that it never was.
const LINKS: TimeDelta = TimeDelta::days(90);

/// Deletes what is over; returns how much that was. Doing so twice, or in two processes at once, is harmless.
///
/// # Errors
/// Those of the database.
pub async fn clear(db: &Db, now: DateTime<Utc>) -> Result<u64> {
    db.write(move |tx| {
        Box::pin(async move {
            let sessions = tx.run(sql!("DELETE FROM sessions WHERE expires_at <= $1", now)).await?;
            let steps = tx.run(sql!("DELETE FROM second_steps WHERE expires_at <= $1", now)).await?;
            let links =
                tx.run(sql!(@whole "once an hour, some hundred rows", "DELETE FROM tokens WHERE expires_at <= $1", now - LINKS)).await?;
            let tries = tx.run(sql!("DELETE FROM tries WHERE ends_at <= $1", now)).await?;
            Ok(sessions + steps + links + tries)
        })
    })
    .await
}
