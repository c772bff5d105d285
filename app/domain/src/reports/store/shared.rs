//! What a roster and a record both need.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::{
    Result,
    cohorts::{Residency, Scope, store as cohorts},
    db::{Db, Json, sql},
    ids::{CohortId, EnrollmentId, ModuleId, UnitId, VersionId},
    reports::{DEFAULT_WEEKLY_HOURS, RosterModule, expected_minutes},
};

crate::row! {
    /// A unit that a cohort is asked to do.
    pub(super) struct AskedUnit {
        pub unit_id: UnitId,
        pub version_id: VersionId,
        pub position: i64,
        pub due_at: DateTime<Utc>,
    }
}

/// The units of the modules of the scope, by version, in order.
pub(super) async fn asked(db: &Db, scope: &Scope) -> Result<HashMap<VersionId, Vec<AskedUnit>>> {
    let units = db
        .all::<AskedUnit>(sql!(
            "SELECT u.id AS unit_id, u.version_id, u.position, COALESCE(cu.due_at, cm.due_at) AS due_at
             FROM cohort_modules cm JOIN units u ON u.version_id = cm.version_id
             LEFT JOIN cohort_units cu ON cu.cohort_id = cm.cohort_id AND cu.unit_id = u.id
             WHERE cm.cohort_id = $1 AND cm.module_id = COALESCE($2, cm.module_id) ORDER BY cm.position, u.position",
            scope.cohort().id,
            only_module(scope)
        ))
        .await?;
    let mut by_version: HashMap<VersionId, Vec<AskedUnit>> = HashMap::new();
    for unit in units {
        by_version.entry(unit.version_id).or_default().push(unit);
    }
    Ok(by_version)
}

/// The module of a scope that has one alone.
pub(super) fn only_module(scope: &Scope) -> Option<ModuleId> {
    match scope.modules() {
        [one] => Some(one.module_id),
        _ => None,
    }
}

/// The dates that extensions give to students of the cohort, by student and unit.
pub(super) async fn granted(db: &Db, cohort: CohortId) -> Result<HashMap<EnrollmentId, HashMap<UnitId, DateTime<Utc>>>> {
    let granted = db
        .all::<(EnrollmentId, UnitId, DateTime<Utc>)>(sql!(
            "SELECT x.enrollment_id, x.unit_id, x.due_at FROM enrollments e
             JOIN extensions x ON x.enrollment_id = e.id AND x.state = 'granted' WHERE e.cohort_id = $1",
            cohort
        ))
        .await?;
    let mut by_student: HashMap<EnrollmentId, HashMap<UnitId, DateTime<Utc>>> = HashMap::new();
    for (enrollment, unit, due_at) in granted {
        by_student.entry(enrollment).or_default().insert(unit, due_at);
    }
    Ok(by_student)
}

/// What is for those alone who run the program: the residencies, and how much study the last two weeks asked for.
pub(super) async fn for_staff(
    db: &Db,
    scope: &Scope,
    modules: &[RosterModule],
    now: DateTime<Utc>,
) -> Result<(Vec<Residency>, Option<i64>)> {
    if !scope.runs() {
        return Ok((Vec::new(), None));
    }
    let residencies = cohorts::residencies(db, scope.cohort().id).await?;
    let weekly_hours = weekly_hours(db, scope.cohort().id).await?;
    Ok((residencies, Some(expected_minutes(weekly_hours, modules, now))))
}

/// As much of a plan as is asked here.
#[derive(Deserialize)]
struct Expectation {
    hours_a_week: Option<f64>,
}

/// Hours a week by the calendar in force.
async fn weekly_hours(db: &Db, cohort: CohortId) -> Result<f64> {
    let plan = db
        .maybe::<(Json<Expectation>,)>(sql!("SELECT plan FROM calendar_releases WHERE cohort_id = $1 ORDER BY number DESC LIMIT 1", cohort))
        .await?;
    Ok(plan.and_then(|(plan,)| plan.0.hours_a_week).unwrap_or(DEFAULT_WEEKLY_HOURS))
}
