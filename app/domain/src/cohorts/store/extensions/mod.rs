//! Extensions in the database: who asked for more time, who has it, and what came before.

mod answering;
mod reading;

use chrono::{DateTime, Utc};
use serde_json::json;

pub use answering::{decide, grant};
pub use reading::{Extendable, extendable, extension, extensions, extensions_of, runners, student_name};

use super::super::{Asking, extensions as rules, extensions::Ground};
use crate::{
    Conflict, Error, Result, audit,
    db::{Db, Tx, sql},
    ids::{CohortId, EnrollmentId, ExtensionId, PersonId, UnitId},
};

crate::row! {
    /// What more time for a unit is measured by, as the database has it.
    struct Measured {
        base_due_at: DateTime<Utc>,
        granted_until: Option<DateTime<Utc>>,
        time_zone: chrono_tz::Tz,
        sequence: i64,
    }
}

impl Measured {
    fn ground(&self) -> Ground {
        Ground { base_due_at: self.base_due_at, granted_until: self.granted_until, campus: self.time_zone }
    }
}

/// The dates of a unit for a student of a cohort that studies it.
async fn measured(db: &Db, enrollment: EnrollmentId, unit: UnitId) -> Result<Measured> {
    db.one(sql!(
        "SELECT COALESCE(cu.due_at, cm.due_at) AS base_due_at, x.due_at AS granted_until, c.time_zone,
            (SELECT COALESCE(MAX(n.sequence), 0) FROM extensions n WHERE n.enrollment_id = e.id AND n.unit_id = u.id) AS sequence
         FROM enrollments e JOIN cohorts c ON c.id = e.cohort_id
         JOIN units u ON u.id = $1
         JOIN cohort_modules cm ON cm.cohort_id = c.id AND cm.version_id = u.version_id
         LEFT JOIN cohort_units cu ON cu.cohort_id = c.id AND cu.unit_id = u.id
         LEFT JOIN extensions x ON x.enrollment_id = e.id AND x.unit_id = u.id AND x.state = 'granted'
         WHERE e.id = $2",
        unit,
        enrollment
    ))
    .await
}

/// A student asks for more time for a unit. Asking twice with the same id is harmless.
///
/// # Errors
/// [`Error::Invalid`] by `due_on` and `reason`; [`Error::NotFound`] if their cohort does not study the unit; [`Conflict::PlaceTaken`] if
/// they have asked for it already and have no answer yet.
pub async fn ask(tx: &Tx, now: DateTime<Utc>, student: PersonId, asking: &Asking) -> Result<()> {
    audit::hold(tx).await?;
    let measured = measured(tx, asking.enrollment, asking.unit).await?;
    let due_at = rules::asked(&measured.ground(), asking.due_on, &asking.reason, now)?;
    let added = tx
        .run(sql!(
            "INSERT INTO extensions (id, enrollment_id, unit_id, state, basis, due_on, due_at, reason, answer, requested_at, requested_by, sequence)
             VALUES ($1, $2, $3, 'requested', 'absolute', $4, $5, $6, '', $7, $8, $9) ON CONFLICT (id) DO NOTHING",
            asking.id,
            asking.enrollment,
            asking.unit,
            asking.due_on,
            due_at,
            asking.reason.trim(),
            now,
            student,
            measured.sequence + 1
        ))
        .await
        .map_err(|error| error.or_conflict(Conflict::PlaceTaken))?;
    if added == 0 {
        return Ok(());
    }
    let details = json!({ "extension": asking.id, "unit": asking.unit, "due_at": due_at });
    audit::append(tx, now, Some(student), "extension.requested", format!("enrollment {}", asking.enrollment), details).await
}

/// A student takes back what they asked for, while it is not answered.
///
/// # Errors
/// [`Conflict::Closed`] if it is answered, or was taken back before; [`Error::NotFound`] if it is not theirs.
pub async fn withdraw(tx: &Tx, now: DateTime<Utc>, student: PersonId, (enrollment, id): (EnrollmentId, ExtensionId)) -> Result<()> {
    let theirs = sql!("SELECT unit_id FROM extensions WHERE id = $1 AND enrollment_id = $2", id, enrollment);
    let (unit,) = tx.maybe::<(UnitId,)>(theirs).await?.ok_or(Error::NotFound)?;
    let changed = tx
        .run(sql!(
            "UPDATE extensions SET state = 'withdrawn', answered_at = $1, answered_by = $2, sequence = sequence + 1
             WHERE id = $3 AND state = 'requested'",
            now,
            student,
            id
        ))
        .await?;
    if changed == 0 {
        return Err(Error::Conflict(Conflict::Closed));
    }
    let details = json!({ "extension": id, "unit": unit });
    audit::append(tx, now, Some(student), "extension.withdrawn", format!("enrollment {enrollment}"), details).await
}

/// Whether the enrollment is one of the cohort.
async fn belongs(db: &Db, cohort: CohortId, enrollment: EnrollmentId) -> Result<()> {
    let found = sql!("SELECT id FROM enrollments WHERE id = $1 AND cohort_id = $2", enrollment, cohort);
    db.maybe::<(EnrollmentId,)>(found).await?.map(|_| ()).ok_or(Error::NotFound)
}
