//! What can be changed. `actor` is who does it; without one it is the program itself or the command line.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::super::{Assignment, NewCohort, NewEnrollment, NewProgram, Pin, Residency, UnitDue, rules};
use super::places::{NewStep, note};
use crate::{
    Conflict, Error, Result, audit,
    db::{Tx, sql},
    ids::{CohortId, ModuleId, PersonId, ProgramId},
};

/// Creates a program; whoever creates it runs it.
///
/// # Errors
/// [`Error::Invalid`]; [`Conflict::SlugTaken`].
pub async fn create_program(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, program: &NewProgram) -> Result<()> {
    rules::program(program)?;
    tx.run(sql!(
        "INSERT INTO programs (id, slug, title, summary, created_at) VALUES ($1, $2, $3, $4, $5)",
        program.id,
        program.slug,
        program.title,
        program.summary,
        now
    ))
    .await
    .map_err(|error| error.or_conflict(Conflict::SlugTaken))?;
    if let Some(person) = actor {
        add_staff(tx, now, actor, program.id, person).await?;
    }
    let details = json!({ "slug": program.slug, "title": program.title });
    audit::append(tx, now, actor, "program.created", format!("program {}", program.id), details).await
}

/// Lets a person run a program. In force with their next request, if they are staff; harmless if they run it already.
///
/// # Errors
/// [`Error::NotFound`] without such a person or program.
pub async fn add_staff(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, program: ProgramId, person: PersonId) -> Result<()> {
    let there = sql!("SELECT p.id FROM people p JOIN programs g ON g.id = $1 WHERE p.id = $2", program, person);
    tx.maybe::<(PersonId,)>(there).await?.ok_or(Error::NotFound)?;
    let added = tx
        .run(sql!(
            "INSERT INTO program_staff (program_id, person_id, added_at, added_by) VALUES ($1, $2, $3, $4)
             ON CONFLICT (program_id, person_id) DO NOTHING",
            program,
            person,
            now,
            actor
        ))
        .await?;
    if added == 0 {
        return Ok(());
    }
    audit::append(tx, now, actor, "rights.granted", format!("person {person}"), json!({ "runs": program })).await
}

/// Creates a cohort of a program.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`] without such a program; [`Conflict::SlugTaken`].
pub async fn create_cohort(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, cohort: &NewCohort) -> Result<()> {
    rules::cohort(cohort)?;
    let added = tx
        .run(sql!(
            "INSERT INTO cohorts (id, program_id, slug, title, time_zone, starts_on, ends_on, created_at)
             SELECT $1, p.id, $2, $3, $4, $5, $6, $7 FROM programs p WHERE p.id = $8",
            cohort.id,
            cohort.slug,
            cohort.title,
            cohort.time_zone,
            cohort.starts_on,
            cohort.ends_on,
            now,
            cohort.program
        ))
        .await
        .map_err(|error| error.or_conflict(Conflict::SlugTaken))?;
    found(added)?;
    let details = json!({ "slug": cohort.slug, "title": cohort.title, "starts_on": cohort.starts_on, "ends_on": cohort.ends_on });
    audit::append(tx, now, actor, "cohort.created", format!("cohort {}", cohort.id), details).await
}

/// Adds a residency to a cohort.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`] without such a cohort; [`Conflict::PlaceTaken`] if it has one at this position.
pub async fn add_residency(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, cohort: CohortId, residency: &Residency) -> Result<()> {
    rules::residency(&residency.title, residency.starts_on, residency.ends_on)?;
    let added = tx
        .run(sql!(
            "INSERT INTO residencies (id, cohort_id, position, title, place, starts_on, ends_on)
             SELECT $1, c.id, $2, $3, $4, $5, $6 FROM cohorts c WHERE c.id = $7",
            residency.id,
            residency.position,
            residency.title,
            residency.place,
            residency.starts_on,
            residency.ends_on,
            cohort
        ))
        .await
        .map_err(|error| error.or_conflict(Conflict::PlaceTaken))?;
    found(added)?;
    let details = json!({ "residency": residency.id, "starts_on": residency.starts_on, "ends_on": residency.ends_on });
    audit::append(tx, now, actor, "residency.added", format!("cohort {cohort}"), details).await
}

/// Gives a cohort a module to study, in one published version.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`] without such a cohort or version, or if the module is retired; [`Conflict::PlaceTaken`] if it has the module already.
pub async fn pin_module(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, pin: &Pin) -> Result<()> {
    rules::pin(pin)?;
    let added = tx
        .run(sql!(
            "INSERT INTO cohort_modules (cohort_id, module_id, version_id, position, opens_at, due_at)
             SELECT c.id, v.module_id, v.id, $1, $2, $3 FROM cohorts c JOIN module_versions v ON v.id = $4
             WHERE c.id = $5 AND NOT EXISTS (SELECT 1 FROM retired_modules r WHERE r.module_id = v.module_id)",
            pin.position,
            pin.opens_at,
            pin.due_at,
            pin.version,
            pin.cohort
        ))
        .await
        .map_err(|error| error.or_conflict(Conflict::PlaceTaken))?;
    found(added)?;
    let details = json!({ "version": pin.version, "opens_at": pin.opens_at, "due_at": pin.due_at });
    audit::append(tx, now, actor, "module.pinned", format!("cohort {}", pin.cohort), details).await
}

/// Gives a unit a deadline of its own, or moves the one it has.
///
/// # Errors
/// [`Error::Invalid`] if it lies before the module opens; [`Error::NotFound`] if the cohort does not study this unit.
pub async fn set_unit_due(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, due: &UnitDue) -> Result<()> {
    let before = tx
        .maybe::<(DateTime<Utc>, Option<DateTime<Utc>>)>(sql!(
            "SELECT cm.opens_at, cu.due_at FROM units u
             JOIN cohort_modules cm ON cm.version_id = u.version_id AND cm.cohort_id = $1
             LEFT JOIN cohort_units cu ON cu.cohort_id = $1 AND cu.unit_id = u.id WHERE u.id = $2",
            due.cohort,
            due.unit
        ))
        .await?;
    let (opens_at, before) = before.ok_or(Error::NotFound)?;
    rules::unit_due(due.due_at, opens_at)?;
    tx.run(sql!(
        "INSERT INTO cohort_units (cohort_id, unit_id, due_at) VALUES ($1, $2, $3)
         ON CONFLICT (cohort_id, unit_id) DO UPDATE SET due_at = excluded.due_at",
        due.cohort,
        due.unit,
        due.due_at
    ))
    .await?;
    let details = json!({ "unit": due.unit, "before": before, "after": due.due_at });
    audit::append(tx, now, actor, "date.changed", format!("cohort {}", due.cohort), details).await
}

/// Gives a person a place in a cohort.
///
/// # Errors
/// [`Error::NotFound`] without such a person or cohort; [`Conflict::AlreadyEnrolled`].
pub async fn enroll(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, enrollment: &NewEnrollment) -> Result<()> {
    let added = tx
        .run(sql!(
            "INSERT INTO enrollments (id, person_id, cohort_id, state, created_at)
             SELECT $1, p.id, c.id, $2, $3 FROM people p JOIN cohorts c ON c.id = $4 WHERE p.id = $5",
            enrollment.id,
            enrollment.state,
            now,
            enrollment.cohort,
            enrollment.person
        ))
        .await
        .map_err(|error| error.or_conflict(Conflict::AlreadyEnrolled))?;
    found(added)?;
    let step = NewStep { enrollment: enrollment.id, before: None, after: enrollment.state, reason: "", other: None };
    note(tx, now, actor, &step).await?;
    let details = json!({ "person": enrollment.person, "cohort": enrollment.cohort, "state": enrollment.state });
    audit::append(tx, now, actor, "enrollment.created", format!("enrollment {}", enrollment.id), details).await
}

/// Lets a person teach a cohort, or one module of it. In force with their next request.
///
/// # Errors
/// [`Error::NotFound`] without such a person or cohort, or if the cohort does not study the module; [`Conflict::AlreadyTeaches`].
pub async fn assign_teaching(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, assignment: &Assignment) -> Result<()> {
    if let Some(module) = assignment.module {
        studies(tx, assignment.cohort, module).await?;
    }
    let added = tx
        .run(sql!(
            "INSERT INTO teaching (id, person_id, cohort_id, module_id, created_at)
             SELECT $1, p.id, c.id, $2, $3 FROM people p JOIN cohorts c ON c.id = $4 WHERE p.id = $5",
            assignment.id,
            assignment.module,
            now,
            assignment.cohort,
            assignment.person
        ))
        .await
        .map_err(|error| error.or_conflict(Conflict::AlreadyTeaches))?;
    found(added)?;
    let details = json!({ "teaches": assignment.cohort, "module": assignment.module });
    audit::append(tx, now, actor, "rights.granted", format!("person {}", assignment.person), details).await
}

async fn studies(tx: &Tx, cohort: CohortId, module: ModuleId) -> Result<()> {
    let pinned = sql!("SELECT version_id FROM cohort_modules WHERE cohort_id = $1 AND module_id = $2", cohort, module);
    tx.maybe::<(crate::ids::VersionId,)>(pinned).await?.map(|_| ()).ok_or(Error::NotFound)
}

fn found(rows: u64) -> Result<()> {
    if rows == 0 { Err(Error::NotFound) } else { Ok(()) }
}
