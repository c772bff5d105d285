//! What can be read of one session: its roll, and how one student's minutes came about.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::super::released::is_for;
use crate::{
    Error, Result,
    db::{Db, sql},
    ids::{CohortId, EnrollmentId, ResidencySessionId},
    residencies::presence::{AttendanceState, MarkKind, MarkWay},
};

crate::row! {
    /// Where a session belongs.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SessionPlace {
        /// The cohort.
        pub cohort_id: CohortId,
        /// Its title.
        pub cohort_title: String,
        /// The campus zone.
        pub campus: Tz,
        /// The residency's title.
        pub residency_title: String,
    }
}

/// Where a session belongs, by its address: the cohort's name and the residency's place, from 1.
///
/// # Errors
/// [`Error::NotFound`] if it is not there.
pub async fn session_place(db: &Db, (cohort, position): (&str, i64), session: ResidencySessionId) -> Result<SessionPlace> {
    db.maybe(sql!(
        "SELECT c.id AS cohort_id, c.title AS cohort_title, c.time_zone AS campus, r.title AS residency_title
         FROM released_sessions s JOIN residencies r ON r.id = s.residency_id JOIN cohorts c ON c.id = r.cohort_id
         WHERE s.id = $1 AND c.slug = $2 AND r.position = $3",
        session,
        cohort,
        position
    ))
    .await?
    .ok_or(Error::NotFound)
}

/// Everybody who has or had a place in a cohort: of whom something can be marked.
///
/// # Errors
/// Those of the database.
pub async fn places(db: &Db, cohort: CohortId) -> Result<Vec<EnrollmentId>> {
    db.values(sql!("SELECT id FROM enrollments WHERE cohort_id = $1", cohort)).await
}

crate::row! {
    /// A student on the roll of a session.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RollLine {
        /// Their place in the cohort.
        pub enrollment_id: EnrollmentId,
        /// Their name.
        pub name: String,
        /// Such as MD.
        pub credentials: String,
        /// Their code, if they have one.
        pub code: Option<String>,
        /// Whether the session is for them.
        pub expected: bool,
        /// What was marked amounts to; absent: nothing was marked.
        pub state: Option<AttendanceState>,
        /// Minutes in the session.
        pub present: Option<i64>,
        /// Minutes that count.
        pub minutes: Option<i64>,
        /// Whether staff corrected it.
        pub corrected: Option<bool>,
    }
}

/// All who study in the session's cohort, by name, and whoever else was marked.
///
/// # Errors
/// Those of the database.
pub async fn roll(db: &Db, session: ResidencySessionId) -> Result<Vec<RollLine>> {
    let mut lines: Vec<RollLine> = db
        .all(sql!(
            concat!(
                "SELECT e.id AS enrollment_id, p.name, p.credentials, c.code, (e.state = 'enrolled' AND ",
                is_for!("e.id"),
                ") AS expected,
                a.state, a.present, a.minutes, a.corrected
             FROM released_sessions s JOIN residencies r ON r.id = s.residency_id JOIN enrollments e ON e.cohort_id = r.cohort_id
             JOIN people p ON p.id = e.person_id
             LEFT JOIN presence_codes c ON c.enrollment_id = e.id AND c.revoked_at IS NULL
             LEFT JOIN attendance a ON a.session_id = s.id AND a.enrollment_id = e.id
             WHERE s.id = $1 AND (e.state = 'enrolled' OR a.state IS NOT NULL)"
            ),
            session
        ))
        .await?;
    lines.sort_by_key(|line| (line.name.to_lowercase(), line.enrollment_id));
    Ok(lines)
}

crate::row! {
    /// A mark as it is read.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct MarkLine {
        /// What was seen.
        pub kind: MarkKind,
        /// How.
        pub way: MarkWay,
        /// By whom.
        pub by_name: Option<String>,
        /// When.
        pub occurred_at: DateTime<Utc>,
        /// When we were told.
        pub recorded_at: DateTime<Utc>,
        /// Why, of a correction.
        pub reason: String,
        /// What a correction says.
        pub minutes: Option<i64>,
    }
}

/// All marks of one student in one session, by when they were made.
///
/// # Errors
/// Those of the database.
pub async fn history(db: &Db, session: ResidencySessionId, enrollment: EnrollmentId) -> Result<Vec<MarkLine>> {
    db.all(sql!(
        "SELECT m.kind, m.way, p.name AS by_name, m.occurred_at, m.recorded_at, m.reason, m.minutes
         FROM presence_marks m LEFT JOIN people p ON p.id = m.marked_by
         WHERE m.session_id = $1 AND m.enrollment_id = $2 ORDER BY m.occurred_at, m.id",
        session,
        enrollment
    ))
    .await
}
