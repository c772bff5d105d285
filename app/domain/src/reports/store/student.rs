//! Everything about one student.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::shared;
use crate::{
    Error, Result,
    authoring::UnitKind,
    cohorts::{CohortModule, ExtensionState, Scope},
    db::{Db, Json, sql},
    ids::{CohortId, EnrollmentId, UnitId, VersionId},
    learning::quiz::Response,
    reports::{
        Asked, Attempt, CaseResponse, ModuleProgress, ModuleRecord, RosterModule, STUDY_WINDOW_DAYS, Student, StudentRecord, UnitExtension,
        UnitRecord, reason, standing, tally,
    },
};

/// Everything about one student in the modules of the scope.
///
/// # Errors
/// [`Error::NotFound`] if there is no such student in this cohort.
pub async fn student(db: &Db, scope: &Scope, enrollment: EnrollmentId, now: DateTime<Utc>) -> Result<StudentRecord> {
    let cohort = scope.cohort();
    let student = db
        .maybe::<Student>(sql!(
            "SELECT e.id AS enrollment, p.name, p.credentials, p.specialty, p.email, p.time_zone, e.state
             FROM enrollments e JOIN people p ON p.id = e.person_id WHERE e.id = $1 AND e.cohort_id = $2",
            enrollment,
            cohort.id
        ))
        .await?
        .ok_or(Error::NotFound)?;
    let mut units = units(db, cohort.id, enrollment).await?;
    let module =
        |module: &CohortModule| ModuleRecord { module: module.clone(), units: units.remove(&module.version_id).unwrap_or_default() };
    let modules: Vec<ModuleRecord> = scope.modules().iter().map(module).collect();
    let answered = answering_of(db, enrollment).await?;
    let answered = modules.iter().filter_map(|module| answered.get(&module.module.version_id).copied());
    let last_at = modules.iter().flat_map(|module| &module.units).filter_map(|unit| unit.last_at).chain(answered).max();
    let (heads, progress): (Vec<_>, Vec<_>) = modules.iter().map(|module| tallied(module, now)).unzip();
    let standing = standing(student.state, &heads, &progress, last_at, (now, cohort.time_zone));
    let reason = reason(standing, &heads, &progress, last_at, (now, cohort.time_zone));
    let (residencies, expected_minutes) = shared::for_staff(db, scope, &heads, now).await?;
    Ok(StudentRecord { minutes: minutes(&modules, now), student, modules, last_at, expected_minutes, residencies, standing, reason })
}

/// A module of one student, added up as the roster does.
fn tallied(record: &ModuleRecord, now: DateTime<Utc>) -> (RosterModule, ModuleProgress) {
    let units = &record.units;
    let asked = |unit: &UnitRecord| Asked {
        due_at: unit.due_at,
        extended: unit.extension.as_ref().is_some_and(|extension| extension.state == ExtensionState::Granted),
        completed: unit.completed_at.is_some(),
    };
    let progress = ModuleProgress {
        begun: units.iter().any(|unit| unit.started_at.is_some()),
        best_percent: units.iter().filter_map(|unit| unit.best_percent).reduce(f64::max),
        ..tally(units.iter().map(asked), now)
    };
    (RosterModule { module: record.module.clone(), units: units.len() as i64 }, progress)
}

/// Minutes of what was completed within the last two weeks.
fn minutes(modules: &[ModuleRecord], now: DateTime<Utc>) -> i64 {
    let since = now - TimeDelta::days(STUDY_WINDOW_DAYS);
    let lately = |unit: &&UnitRecord| unit.completed_at.is_some_and(|at| at >= since);
    modules.iter().flat_map(|module| &module.units).filter(lately).map(|unit| unit.minutes).sum()
}

crate::row! {
    struct UnitRow {
        id: UnitId,
        version_id: VersionId,
        kind: UnitKind,
        title: String,
        minutes: i64,
        cohort_due_at: DateTime<Utc>,
        started_at: Option<DateTime<Utc>>,
        completed_at: Option<DateTime<Utc>>,
        last_at: Option<DateTime<Utc>>,
        best_percent: Option<f64>,
    }
}

/// The units of all modules of the cohort as one student did them, by version.
async fn units(db: &Db, cohort: CohortId, enrollment: EnrollmentId) -> Result<HashMap<VersionId, Vec<UnitRecord>>> {
    let rows = db
        .all::<UnitRow>(sql!(
            "SELECT u.id, u.version_id, u.kind, u.title, u.minutes, COALESCE(cu.due_at, cm.due_at) AS cohort_due_at,
                up.started_at, up.completed_at, up.last_at, up.best_percent
             FROM cohort_modules cm JOIN units u ON u.version_id = cm.version_id
             LEFT JOIN cohort_units cu ON cu.cohort_id = cm.cohort_id AND cu.unit_id = u.id
             LEFT JOIN unit_progress up ON up.enrollment_id = $1 AND up.unit_id = u.id
             WHERE cm.cohort_id = $2 ORDER BY u.position",
            enrollment,
            cohort
        ))
        .await?;
    let mut attempts = attempts(db, enrollment).await?;
    let mut responses = responses(db, cohort, enrollment).await?;
    let mut extensions = extensions(db, enrollment).await?;
    let mut units: HashMap<VersionId, Vec<UnitRecord>> = HashMap::new();
    for row in rows {
        let extension = extensions.remove(&row.id);
        let granted = extension.as_ref().filter(|extension| extension.state == ExtensionState::Granted);
        units.entry(row.version_id).or_default().push(UnitRecord {
            unit: row.id,
            kind: row.kind,
            title: row.title,
            minutes: row.minutes,
            cohort_due_at: row.cohort_due_at,
            due_at: granted.map_or(row.cohort_due_at, |extension| extension.due_at),
            extension,
            started_at: row.started_at,
            completed_at: row.completed_at,
            last_at: row.last_at,
            best_percent: row.best_percent,
            attempts: attempts.remove(&row.id).unwrap_or_default(),
            response: responses.remove(&row.id),
        });
    }
    Ok(units)
}

/// Of each unit the extension that holds, or else the last that was asked for.
async fn extensions(db: &Db, enrollment: EnrollmentId) -> Result<HashMap<UnitId, UnitExtension>> {
    let extensions = db
        .all::<UnitExtension>(sql!(
            "SELECT id, unit_id, state, due_at, days, reason, answer FROM extensions
             WHERE enrollment_id = $1 ORDER BY CASE state WHEN 'granted' THEN 1 ELSE 0 END, requested_at, id",
            enrollment
        ))
        .await?;
    Ok(extensions.into_iter().map(|extension| (extension.unit_id, extension)).collect())
}

async fn attempts(db: &Db, enrollment: EnrollmentId) -> Result<HashMap<UnitId, Vec<Attempt>>> {
    let attempts = db
        .all::<Attempt>(sql!(
            "SELECT unit_id, number, started_at, submitted_at, points, possible, passed FROM attempts
             WHERE enrollment_id = $1 ORDER BY unit_id, number",
            enrollment
        ))
        .await?;
    let mut of_unit: HashMap<UnitId, Vec<Attempt>> = HashMap::new();
    for attempt in attempts {
        of_unit.entry(attempt.unit_id).or_default().push(attempt);
    }
    Ok(of_unit)
}

/// What the student wrote to the cases of the cohort's modules: there the answer's question is the unit itself.
async fn responses(db: &Db, cohort: CohortId, enrollment: EnrollmentId) -> Result<HashMap<UnitId, CaseResponse>> {
    let answers = db
        .all::<(UnitId, Json<Response>, DateTime<Utc>)>(sql!(
            "SELECT n.question_id, n.response, n.occurred_at FROM cohort_modules cm
             JOIN units u ON u.version_id = cm.version_id AND u.kind = 'case'
             JOIN answers n ON n.holder_id = $1 AND n.question_id = u.id WHERE cm.cohort_id = $2",
            enrollment,
            cohort
        ))
        .await?;
    let text = |(unit, response, at)| match response {
        Json(Response::Text(text)) if !text.trim().is_empty() => Some((unit, CaseResponse { text, at })),
        _ => None,
    };
    Ok(answers.into_iter().filter_map(text).collect())
}

/// As [`answering`](super::tallies::answering), for one student.
async fn answering_of(db: &Db, enrollment: EnrollmentId) -> Result<HashMap<VersionId, DateTime<Utc>>> {
    let found = db
        .all::<(VersionId, DateTime<Utc>)>(sql!(
            "SELECT u.version_id, MAX(n.recorded_at) FROM attempts a JOIN units u ON u.id = a.unit_id
             JOIN answers n ON n.holder_id = a.id WHERE a.enrollment_id = $1 AND a.submitted_at IS NULL GROUP BY u.version_id",
            enrollment
        ))
        .await?;
    Ok(found.into_iter().collect())
}
