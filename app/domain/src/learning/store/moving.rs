//! A cohort goes on with another version of a module, and every student's work goes along.

use chrono::{DateTime, Utc};

use super::{Carry, carry};
use crate::{
    Result,
    cohorts::{Scope, VersionMove, store::repin},
    db::{Db, Tx, sql},
    ids::{CohortId, EnrollmentId, PersonId, UnitId, VersionId},
};

/// What a move of versions came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// How many students had done something in the module.
    pub students: u64,
    /// In how many of their units something was carried.
    pub units: u64,
}

/// Lets a cohort go on with a newer version of a module: dates, extensions and what every student did go along, in one transaction.
///
/// # Errors
/// Those of [`repin`]; those of the database. Nothing is moved then.
pub async fn move_version(tx: &Tx, now: DateTime<Utc>, actor: PersonId, step: &VersionMove) -> Result<Moved> {
    let moved = carry_cohort(tx, step.cohort, (step.from, step.to), now).await?;
    repin(tx, now, actor, step).await?;
    Ok(moved)
}

/// Carries what all students of a cohort did in one version to another. Doing so again finds what was on its way while the cohort moved.
///
/// # Errors
/// Those of the database; nothing is carried then.
pub async fn carry_cohort(tx: &Tx, cohort: CohortId, versions: (VersionId, VersionId), now: DateTime<Utc>) -> Result<Moved> {
    // In one order, in which students' acts are recorded too: see the projection.
    let students: Vec<(EnrollmentId, PersonId)> =
        tx.all(sql!("SELECT id, person_id FROM enrollments WHERE cohort_id = $1 ORDER BY id", cohort)).await?;
    let mut moved = Moved::default();
    for (enrollment, person) in students {
        let one = Carry { person, from: enrollment, to: enrollment, versions: vec![versions] };
        let carried = carry(tx, &one, now).await?;
        moved.students += u64::from(carried.units > 0);
        moved.units += carried.units;
    }
    Ok(moved)
}

crate::row! {
    /// How many students of a cohort did what in a unit.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct UnitTally {
        /// The unit.
        pub unit_id: UnitId,
        /// Its title.
        pub title: String,
        /// How many began it.
        pub started: i64,
        /// How many completed it.
        pub completed: i64,
        /// How many are in an attempt at it that is not handed in.
        pub open: i64,
    }
}

/// How many students did what in the units of a version, in order, for one who may see them.
///
/// # Errors
/// Those of the database.
pub async fn unit_tallies(db: &Db, scope: &Scope, version: VersionId) -> Result<Vec<UnitTally>> {
    db.all(sql!(
        "SELECT u.id AS unit_id, u.title, COUNT(p.started_at) AS started, COUNT(p.completed_at) AS completed, COUNT(a.id) AS open
         FROM enrollments e CROSS JOIN units u
         LEFT JOIN unit_progress p ON p.enrollment_id = e.id AND p.unit_id = u.id
         LEFT JOIN attempts a ON a.enrollment_id = e.id AND a.unit_id = u.id AND a.submitted_at IS NULL
         WHERE e.cohort_id = $1 AND u.version_id = $2 GROUP BY u.id, u.title, u.position ORDER BY u.position",
        scope.cohort().id,
        version
    ))
    .await
}
