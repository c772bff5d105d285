//! Computing everything anew from evidence alone.

use crate::{
    Result,
    db::{Db, sql},
    ids::EnrollmentId,
    learning::projection,
};

/// Throws away all progress, attempts and answers and computes them from the evidence, one enrollment at a time, while the site
/// runs. Returns how many enrollments and acts there were.
///
/// # Errors
/// Those of the database. What was rebuilt before stays rebuilt.
pub async fn rebuild_all(db: &Db) -> Result<(usize, usize)> {
    let enrollments: Vec<EnrollmentId> =
        db.values(sql!(@whole "a rebuild goes through everybody", "SELECT id FROM enrollments ORDER BY id")).await?;
    let mut acts = 0;
    for enrollment in &enrollments {
        let enrollment = *enrollment;
        acts += db.write(move |tx| Box::pin(async move { projection::rebuild(tx, enrollment).await })).await?;
    }
    Ok((enrollments.len(), acts))
}
