//! Rosters and records, each for a [`Scope`] that was checked before. Nothing here reads evidence: what happened is read from its
//! projections, by cohort, so that a page costs the same in a school of any size.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{
    Attempt, CaseResponse, Line, ModuleProgress, ModuleRecord, Roster, RosterModule, Student, StudentRecord, UnitRecord, family_name,
    reason, standing,
};
use crate::{
    Error, Result,
    authoring::UnitKind,
    cohorts::{CohortModule, EnrollmentState, Scope},
    db::{Db, Json, sql},
    ids::{CohortId, EnrollmentId, ModuleId, UnitId, VersionId},
    learning::quiz::Response,
};

/// The students of a cohort with their progress in the modules of the scope, by family name.
///
/// # Errors
/// Those of the database.
pub async fn roster(db: &Db, scope: &Scope, now: DateTime<Utc>) -> Result<Roster> {
    let cohort = scope.cohort();
    let modules = modules(db, scope).await?;
    let mut students = students(db, cohort.id).await?;
    students.sort_by_cached_key(|student| (family_name(&student.name), student.name.clone()));
    let mut tallies = tallies(db, scope, now).await?;
    let answering = answering(db, cohort.id).await?;
    let line = |student: Student| {
        let theirs = |module: &RosterModule| tallies.remove(&(student.enrollment, module.module.version_id));
        let (mut progress, seen): (Vec<_>, Vec<_>) = modules.iter().map(theirs).map(Tally::split).unzip();
        if student.state != EnrollmentState::Enrolled {
            progress.iter_mut().for_each(ModuleProgress::forgive);
        }
        let answered = modules.iter().map(|module| answering.get(&(student.enrollment, module.module.version_id)).copied());
        let last_at = seen.into_iter().chain(answered).flatten().max();
        let standing = standing(student.state, &modules, &progress, last_at, (now, cohort.time_zone));
        let reason = reason(standing, &modules, &progress, last_at, (now, cohort.time_zone));
        Line { student, progress, last_at, standing, reason }
    };
    let lines = students.into_iter().map(line).collect();
    Ok(Roster { modules, lines })
}

/// The modules of the scope with the number of their units.
async fn modules(db: &Db, scope: &Scope) -> Result<Vec<RosterModule>> {
    let counts = db
        .all::<(VersionId, i64)>(sql!(
            "SELECT cm.version_id, COUNT(*) FROM cohort_modules cm JOIN units u ON u.version_id = cm.version_id
             WHERE cm.cohort_id = $1 GROUP BY cm.version_id",
            scope.cohort().id
        ))
        .await?;
    let counts: HashMap<VersionId, i64> = counts.into_iter().collect();
    let counted =
        |module: &CohortModule| RosterModule { module: module.clone(), units: counts.get(&module.version_id).copied().unwrap_or(0) };
    Ok(scope.modules().iter().map(counted).collect())
}

async fn students(db: &Db, cohort: CohortId) -> Result<Vec<Student>> {
    db.all(sql!(
        "SELECT e.id AS enrollment, p.name, p.credentials, p.specialty, p.email, p.time_zone, e.state
         FROM enrollments e JOIN people p ON p.id = e.person_id WHERE e.cohort_id = $1",
        cohort
    ))
    .await
}

crate::row! {
    /// What a student's rows of progress in a module amount to.
    struct Tally {
        enrollment_id: EnrollmentId,
        version_id: VersionId,
        completed: i64,
        best_percent: Option<f64>,
        last_at: Option<DateTime<Utc>>,
        overdue: i64,
        overdue_since: Option<DateTime<Utc>>,
    }
}

impl Tally {
    fn split(tally: Option<Self>) -> (ModuleProgress, Option<DateTime<Utc>>) {
        let Some(tally) = tally else { return (ModuleProgress::default(), None) };
        let Self { completed, best_percent, overdue, overdue_since, last_at, .. } = tally;
        (ModuleProgress { completed, best_percent, overdue, overdue_since }, last_at)
    }
}

/// One row for each student and module, added up where the rows are: a cohort has thousands of them.
async fn tallies(db: &Db, scope: &Scope, now: DateTime<Utc>) -> Result<HashMap<(EnrollmentId, VersionId), Tally>> {
    let only: Option<ModuleId> = match scope.modules() {
        [one] => Some(one.module_id),
        _ => None,
    };
    let tallies = db
        .all::<Tally>(sql!(
            "WITH asked AS MATERIALIZED (
                SELECT u.id AS unit_id, u.version_id, COALESCE(cu.due_at, cm.due_at) AS due_at
                FROM cohort_modules cm JOIN units u ON u.version_id = cm.version_id
                LEFT JOIN cohort_units cu ON cu.cohort_id = cm.cohort_id AND cu.unit_id = u.id
                WHERE cm.cohort_id = $1 AND cm.module_id = COALESCE($2, cm.module_id))
             SELECT e.id AS enrollment_id, asked.version_id, COUNT(up.completed_at) AS completed, MAX(up.best_percent) AS best_percent,
                MAX(up.last_at) AS last_at,
                COUNT(*) FILTER (WHERE up.completed_at IS NULL AND asked.due_at < $3) AS overdue,
                MIN(asked.due_at) FILTER (WHERE up.completed_at IS NULL AND asked.due_at < $3) AS overdue_since
             FROM enrollments e CROSS JOIN asked
             LEFT JOIN unit_progress up ON up.enrollment_id = e.id AND up.unit_id = asked.unit_id
             WHERE e.cohort_id = $1 GROUP BY e.id, asked.version_id",
            scope.cohort().id,
            only,
            now
        ))
        .await?;
    Ok(tallies.into_iter().map(|tally| ((tally.enrollment_id, tally.version_id), tally)).collect())
}

/// When students last answered in quizzes they have not handed in. Answers do not touch a unit's progress, so that saving stays
/// cheap; the end of an attempt does, so the finished ones need not be looked at.
async fn answering(db: &Db, cohort: CohortId) -> Result<HashMap<(EnrollmentId, VersionId), DateTime<Utc>>> {
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
    let (heads, progress): (Vec<_>, Vec<_>) = modules.iter().map(|module| tally(module, now)).unzip();
    let standing = standing(student.state, &heads, &progress, last_at, (now, cohort.time_zone));
    let reason = reason(standing, &heads, &progress, last_at, (now, cohort.time_zone));
    Ok(StudentRecord { student, modules, last_at, standing, reason })
}

/// A module of one student, added up as the roster does.
fn tally(record: &ModuleRecord, now: DateTime<Utc>) -> (RosterModule, ModuleProgress) {
    let units = &record.units;
    let overdue = || units.iter().filter(|unit| unit.completed_at.is_none() && unit.due_at < now);
    let progress = ModuleProgress {
        completed: units.iter().filter(|unit| unit.completed_at.is_some()).count() as i64,
        best_percent: units.iter().filter_map(|unit| unit.best_percent).reduce(f64::max),
        overdue: overdue().count() as i64,
        overdue_since: overdue().map(|unit| unit.due_at).min(),
    };
    (RosterModule { module: record.module.clone(), units: units.len() as i64 }, progress)
}

crate::row! {
    struct UnitRow {
        id: UnitId,
        version_id: VersionId,
        kind: UnitKind,
        title: String,
        due_at: DateTime<Utc>,
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
            "SELECT u.id, u.version_id, u.kind, u.title, COALESCE(cu.due_at, cm.due_at) AS due_at,
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
    let mut units: HashMap<VersionId, Vec<UnitRecord>> = HashMap::new();
    for row in rows {
        units.entry(row.version_id).or_default().push(UnitRecord {
            unit: row.id,
            kind: row.kind,
            title: row.title,
            due_at: row.due_at,
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

/// As [`answering`], for one student.
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
