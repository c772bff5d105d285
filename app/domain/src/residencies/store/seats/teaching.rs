//! What is read by who holds a session, and of them.

use super::super::{super::ReleasedSession, released::sessions};
use crate::{
    Result,
    db::{Db, sql},
    ids::{PersonId, ResidencyId, ResidencySessionId},
};

/// The sessions of a cohort's residency that a person holds, canceled ones included, by time.
///
/// # Errors
/// Those of the database.
pub async fn taught_by(db: &Db, residency: ResidencyId, person: PersonId) -> Result<Vec<ReleasedSession>> {
    db.all(sql!(
        sessions!(
            "FROM released_session_faculty f JOIN released_sessions s ON s.id = f.session_id
             WHERE f.person_id = $2 AND s.residency_id = $1 ORDER BY s.starts_at, s.title, s.id"
        ),
        residency,
        person
    ))
    .await
}

/// Who holds the sessions of a residency: each session with a name, by name.
///
/// # Errors
/// Those of the database.
pub async fn teaching_names(db: &Db, residency: ResidencyId) -> Result<Vec<(ResidencySessionId, String)>> {
    db.all(sql!(
        "SELECT f.session_id, p.name FROM released_sessions s JOIN released_session_faculty f ON f.session_id = s.id
         JOIN people p ON p.id = f.person_id WHERE s.residency_id = $1 ORDER BY p.name, p.id, f.session_id",
        residency
    ))
    .await
}

crate::row! {
    /// A residency in which somebody holds a session.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct TaughtResidency {
        /// Which.
        pub id: ResidencyId,
        /// The cohort's name in addresses.
        pub cohort_slug: String,
        /// The cohort's name.
        pub cohort_title: String,
        /// The campus zone.
        pub campus: chrono_tz::Tz,
        /// The residency's number in addresses.
        pub position: i64,
        /// Its name.
        pub title: String,
        /// Where.
        pub place: String,
        /// The first campus day.
        pub starts_on: chrono::NaiveDate,
        /// The last campus day, included.
        pub ends_on: chrono::NaiveDate,
    }
}

/// The residencies in which a person holds a session, by their days.
///
/// # Errors
/// Those of the database.
pub async fn taught_residencies(db: &Db, person: PersonId) -> Result<Vec<TaughtResidency>> {
    db.all(sql!(
        "SELECT DISTINCT r.id, c.slug AS cohort_slug, c.title AS cohort_title, c.time_zone AS campus, r.position, r.title, r.place,
            r.starts_on, r.ends_on
         FROM released_session_faculty f JOIN released_sessions s ON s.id = f.session_id
         JOIN residencies r ON r.id = s.residency_id JOIN cohorts c ON c.id = r.cohort_id
         WHERE f.person_id = $1 ORDER BY r.starts_on, c.slug, r.position",
        person
    ))
    .await
}
