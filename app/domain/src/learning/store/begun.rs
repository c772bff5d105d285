//! Which modules somebody has begun.

use crate::{
    Result,
    db::{Db, sql},
    ids::{CohortId, ModuleId},
};

/// The modules of a cohort in which one of its students has done something, in whatever version. They stay in its calendar.
///
/// # Errors
/// Those of the database.
pub async fn begun_modules(db: &Db, cohort: CohortId) -> Result<Vec<ModuleId>> {
    db.values(sql!(
        "SELECT cm.module_id FROM cohort_modules cm WHERE cm.cohort_id = $1 AND EXISTS (
            SELECT 1 FROM enrollments e JOIN unit_progress p ON p.enrollment_id = e.id JOIN module_versions v ON v.id = p.version_id
            WHERE e.cohort_id = cm.cohort_id AND v.module_id = cm.module_id)",
        cohort
    ))
    .await
}
