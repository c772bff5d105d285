//! What else staff may know of a student.

use chrono::{DateTime, Utc};

use crate::{
    Error, Result,
    cohorts::Scope,
    db::{Db, sql},
    ids::EnrollmentId,
    reports::{Dealings, SentMessage},
};

/// When a student last used the site, and what was sent to them.
///
/// # Errors
/// [`Error::NotFound`] if there is no such student in this cohort, and just so for who does not run its program.
pub async fn dealings(db: &Db, scope: &Scope, enrollment: EnrollmentId) -> Result<Dealings> {
    if !scope.runs() {
        return Err(Error::NotFound);
    }
    let seen = db
        .maybe::<(Option<DateTime<Utc>>,)>(sql!(
            "SELECT (SELECT MAX(s.seen_at) FROM sessions s WHERE s.person_id = e.person_id) AS seen_at
             FROM enrollments e WHERE e.id = $1 AND e.cohort_id = $2",
            enrollment,
            scope.cohort().id
        ))
        .await?;
    let (seen_at,) = seen.ok_or(Error::NotFound)?;
    let messages = db
        .all::<SentMessage>(sql!(
            "SELECT m.id, m.subject, p.name AS author, m.sent_at, r.mail_id IS NOT NULL AS mailed, l.sent_at AS delivered_at, l.failed_at
             FROM message_recipients r JOIN messages m ON m.id = r.message_id JOIN people p ON p.id = m.author_id
             LEFT JOIN mail l ON l.id = r.mail_id WHERE r.enrollment_id = $1 ORDER BY m.sent_at DESC, m.id DESC",
            enrollment
        ))
        .await?;
    Ok(Dealings { seen_at, messages })
}
