//! The releases of a residency's schedule.

use chrono::{DateTime, NaiveDate, Utc};

use super::super::super::schedule::{Snapshot, SnapshotDays};
use crate::{
    Error, Result,
    cohorts::{Residency, store::ReleaseLine},
    db::{Db, Json, sql},
    ids::{CohortId, ResidencyId},
};

crate::row! {
    /// A release with all that was released.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ScheduleRelease {
        /// Its number, from 1.
        pub number: i64,
        /// What was said about it.
        pub note: String,
        /// When.
        pub released_at: DateTime<Utc>,
        /// Who released it; absent: the program itself.
        pub released_by: Option<String>,
        /// The schedule.
        pub schedule: Json<Snapshot>,
    }
}

crate::row! {
    /// For which days the newest schedule of a residency was released.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ReleasedDays {
        /// Of which residency.
        pub residency_id: ResidencyId,
        /// The number of the release.
        pub number: i64,
        /// The days.
        pub days: Json<SnapshotDays>,
    }
}

impl ReleasedDays {
    /// The first and the last of them, if the residency has other ones by now.
    pub fn outdated(&self, residency: &Residency) -> Option<(NaiveDate, NaiveDate)> {
        self.days.0.outdated(residency)
    }
}

/// For which days the newest schedules of a cohort's residencies were released.
///
/// # Errors
/// Those of the database.
pub async fn released_days(db: &Db, cohort: CohortId) -> Result<Vec<ReleasedDays>> {
    db.all(sql!(
        "SELECT s.residency_id, s.number, s.schedule AS days FROM residencies r JOIN schedule_releases s ON s.residency_id = r.id
         WHERE r.cohort_id = $1 AND s.number = (SELECT MAX(n.number) FROM schedule_releases n WHERE n.residency_id = r.id)
         ORDER BY r.position",
        cohort
    ))
    .await
}

/// All releases of a residency, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn schedule_releases(db: &Db, residency: ResidencyId) -> Result<Vec<ReleaseLine>> {
    db.all(sql!(
        "SELECT r.number, r.note, r.released_at, p.name AS released_by FROM schedule_releases r LEFT JOIN people p ON p.id = r.released_by
         WHERE r.residency_id = $1 ORDER BY r.number DESC",
        residency
    ))
    .await
}

/// One statement for each way of looking, of the same columns.
macro_rules! release {
    ($where:literal) => {
        concat!(
            "SELECT r.number, r.note, r.released_at, p.name AS released_by, r.schedule
             FROM schedule_releases r LEFT JOIN people p ON p.id = r.released_by WHERE r.residency_id = $1 ",
            $where
        )
    };
}

/// One release of a residency.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this number.
pub async fn schedule_release(db: &Db, residency: ResidencyId, number: i64) -> Result<ScheduleRelease> {
    db.maybe(sql!(release!("AND r.number = $2"), residency, number)).await?.ok_or(Error::NotFound)
}

/// The newest release of a residency, if there is one.
///
/// # Errors
/// Those of the database.
pub async fn newest_release(db: &Db, residency: ResidencyId) -> Result<Option<ScheduleRelease>> {
    db.maybe(sql!(release!("ORDER BY r.number DESC LIMIT 1"), residency)).await
}
