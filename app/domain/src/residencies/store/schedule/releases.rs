//! The releases of a residency's schedule.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::super::super::schedule::Snapshot;
use crate::{
    Error, Result,
    cohorts::store::ReleaseLine,
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

/// The number of the newest release of each residency of a cohort that has one.
///
/// # Errors
/// Those of the database.
pub async fn newest_releases(db: &Db, cohort: CohortId) -> Result<HashMap<ResidencyId, i64>> {
    let newest = sql!(
        "SELECT r.id, MAX(x.number) FROM residencies r JOIN schedule_releases x ON x.residency_id = r.id WHERE r.cohort_id = $1 GROUP BY r.id",
        cohort
    );
    Ok(db.all(newest).await?.into_iter().collect())
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
