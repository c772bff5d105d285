//! A cohort student by student.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{
    shared::{self, AskedUnit},
    tallies::{self, Tally},
};
use crate::{
    Result,
    cohorts::{CohortModule, EnrollmentState, Scope},
    db::{Db, sql},
    ids::{CohortId, EnrollmentId, UnitId, VersionId},
    reports::{Line, ModuleProgress, Roster, RosterModule, Student, family_name, idle_days, reason, standing},
};

/// The students of a cohort with their progress in the modules of the scope, by family name.
///
/// # Errors
/// Those of the database.
pub async fn roster(db: &Db, scope: &Scope, now: DateTime<Utc>) -> Result<Roster> {
    let cohort = scope.cohort();
    let asked = shared::asked(db, scope).await?;
    let known = Known {
        modules: modules(scope, &asked),
        last_deadline: asked.values().flatten().map(|unit| unit.due_at).filter(|due_at| *due_at < now).max(),
        asked,
        granted: shared::granted(db, cohort.id).await?,
        tallies: tallies::tallies(db, scope, now).await?,
        answering: tallies::answering(db, cohort.id).await?,
    };
    let mut students = students(db, cohort.id).await?;
    students.sort_by_cached_key(|student| (family_name(&student.name), student.name.clone()));
    let lines = students.into_iter().map(|student| known.line(student, scope, now)).collect();
    let (residencies, expected_minutes) = shared::for_staff(db, scope, &known.modules, now).await?;
    Ok(Roster { modules: known.modules, residencies, expected_minutes, lines })
}

/// The modules of the scope with the number of their units.
fn modules(scope: &Scope, asked: &HashMap<VersionId, Vec<AskedUnit>>) -> Vec<RosterModule> {
    let units = |module: &CohortModule| asked.get(&module.version_id).map_or(0, |units| units.len() as i64);
    scope.modules().iter().map(|module| RosterModule { module: module.clone(), units: units(module) }).collect()
}

async fn students(db: &Db, cohort: CohortId) -> Result<Vec<Student>> {
    db.all(sql!(
        "SELECT e.id AS enrollment, p.name, p.credentials, p.specialty, p.email, p.time_zone, e.state
         FROM enrollments e JOIN people p ON p.id = e.person_id WHERE e.cohort_id = $1",
        cohort
    ))
    .await
}

/// What was read of a cohort.
struct Known {
    modules: Vec<RosterModule>,
    asked: HashMap<VersionId, Vec<AskedUnit>>,
    /// The last date that has passed for the cohort.
    last_deadline: Option<DateTime<Utc>>,
    granted: HashMap<EnrollmentId, HashMap<UnitId, DateTime<Utc>>>,
    tallies: HashMap<(EnrollmentId, VersionId), Tally>,
    answering: HashMap<(EnrollmentId, VersionId), DateTime<Utc>>,
}

impl Known {
    fn line(&self, student: Student, scope: &Scope, now: DateTime<Utc>) -> Line {
        let (nothing, here) = (Tally::default(), (now, scope.cohort().time_zone));
        let tallies: Vec<&Tally> = self.modules.iter().map(|module| self.tally(&student, module).unwrap_or(&nothing)).collect();
        let granted = self.granted.get(&student.enrollment);
        let progress = |(module, tally): (&RosterModule, &&Tally)| tally.progress(self.units(module), granted, now);
        let mut progress: Vec<ModuleProgress> = self.modules.iter().zip(&tallies).map(progress).collect();
        let studies = student.state == EnrollmentState::Enrolled;
        if !studies {
            progress.iter_mut().for_each(ModuleProgress::forgive);
        }
        let answered =
            self.modules.iter().filter_map(|module| self.answering.get(&(student.enrollment, module.module.version_id)).copied());
        let last_at = tallies.iter().filter_map(|tally| tally.last_at).chain(answered).max();
        let standing = standing(student.state, &self.modules, &progress, last_at, here);
        Line {
            idle_days: idle_days(&self.modules, &progress, last_at, here).filter(|_| studies),
            minutes: tallies.iter().map(|tally| tally.minutes).sum(),
            missed_last: studies && self.missed_last(&tallies, granted, now),
            reason: reason(standing, &self.modules, &progress, last_at, here),
            student,
            progress,
            last_at,
            standing,
        }
    }

    fn tally(&self, student: &Student, module: &RosterModule) -> Option<&Tally> {
        self.tallies.get(&(student.enrollment, module.module.version_id))
    }

    fn units(&self, module: &RosterModule) -> &[AskedUnit] {
        self.asked.get(&module.module.version_id).map_or(&[], Vec::as_slice)
    }

    /// Whether a unit of the cohort's last deadline is not completed, and no extension holds for it.
    fn missed_last(&self, tallies: &[&Tally], granted: Option<&HashMap<UnitId, DateTime<Utc>>>, now: DateTime<Utc>) -> bool {
        let Some(last) = self.last_deadline else { return false };
        let extended = |unit: &AskedUnit| granted.and_then(|granted| granted.get(&unit.unit_id)).is_some_and(|due_at| *due_at >= now);
        let missed = |unit: &AskedUnit, tally: &Tally| unit.due_at == last && !tally.completed(unit.position) && !extended(unit);
        self.modules.iter().zip(tallies).any(|(module, tally)| self.units(module).iter().any(|unit| missed(unit, tally)))
    }
}
