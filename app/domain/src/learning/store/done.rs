//! What of a student's program is done, unit by unit: for calendars, where dates of modules and of single units stand side by side.

use crate::{
    Result,
    db::{Db, sql},
    ids::ModuleId,
    policy::Place,
};

crate::row! {
    /// A unit, and whether the student has completed it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DoneLine {
        /// Its module.
        pub module_id: ModuleId,
        /// Its name in addresses.
        pub slug: String,
        /// Whether it is completed.
        pub done: bool,
    }
}

/// Every unit of the student's program.
///
/// # Errors
/// Those of the database.
pub async fn done(db: &Db, place: &Place) -> Result<Vec<DoneLine>> {
    db.all(sql!(
        "SELECT cm.module_id, u.slug, p.completed_at IS NOT NULL AS done
         FROM cohort_modules cm JOIN units u ON u.version_id = cm.version_id
         LEFT JOIN unit_progress p ON p.enrollment_id = $1 AND p.unit_id = u.id
         WHERE cm.cohort_id = $2 ORDER BY cm.position, u.position",
        place.enrollment,
        place.cohort
    ))
    .await
}
