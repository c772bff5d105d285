//! Extensions when the calendar moves: a relative one goes along, an absolute one stays.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    super::super::{
        Basis, ExtensionState,
        calendar::{Calendar, MoreTime},
        extended,
    },
    Of,
};
use crate::{
    Error, Result,
    db::{Db, Tx, sql},
    ids::{CohortId, EnrollmentId, ExtensionId},
};

crate::row! {
    /// An extension of the cohort that was granted or asked for.
    pub(super) struct Moved {
        pub id: ExtensionId,
        pub enrollment_id: EnrollmentId,
        pub student: String,
        pub module: String,
        pub unit: String,
        pub unit_title: String,
        pub state: ExtensionState,
        pub days: Option<i64>,
        pub due_on: Option<NaiveDate>,
        pub due_at: DateTime<Utc>,
    }
}

impl Moved {
    pub(super) fn basis(&self) -> Result<Basis> {
        Basis::of(self.days, self.due_on).ok_or_else(|| Error::Data("an extension on nothing".into()))
    }

    /// What it comes to in a calendar; what it was if the module is not in it.
    pub(super) fn due_at_in(&self, calendar: &Calendar) -> Result<DateTime<Utc>> {
        let basis = self.basis()?;
        let base = calendar.unit_due_at(&self.module, &self.unit);
        Ok(base.map_or(self.due_at, |base| extended(basis, base, calendar.time_zone)))
    }
}

/// The extensions of a cohort that were granted or asked for, by student.
pub(super) async fn all(db: &Db, cohort: CohortId) -> Result<Vec<Moved>> {
    db.all(sql!(
        "SELECT x.id, x.enrollment_id, p.name AS student, m.slug AS module, u.slug AS unit, u.title AS unit_title, x.state, x.days, x.due_on,
            x.due_at
         FROM enrollments e JOIN people p ON p.id = e.person_id
         JOIN extensions x ON x.enrollment_id = e.id AND x.state IN ('granted', 'requested')
         JOIN units u ON u.id = x.unit_id JOIN module_versions v ON v.id = u.version_id JOIN modules m ON m.id = v.module_id
         WHERE e.cohort_id = $1 ORDER BY LOWER(p.name), x.enrollment_id, x.id",
        cohort
    ))
    .await
}

/// Those that were granted, by enrollment.
pub(super) fn granted(all: &[Moved]) -> Result<HashMap<EnrollmentId, Vec<MoreTime>>> {
    let mut granted: HashMap<EnrollmentId, Vec<MoreTime>> = HashMap::new();
    for one in all.iter().filter(|one| one.state == ExtensionState::Granted) {
        let more = MoreTime { module: one.module.clone(), unit: one.unit.clone(), basis: one.basis()? };
        granted.entry(one.enrollment_id).or_default().push(more);
    }
    Ok(granted)
}

/// Reckons all of them anew.
pub(super) async fn extensions(tx: &Tx, of: Of, calendar: &Calendar) -> Result<()> {
    for one in all(tx, of.cohort).await? {
        let due_at = one.due_at_in(calendar)?;
        if due_at != one.due_at {
            tx.run(sql!("UPDATE extensions SET due_at = $1, sequence = sequence + 1 WHERE id = $2", due_at, one.id)).await?;
        }
    }
    Ok(())
}
