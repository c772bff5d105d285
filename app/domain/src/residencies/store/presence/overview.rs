//! Attendance of a whole residency, and of one student in all of theirs.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::super::released::is_for;
use crate::{
    Result,
    db::{Db, sql},
    ids::{EnrollmentId, ResidencyId, ResidencySessionId},
    residencies::{ReleasedSession, SessionKind, presence::AttendanceState, store::released_sessions},
};

/// One student in one session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Whether the session is for them.
    pub expected: bool,
    /// What was marked amounts to; absent: nothing was marked.
    pub state: Option<AttendanceState>,
    /// Minutes in the session.
    pub present: i64,
    /// Of these, what counts as education.
    pub minutes: i64,
    /// Whether staff corrected it.
    pub corrected: bool,
}

/// Who was where in a residency.
#[derive(Clone, Debug)]
pub struct Grid {
    /// The sessions by time; of the canceled ones those where somebody was marked.
    pub sessions: Vec<ReleasedSession>,
    /// The students by name.
    pub students: Vec<(EnrollmentId, String)>,
    /// Each of them in each session, where there is something to say.
    pub cells: HashMap<(EnrollmentId, ResidencySessionId), Cell>,
}

crate::row! {
    struct Found {
        enrollment_id: EnrollmentId,
        session_id: ResidencySessionId,
        name: String,
        expected: bool,
        state: Option<AttendanceState>,
        present: Option<i64>,
        minutes: Option<i64>,
        corrected: Option<bool>,
    }
}

impl Found {
    fn cell(&self) -> Cell {
        Cell {
            expected: self.expected,
            state: self.state,
            present: self.present.unwrap_or(0),
            minutes: self.minutes.unwrap_or(0),
            corrected: self.corrected.unwrap_or(false),
        }
    }
}

/// Who was where in a residency: everybody who studies, and whoever else was marked.
///
/// # Errors
/// Those of the database.
pub async fn presence(db: &Db, residency: ResidencyId) -> Result<Grid> {
    let found: Vec<Found> = db
        .all(sql!(
            concat!(
                "SELECT e.id AS enrollment_id, s.id AS session_id, p.name, (e.state = 'enrolled' AND ",
                is_for!("e.id"),
                ") AS expected,
                a.state, a.present, a.minutes, a.corrected
             FROM residencies r JOIN released_sessions s ON s.residency_id = r.id JOIN enrollments e ON e.cohort_id = r.cohort_id
             JOIN people p ON p.id = e.person_id
             LEFT JOIN attendance a ON a.session_id = s.id AND a.enrollment_id = e.id
             WHERE r.id = $1 AND (e.state = 'enrolled' OR a.state IS NOT NULL)"
            ),
            residency
        ))
        .await?;
    let marked: HashSet<ResidencySessionId> = found.iter().filter(|one| one.state.is_some()).map(|one| one.session_id).collect();
    let mut sessions = released_sessions(db, residency).await?;
    sessions.retain(|session| session.canceled_at.is_none() || marked.contains(&session.id));
    let names: HashMap<EnrollmentId, String> = found.iter().map(|one| (one.enrollment_id, one.name.clone())).collect();
    let mut students: Vec<_> = names.into_iter().collect();
    students.sort_by_key(|(student, name)| (name.to_lowercase(), *student));
    let cells = found.iter().map(|one| ((one.enrollment_id, one.session_id), one.cell())).collect();
    Ok(Grid { sessions, students, cells })
}

crate::row! {
    /// A session in a student's own attendance.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OwnSession {
        /// The residency's place among the cohort's, from 1.
        pub position: i64,
        /// The residency's title.
        pub residency: String,
        /// Which session.
        pub session_id: ResidencySessionId,
        /// Its title.
        pub title: String,
        /// What kind it is.
        pub kind: SessionKind,
        /// From.
        pub starts_at: DateTime<Utc>,
        /// Until.
        pub ends_at: DateTime<Utc>,
        /// Whether its minutes count as education.
        pub creditable: bool,
        /// Since when it is off, if it is.
        pub canceled_at: Option<DateTime<Utc>>,
        /// What was marked amounts to; absent: nothing was marked.
        pub state: Option<AttendanceState>,
        /// Minutes in the session.
        pub present: Option<i64>,
        /// Of these, what counts as education.
        pub minutes: Option<i64>,
        /// Whether staff corrected it.
        pub corrected: Option<bool>,
    }
}

impl OwnSession {
    /// Whether its minutes count: creditable, and education at all.
    pub fn counts(&self) -> bool {
        self.creditable && self.kind.is_education()
    }
}

/// The sessions that were or are for a student, and those where they were marked, by time.
///
/// # Errors
/// Those of the database.
pub async fn attendance_of(db: &Db, enrollment: EnrollmentId) -> Result<Vec<OwnSession>> {
    let mut all: Vec<OwnSession> = db
        .all(sql!(
            concat!(
                "SELECT r.position, r.title AS residency, s.id AS session_id, s.title, s.kind, s.starts_at, s.ends_at, s.creditable,
                    s.canceled_at, a.state, a.present, a.minutes, a.corrected
                 FROM enrollments e JOIN residencies r ON r.cohort_id = e.cohort_id JOIN released_sessions s ON s.residency_id = r.id
                 LEFT JOIN attendance a ON a.session_id = s.id AND a.enrollment_id = e.id
                 WHERE e.id = $1 AND (a.state IS NOT NULL OR ",
                is_for!("e.id"),
                ") ORDER BY r.position, s.starts_at, s.title, s.id"
            ),
            enrollment
        ))
        .await?;
    all.retain(|one| one.canceled_at.is_none() || one.state.is_some());
    Ok(all)
}
