//! What can be read about extensions.

use chrono::{DateTime, Utc};

use super::super::super::{Extension, Scope};
use crate::{
    Error, Result,
    authoring::UnitKind,
    db::{Db, sql},
    ids::{CohortId, EnrollmentId, ExtensionId, PersonId, UnitId},
};

/// One statement for each way of looking, of the same columns.
macro_rules! of {
    ($where:literal) => {
        concat!(
            "SELECT x.id, x.enrollment_id, c.slug AS cohort_slug, c.time_zone AS campus, e.person_id, p.name AS student, x.unit_id, m.slug AS module_slug, v.title AS module_title,
                u.slug AS unit_slug, u.title AS unit_title, u.kind AS unit_kind, COALESCE(cu.due_at, cm.due_at) AS base_due_at,
                x.state, x.days, x.due_on, x.due_at, x.reason, x.answer, x.requested_at, x.answered_at, a.name AS answered_by,
                COALESCE(x.requested_by = e.person_id, FALSE) AS asked, x.sequence
             FROM enrollments e JOIN cohorts c ON c.id = e.cohort_id JOIN people p ON p.id = e.person_id
             JOIN extensions x ON x.enrollment_id = e.id
             JOIN units u ON u.id = x.unit_id JOIN module_versions v ON v.id = u.version_id JOIN modules m ON m.id = v.module_id
             JOIN cohort_modules cm ON cm.cohort_id = e.cohort_id AND cm.module_id = v.module_id
             LEFT JOIN cohort_units cu ON cu.cohort_id = e.cohort_id AND cu.unit_id = u.id
             LEFT JOIN people a ON a.id = x.answered_by ",
            $where
        )
    };
}

/// All extensions in the modules of a scope, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn extensions(db: &Db, scope: &Scope) -> Result<Vec<Extension>> {
    let mut all: Vec<Extension> =
        db.all(sql!(of!("WHERE e.cohort_id = $1 ORDER BY x.requested_at DESC, x.id DESC"), scope.cohort().id)).await?;
    all.retain(|one| scope.modules().iter().any(|module| module.slug == one.module_slug));
    Ok(all)
}

/// One student's extensions, the newest first. Whoever calls has made sure that the enrollment may be looked at.
///
/// # Errors
/// Those of the database.
pub async fn extensions_of(db: &Db, enrollment: EnrollmentId) -> Result<Vec<Extension>> {
    db.all(sql!(of!("WHERE e.id = $1 ORDER BY x.requested_at DESC, x.id DESC"), enrollment)).await
}

/// One extension of a cohort.
///
/// # Errors
/// [`Error::NotFound`] if there is none in this cohort; those of the database.
pub async fn extension(db: &Db, cohort: CohortId, id: ExtensionId) -> Result<Extension> {
    db.maybe(sql!(of!("WHERE e.cohort_id = $1 AND x.id = $2"), cohort, id)).await?.ok_or(Error::NotFound)
}

crate::row! {
    /// A unit for which a student can be given more time.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Extendable {
        /// Which.
        pub unit_id: UnitId,
        /// Its title.
        pub title: String,
        /// What kind of unit it is.
        pub kind: UnitKind,
        /// The module's title.
        pub module_title: String,
        /// The date all others have.
        pub base_due_at: DateTime<Utc>,
    }
}

/// The units of a cohort in their order, for a student of it to be given more time.
///
/// # Errors
/// [`Error::NotFound`] if the student is not of this cohort; those of the database.
pub async fn extendable(db: &Db, cohort: CohortId, enrollment: EnrollmentId) -> Result<Vec<Extendable>> {
    super::belongs(db, cohort, enrollment).await?;
    db.all(sql!(
        "SELECT u.id AS unit_id, u.title, u.kind, v.title AS module_title, COALESCE(cu.due_at, cm.due_at) AS base_due_at
         FROM cohort_modules cm JOIN module_versions v ON v.id = cm.version_id JOIN units u ON u.version_id = v.id
         LEFT JOIN cohort_units cu ON cu.cohort_id = cm.cohort_id AND cu.unit_id = u.id
         WHERE cm.cohort_id = $1 ORDER BY cm.position, u.position",
        cohort
    ))
    .await
}

/// The name of the student of an enrollment.
///
/// # Errors
/// [`Error::NotFound`] if there is no such enrollment; those of the database.
pub async fn student_name(db: &Db, enrollment: EnrollmentId) -> Result<String> {
    db.value(sql!("SELECT p.name FROM enrollments e JOIN people p ON p.id = e.person_id WHERE e.id = $1", enrollment)).await
}

/// Who runs the program of a cohort, and is to be told what its students ask for.
///
/// # Errors
/// Those of the database.
pub async fn runners(db: &Db, cohort: CohortId) -> Result<Vec<PersonId>> {
    db.values(sql!(
        "SELECT s.person_id FROM cohorts c JOIN program_staff s ON s.program_id = c.program_id
         JOIN people p ON p.id = s.person_id AND p.deactivated_at IS NULL
         WHERE c.id = $1 AND EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id) ORDER BY s.person_id",
        cohort
    ))
    .await
}
