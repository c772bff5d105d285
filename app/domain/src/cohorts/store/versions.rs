//! The version of a module that a cohort studies: which are newer, and going on with another one.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::super::{MovedVersion, Newer, StudyingCohort, VersionMove};
use crate::{
    Conflict, Error, Result, audit,
    db::{Db, Tx, list, sql},
    ids::{CohortId, ModuleId, PersonId, UnitId, VersionId},
};

/// The modules of a cohort of which a newer version is published than the one it studies, with the newest.
///
/// # Errors
/// Those of the database.
pub async fn newer_versions(db: &Db, cohort: CohortId) -> Result<Vec<Newer>> {
    db.all(sql!(
        "SELECT cm.module_id, v.id AS version_id, v.number, v.published_at
         FROM cohort_modules cm JOIN module_versions pinned ON pinned.id = cm.version_id
         JOIN module_versions v ON v.module_id = cm.module_id
            AND v.number = (SELECT MAX(n.number) FROM module_versions n WHERE n.module_id = cm.module_id)
         WHERE cm.cohort_id = $1 AND v.number > pinned.number",
        cohort
    ))
    .await
}

/// The cohorts that study a module and are not over on this day: each with the number of its version and how many study there.
///
/// # Errors
/// Those of the database.
pub async fn studying(db: &Db, module: ModuleId, today: NaiveDate) -> Result<Vec<StudyingCohort>> {
    db.all(sql!(
        "SELECT c.title, v.number, (SELECT COUNT(*) FROM enrollments e WHERE e.cohort_id = c.id AND e.state = 'enrolled') AS students
         FROM cohort_modules cm JOIN cohorts c ON c.id = cm.cohort_id JOIN module_versions v ON v.id = cm.version_id
         WHERE cm.module_id = $1 AND c.ends_on >= $2 ORDER BY c.starts_on, c.slug",
        module,
        today
    ))
    .await
}

/// When a cohort changed versions, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn moved_versions(db: &Db, cohort: CohortId) -> Result<Vec<MovedVersion>> {
    db.all(sql!(
        "SELECT x.module_id, f.number AS from_number, t.number AS to_number, x.moved_at, p.name AS moved_by
         FROM version_moves x JOIN module_versions f ON f.id = x.from_id JOIN module_versions t ON t.id = x.to_id
         LEFT JOIN people p ON p.id = x.moved_by WHERE x.cohort_id = $1 ORDER BY x.moved_at DESC, x.id DESC",
        cohort
    ))
    .await
}

/// Lets a cohort go on with a newer version of a module. Dates and extensions of its units go along by the units' names; those of a unit
/// that is gone end. What students did is carried by [`learning::store::move_version`](crate::learning::store::move_version), which
/// calls this.
///
/// # Errors
/// [`Conflict::Stale`] if the cohort does not study the version any more that the actor saw; [`Error::NotFound`] if the other one is no
/// newer version of the same module.
pub async fn repin(tx: &Tx, now: DateTime<Utc>, actor: PersonId, step: &VersionMove) -> Result<()> {
    let newer = sql!(
        "SELECT t.id FROM module_versions f JOIN module_versions t ON t.module_id = f.module_id AND t.number > f.number
         WHERE f.id = $1 AND f.module_id = $2 AND t.id = $3",
        step.from,
        step.module,
        step.to
    );
    tx.maybe::<(VersionId,)>(newer).await?.ok_or(Error::NotFound)?;
    let changed = tx
        .run(sql!(
            "UPDATE cohort_modules SET version_id = $1 WHERE cohort_id = $2 AND module_id = $3 AND version_id = $4",
            step.to,
            step.cohort,
            step.module,
            step.from
        ))
        .await?;
    if changed == 0 {
        return Err(Error::Conflict(Conflict::Stale));
    }
    take_dates(tx, step).await?;
    take_extensions(tx, now, actor, step).await?;
    cancel_entries(tx, now, step).await?;
    tx.run(sql!(
        "INSERT INTO version_moves (id, cohort_id, module_id, from_id, to_id, moved_at, moved_by) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        step.id,
        step.cohort,
        step.module,
        step.from,
        step.to,
        now,
        actor
    ))
    .await?;
    let details = json!({ "module": step.module, "from": step.from, "to": step.to });
    audit::append(tx, now, Some(actor), "module.version_changed", format!("cohort {}", step.cohort), details).await
}

async fn take_dates(tx: &Tx, step: &VersionMove) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO cohort_units (cohort_id, unit_id, due_at)
         SELECT cu.cohort_id, n.id, cu.due_at FROM units o
         JOIN cohort_units cu ON cu.cohort_id = $1 AND cu.unit_id = o.id
         JOIN units n ON n.version_id = $2 AND n.slug = o.slug
         WHERE o.version_id = $3 ON CONFLICT (cohort_id, unit_id) DO NOTHING",
        step.cohort,
        step.to,
        step.from
    ))
    .await?;
    tx.run(sql!(
        "DELETE FROM cohort_units WHERE cohort_id = $1 AND unit_id IN (SELECT o.id FROM units o WHERE o.version_id = $2)",
        step.cohort,
        step.from
    ))
    .await?;
    Ok(())
}

crate::row! {
    struct Unit { old: UnitId, new: Option<UnitId> }
}

async fn take_extensions(tx: &Tx, now: DateTime<Utc>, actor: PersonId, step: &VersionMove) -> Result<()> {
    let units: Vec<Unit> = tx
        .all(sql!(
            "SELECT o.id AS old, n.id AS new FROM units o LEFT JOIN units n ON n.version_id = $1 AND n.slug = o.slug WHERE o.version_id = $2",
            step.to,
            step.from
        ))
        .await?;
    for (old, new) in units.iter().filter_map(|unit| Some((unit.old, unit.new?))) {
        tx.run(sql!(
            "UPDATE extensions SET unit_id = $1 WHERE unit_id = $2 AND enrollment_id IN (SELECT e.id FROM enrollments e WHERE e.cohort_id = $3)",
            new,
            old,
            step.cohort
        ))
        .await?;
    }
    tx.run(list!(
        "UPDATE extensions SET state = 'withdrawn', answer = 'The new version of the module does not have this unit.', answered_at = $1,
            answered_by = $2, sequence = sequence + 1
         WHERE state IN ('requested', 'granted') AND unit_id IN ($list)
            AND enrollment_id IN (SELECT e.id FROM enrollments e WHERE e.cohort_id = $3)",
        in units.iter().filter(|unit| unit.new.is_none()).map(|unit| unit.old), now, actor, step.cohort
    ))
    .await?;
    Ok(())
}

/// What stands in calendars for a unit that is gone is canceled.
async fn cancel_entries(tx: &Tx, now: DateTime<Utc>, step: &VersionMove) -> Result<()> {
    tx.run(sql!(
        "UPDATE calendar_entries SET canceled_at = $1, changed_at = $1, sequence = sequence + 1
         WHERE cohort_id = $2 AND module_id = $3 AND canceled_at IS NULL AND unit_slug IS NOT NULL
            AND unit_slug NOT IN (SELECT u.slug FROM units u WHERE u.version_id = $4)",
        now,
        step.cohort,
        step.module,
        step.to
    ))
    .await?;
    Ok(())
}
