//! What students' progress in the modules of a cohort amounts to, added up where the rows are: a cohort has thousands of them, and a row
//! that leaves the database costs more than ten that stay.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};

use super::shared::{AskedUnit, only_module};
use crate::{
    Result,
    cohorts::Scope,
    db::{Db, sql},
    ids::{CohortId, EnrollmentId, UnitId, VersionId},
    reports::{Asked, ModuleProgress, STUDY_WINDOW_DAYS, tally},
};

/// Positions below this have a bit of their own in the marks of a module.
const MARKED: i64 = 60;

/// What a student did in a module.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// Which units are completed: the bit at their position, from 0.
    marks: i64,
    /// The positions of those completed beyond the marks.
    beyond: HashSet<i64>,
    best_percent: Option<f64>,
    /// When they last did anything there.
    pub last_at: Option<DateTime<Utc>>,
    /// Minutes of what was completed within the last two weeks.
    pub minutes: i64,
    begun: bool,
}

impl Tally {
    /// Whether the unit at this position is completed.
    pub fn completed(&self, position: i64) -> bool {
        match position {
            0..MARKED => self.marks >> position & 1 == 1,
            _ => self.beyond.contains(&position),
        }
    }

    /// How far that is, by the dates that hold for the student.
    pub fn progress(&self, units: &[AskedUnit], granted: Option<&HashMap<UnitId, DateTime<Utc>>>, now: DateTime<Utc>) -> ModuleProgress {
        let asked = |unit: &AskedUnit| {
            let extension = granted.and_then(|granted| granted.get(&unit.unit_id));
            let due_at = *extension.unwrap_or(&unit.due_at);
            Asked { due_at, extended: extension.is_some(), completed: self.completed(unit.position) }
        };
        ModuleProgress { begun: self.begun, best_percent: self.best_percent, ..tally(units.iter().map(asked), now) }
    }
}

crate::row! {
    /// A student's rows in a module, added up.
    struct Sum {
        enrollment_id: EnrollmentId,
        version_id: VersionId,
        marks: i64,
        best_percent: Option<f64>,
        last_at: DateTime<Utc>,
        minutes: i64,
    }
}

/// What every student of the cohort did in each module of the scope, where they did anything.
///
/// Which units are completed comes as the bits of a number: it is all one must know of them, beside their dates, to tell who is
/// late with what. The tables stand in the order in which they are to be read, from each student along their own rows, which lie
/// side by side in an index.
pub(super) async fn tallies(db: &Db, scope: &Scope, now: DateTime<Utc>) -> Result<HashMap<(EnrollmentId, VersionId), Tally>> {
    let sums = db
        .all::<Sum>(sql!(
            "WITH asked AS MATERIALIZED (
                SELECT u.id AS unit_id, u.minutes,
                    CASE WHEN u.position < 60 THEN CAST(1 AS BIGINT) << CAST(u.position AS INTEGER) ELSE 0 END AS mark
                FROM cohort_modules cm JOIN units u ON u.version_id = cm.version_id
                WHERE cm.cohort_id = $1 AND cm.module_id = COALESCE($2, cm.module_id))
             SELECT e.id AS enrollment_id, up.version_id,
                CAST(COALESCE(SUM(asked.mark) FILTER (WHERE up.completed_at IS NOT NULL), 0) AS BIGINT) AS marks,
                MAX(up.best_percent) AS best_percent, MAX(up.last_at) AS last_at,
                CAST(COALESCE(SUM(asked.minutes) FILTER (WHERE up.completed_at >= $3), 0) AS BIGINT) AS minutes
             FROM enrollments e CROSS JOIN unit_progress up CROSS JOIN asked
             WHERE e.cohort_id = $1 AND up.enrollment_id = e.id AND asked.unit_id = up.unit_id GROUP BY e.id, up.version_id",
            scope.cohort().id,
            only_module(scope),
            now - TimeDelta::days(STUDY_WINDOW_DAYS)
        ))
        .await?;
    let tally = |sum: Sum| {
        let Sum { enrollment_id, version_id, marks, best_percent, last_at, minutes } = sum;
        let tally = Tally { marks, beyond: HashSet::new(), best_percent, last_at: Some(last_at), minutes, begun: true };
        ((enrollment_id, version_id), tally)
    };
    let mut tallies: HashMap<_, Tally> = sums.into_iter().map(tally).collect();
    for (enrollment, version, position) in beyond(db, scope.cohort().id).await? {
        if let Some(tally) = tallies.get_mut(&(enrollment, version)) {
            tally.beyond.insert(position);
        }
    }
    Ok(tallies)
}

/// What is completed beyond the marks: in modules of sixty units and more, which hardly any school has.
async fn beyond(db: &Db, cohort: CohortId) -> Result<Vec<(EnrollmentId, VersionId, i64)>> {
    db.all(sql!(
        "SELECT e.id, u.version_id, u.position FROM cohort_modules cm
         CROSS JOIN units u CROSS JOIN enrollments e CROSS JOIN unit_progress up
         WHERE cm.cohort_id = $1 AND u.version_id = cm.version_id AND u.position >= 60 AND e.cohort_id = $1
            AND up.enrollment_id = e.id AND up.unit_id = u.id AND up.completed_at IS NOT NULL",
        cohort
    ))
    .await
}

/// When students last answered in quizzes they have not handed in. Answers do not touch a unit's progress, so that saving stays
/// cheap; the end of an attempt does, so the finished ones need not be looked at.
pub(super) async fn answering(db: &Db, cohort: CohortId) -> Result<HashMap<(EnrollmentId, VersionId), DateTime<Utc>>> {
    let found = db
        .all::<(EnrollmentId, VersionId, DateTime<Utc>)>(sql!(
            "SELECT a.enrollment_id, u.version_id, MAX(n.recorded_at) FROM enrollments e
             JOIN attempts a ON a.enrollment_id = e.id AND a.submitted_at IS NULL
             JOIN units u ON u.id = a.unit_id JOIN answers n ON n.holder_id = a.id
             WHERE e.cohort_id = $1 GROUP BY a.enrollment_id, u.version_id",
            cohort
        ))
        .await?;
    Ok(found.into_iter().map(|(enrollment, version, at)| ((enrollment, version), at)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_say_which_units_are_completed_however_many_there_are() {
        let tally = Tally { marks: 0b110 | 1 << 59, beyond: HashSet::from([60, 125]), ..Tally::default() };
        let completed: Vec<i64> = (-1..200).filter(|position| tally.completed(*position)).collect();
        assert_eq!(completed, [1, 2, 59, 60, 125]);
    }
}
