//! What people are known by: the code of a student, and what the codes of a room are made from.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::super::released::is_for;
use crate::{
    Error, Result, audit,
    db::{Db, Tx, list, rows, sql},
    ids::{CohortId, EnrollmentId, PersonId, ResidencySessionId},
    residencies::presence::opens,
};

/// Gives everybody who studies, and whose residency is not over, a code if they have none. `fresh` makes a random one: ten letters and
/// digits of those that codes are made of. Returns how many were made; any number of processes may do so.
///
/// # Errors
/// Those of the database.
pub async fn make_codes(db: &Db, now: DateTime<Utc>, fresh: fn() -> String) -> Result<usize> {
    let cohorts: Vec<CohortId> =
        db.values(sql!("SELECT DISTINCT cohort_id FROM residencies WHERE ends_on >= $1", (now - TimeDelta::days(1)).date_naive())).await?;
    let students: Vec<EnrollmentId> = db
        .values(list!(
            "SELECT e.id FROM enrollments e WHERE e.cohort_id IN ($list) AND e.state = 'enrolled'
                AND NOT EXISTS (SELECT 1 FROM presence_codes p WHERE p.enrollment_id = e.id)",
            in cohorts
        ))
        .await?;
    let codes: Vec<(String, EnrollmentId)> = students.into_iter().map(|student| (fresh(), student)).collect();
    // Mostly nobody is new: then nothing is written.
    if codes.is_empty() {
        return Ok(0);
    }
    let written = db.write(move |tx| {
        Box::pin(async move {
            tx.run(rows!(
                "INSERT INTO presence_codes (code, enrollment_id, created_at) VALUES $rows ON CONFLICT DO NOTHING",
                for (code, student) in &codes => *code, *student, now
            ))
            .await
        })
    });
    Ok(usize::try_from(written.await?).unwrap_or(0))
}

/// A student's code; none if they have none yet.
///
/// # Errors
/// Those of the database.
pub async fn own_code(db: &Db, enrollment: EnrollmentId) -> Result<Option<String>> {
    let found = sql!("SELECT code FROM presence_codes WHERE enrollment_id = $1 AND revoked_at IS NULL", enrollment);
    Ok(db.values(found).await?.into_iter().next())
}

/// A student takes a new code; the old one is nobody's from now on.
///
/// # Errors
/// Those of the database.
pub async fn renew_code(tx: &Tx, now: DateTime<Utc>, (person, enrollment): (PersonId, EnrollmentId), fresh: &str) -> Result<()> {
    audit::hold(tx).await?;
    tx.run(sql!("UPDATE presence_codes SET revoked_at = $1 WHERE enrollment_id = $2 AND revoked_at IS NULL", now, enrollment)).await?;
    tx.run(sql!("INSERT INTO presence_codes (code, enrollment_id, created_at) VALUES ($1, $2, $3)", fresh, enrollment, now)).await?;
    audit::append(tx, now, Some(person), "presence_code.renewed", format!("enrollment {enrollment}"), json!({})).await
}

/// The student of a cohort who has this code; nobody if it was taken back, or is of another cohort.
///
/// # Errors
/// Those of the database.
pub async fn student_by_code(db: &Db, cohort: CohortId, code: &str) -> Result<Option<EnrollmentId>> {
    let found = sql!(
        "SELECT e.id FROM presence_codes p JOIN enrollments e ON e.id = p.enrollment_id
         WHERE p.code = $1 AND p.revoked_at IS NULL AND e.cohort_id = $2",
        code,
        cohort
    );
    Ok(db.values(found).await?.into_iter().next())
}

/// What the codes of a session's room are made from: `fresh`, unless there is one already.
///
/// # Errors
/// Those of the database.
pub async fn door_secret(tx: &Tx, session: ResidencySessionId, fresh: &str) -> Result<String> {
    tx.run(sql!("INSERT INTO door_secrets (session_id, secret) VALUES ($1, $2) ON CONFLICT (session_id) DO NOTHING", session, fresh))
        .await?;
    tx.value(sql!("SELECT secret FROM door_secrets WHERE session_id = $1", session)).await
}

/// The session for which a student is expected, about this moment, and whose room shows this code, or showed it
/// so many codes `before`.
///
/// # Errors
/// [`Error::NotFound`] if there is none: the code is old, of another session, or nobody's.
pub async fn whose_door(db: &Db, enrollment: EnrollmentId, (code, before): (&str, i64), now: DateTime<Utc>) -> Result<ResidencySessionId> {
    let around = TimeDelta::hours(2);
    let doors: Vec<(ResidencySessionId, String)> = db
        .all(sql!(
            concat!(
                "SELECT s.id, d.secret FROM enrollments e JOIN residencies r ON r.cohort_id = e.cohort_id
                 JOIN released_sessions s ON s.residency_id = r.id AND s.canceled_at IS NULL AND s.starts_at <= $2 AND s.ends_at >= $3
                 JOIN door_secrets d ON d.session_id = s.id WHERE e.id = $1 AND e.state = 'enrolled' AND ",
                is_for!("e.id")
            ),
            enrollment,
            now + around,
            now - around
        ))
        .await?;
    let found = doors.into_iter().find(|(_, secret)| opens(secret, code, now.timestamp(), before));
    found.map(|(session, _)| session).ok_or(Error::NotFound)
}
