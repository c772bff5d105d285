//! People and sessions in the database.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    Result,
    db::{Db, sql},
    ids::SessionId,
};

/// How long a session may lie idle.
pub const IDLE: TimeDelta = TimeDelta::days(7);

/// Notes that a session was seen, and gives it its full idle time again.
///
/// # Errors
/// Those of the database.
pub async fn sight_session(db: &Db, session: SessionId, now: DateTime<Utc>) -> Result<()> {
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(sql!("UPDATE sessions SET seen_at = $1, idle_until = $2 WHERE id = $3", now, now + IDLE, session)).await?;
            Ok(())
        })
    })
    .await
}
