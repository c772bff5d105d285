//! Where a student stopped reading: a bookmark, kept per person and unit, found again on any device. It is no evidence of anything.

use chrono::{DateTime, Utc};

use crate::{
    Result,
    db::{Db, sql},
    ids::UnitId,
    policy::Place,
};

/// A place in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadingPlace {
    /// The unit.
    pub unit: UnitId,
    /// The nearest heading above, or ''.
    pub anchor: String,
    /// How much of the text lies behind, 0 to 1.
    pub fraction: f64,
}

/// Keeps the place; a newer one stays.
///
/// # Errors
/// Those of the database.
pub async fn keep_place(db: &Db, place: &Place, at: ReadingPlace, now: DateTime<Utc>) -> Result<()> {
    let enrollment = place.enrollment;
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(sql!(
                "INSERT INTO reading_places (enrollment_id, unit_id, anchor, fraction, at) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (enrollment_id, unit_id) DO UPDATE SET anchor = excluded.anchor, fraction = excluded.fraction, at = excluded.at
                 WHERE excluded.at >= reading_places.at",
                enrollment,
                at.unit,
                at.anchor,
                at.fraction.clamp(0.0, 1.0),
                now
            ))
            .await?;
            Ok(())
        })
    })
    .await
}
