//! Attempts whose time ran out: the server hands them in, with what was saved.

use chrono::{DateTime, Utc};

use super::submission::submit_in;
use crate::{
    Result,
    authoring::UnitSettings,
    db::{Db, Json, sql},
    ids::{AttemptId, EnrollmentId, PersonId, UnitId, VersionId},
    learning::{evidence::Whereabouts, rules::GRACE},
};

crate::row! {
    struct Overdue {
        id: AttemptId,
        closes_at: DateTime<Utc>,
        person_id: PersonId,
        enrollment_id: EnrollmentId,
        unit_id: UnitId,
        version_id: VersionId,
        settings: Json<UnitSettings>,
    }
}

/// Hands in every attempt whose time and grace are over, as of the moment its time was over. Any number of processes may do this
/// at once. Returns how many were over, 500 at most: the next call finds the others.
///
/// # Errors
/// Those of the database, once everything that could be handed in was.
pub async fn close_overdue(db: &Db, now: DateTime<Utc>) -> Result<usize> {
    let overdue = db
        .all::<Overdue>(sql!(
            "SELECT a.id, a.closes_at, e.person_id, a.enrollment_id, a.unit_id, u.version_id, u.settings
             FROM attempts a JOIN enrollments e ON e.id = a.enrollment_id JOIN units u ON u.id = a.unit_id
             WHERE a.submitted_at IS NULL AND a.closes_at < $1 ORDER BY a.closes_at LIMIT 500",
            now - GRACE
        ))
        .await?;
    let count = overdue.len();
    let mut outcome = Ok(count);
    for attempt in overdue {
        // One that cannot be handed in must not stand in the way of all that follow.
        if let Err(error) = close(db, attempt, now).await {
            outcome = Err(error);
        }
    }
    outcome
}

async fn close(db: &Db, attempt: Overdue, now: DateTime<Utc>) -> Result<()> {
    let Some(settings) = attempt.settings.0.quiz().cloned() else { return Ok(()) };
    let at =
        Whereabouts { person: attempt.person_id, enrollment: attempt.enrollment_id, version: attempt.version_id, unit: attempt.unit_id };
    let (id, closed) = (attempt.id, attempt.closes_at);
    db.write(move |tx| Box::pin(async move { submit_in(tx, at, id, &settings, (closed, now)).await })).await.map(drop)
}
