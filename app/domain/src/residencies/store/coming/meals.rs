//! Who is expected at which meal: for counting.

use chrono::{DateTime, Utc};

use super::super::{super::coming::MealOf, released::is_for};
use crate::{
    Result,
    db::{Db, sql},
    ids::{EnrollmentId, ResidencyId, ResidencySessionId},
};

crate::row! {
    struct Eater {
        id: ResidencySessionId,
        title: String,
        starts_at: DateTime<Utc>,
        enrollment_id: Option<EnrollmentId>,
    }
}

/// The meals of a residency as released, by time, each with whom it is for.
///
/// # Errors
/// Those of the database.
pub async fn meals(db: &Db, residency: ResidencyId) -> Result<Vec<MealOf>> {
    let eaters: Vec<Eater> = db
        .all(sql!(
            concat!(
                "SELECT s.id, s.title, s.starts_at, e.id AS enrollment_id
                 FROM released_sessions s JOIN residencies r ON r.id = s.residency_id
                 LEFT JOIN enrollments e ON e.cohort_id = r.cohort_id AND e.state = 'enrolled' AND ",
                is_for!("e.id"),
                " WHERE s.residency_id = $1 AND s.kind = 'meal' AND s.canceled_at IS NULL ORDER BY s.starts_at, s.title, s.id, e.id"
            ),
            residency
        ))
        .await?;
    let meal = |of: &[Eater]| {
        let Eater { id, title, starts_at, .. } = of.first()?;
        let expected = of.iter().filter_map(|one| one.enrollment_id).collect();
        Some(MealOf { session: *id, title: title.clone(), starts_at: *starts_at, expected })
    };
    Ok(eaters.chunk_by(|one, other| one.id == other.id).filter_map(meal).collect())
}
