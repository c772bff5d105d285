//! Who runs a program and who teaches a cohort. Each change is written down and in force with the next request.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::super::{Reader, Scope, StaffMember};
use crate::{
    Error, Result,
    accounts::rules::fold_email,
    audit,
    db::{Db, Tx, sql},
    ids::{CohortId, ModuleId, PersonId, ProgramId, TeachingId},
};

crate::row! {
    /// A program as its staff know it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RunProgram {
        /// Which.
        pub id: ProgramId,
        /// Its name in addresses.
        pub slug: String,
        /// Its name.
        pub title: String,
    }
}

crate::row! {
    /// Somebody who can be asked to run or to teach.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Colleague {
        /// Who.
        pub person: PersonId,
        /// Their name.
        pub name: String,
        /// Whether they have the power of staff.
        pub staff: bool,
        /// Whether they give powers, and so run every program.
        pub administrator: bool,
    }
}

crate::row! {
    /// Somebody who teaches a cohort, or one module of it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Teacher {
        /// The assignment.
        pub teaching: TeachingId,
        /// Who.
        pub person: PersonId,
        /// Their name.
        pub name: String,
        /// "MD, MPH"; may be empty.
        pub credentials: String,
        /// Where to write to.
        pub email: String,
        /// The title of the module they teach; absent: all of the cohort.
        pub module: Option<String>,
        /// Since when.
        pub since: DateTime<Utc>,
    }
}

/// A program as a reader may see it.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this name, and just so if the reader does not run it.
pub async fn run_program(db: &Db, reader: Reader, slug: &str) -> Result<RunProgram> {
    let (all, whose) = match reader {
        Reader::Administrator => (true, None),
        Reader::Staff(person) => (false, Some(person)),
        Reader::Faculty(_) => return Err(Error::NotFound),
    };
    db.maybe(sql!(
        "SELECT p.id, p.slug, p.title FROM programs p
         WHERE p.slug = $1 AND ($2 OR EXISTS (SELECT 1 FROM program_staff s WHERE s.program_id = p.id AND s.person_id = $3))",
        slug,
        all,
        whose
    ))
    .await?
    .ok_or(Error::NotFound)
}

/// Who runs a program, by name.
///
/// # Errors
/// Those of the database.
pub async fn program_staff(db: &Db, program: ProgramId) -> Result<Vec<StaffMember>> {
    db.all(sql!(
        "SELECT p.id AS person, p.name, p.email, s.added_at FROM program_staff s JOIN people p ON p.id = s.person_id
         WHERE s.program_id = $1 ORDER BY LOWER(p.name), p.id",
        program
    ))
    .await
}

/// Whom a student of the cohort can ask: who runs its program and is let in, by name.
///
/// # Errors
/// Those of the database.
pub async fn cohort_staff(db: &Db, cohort: CohortId) -> Result<Vec<StaffMember>> {
    db.all(sql!(
        "SELECT p.id AS person, p.name, p.email, s.added_at FROM cohorts c JOIN program_staff s ON s.program_id = c.program_id
         JOIN people p ON p.id = s.person_id AND p.deactivated_at IS NULL
         WHERE c.id = $1 AND EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.power = 'staff') ORDER BY LOWER(p.name), p.id",
        cohort
    ))
    .await
}

/// The programs a person runs, by name.
///
/// # Errors
/// Those of the database.
pub async fn programs_run_by(db: &Db, person: PersonId) -> Result<Vec<RunProgram>> {
    db.all(sql!(
        "SELECT p.id, p.slug, p.title FROM program_staff s JOIN programs p ON p.id = s.program_id WHERE s.person_id = $1 ORDER BY p.title, p.id",
        person
    ))
    .await
}

/// Who has this address, if somebody does and is let in.
///
/// # Errors
/// Those of the database.
pub async fn colleague(db: &Db, email: &str) -> Result<Option<Colleague>> {
    db.maybe(sql!(
        "SELECT p.id AS person, p.name,
            EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.power = 'staff') AS staff,
            EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.power = 'administrator') AS administrator
         FROM people p WHERE p.email_folded = $1 AND p.deactivated_at IS NULL",
        fold_email(email)
    ))
    .await
}

/// Lets a person run a program no longer. In force with their next request; harmless if they do not run it.
///
/// # Errors
/// Those of the database.
pub async fn remove_staff(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, program: ProgramId, person: PersonId) -> Result<()> {
    let removed = tx.run(sql!("DELETE FROM program_staff WHERE program_id = $1 AND person_id = $2", program, person)).await?;
    if removed == 0 {
        return Ok(());
    }
    audit::append(tx, now, actor, "rights.revoked", format!("person {person}"), json!({ "runs": program })).await
}

/// Who teaches the cohort or something in it: first those who teach all of it, then by module and name.
///
/// # Errors
/// Those of the database.
pub async fn teachers(db: &Db, scope: &Scope) -> Result<Vec<Teacher>> {
    db.all(sql!(
        "SELECT t.id AS teaching, p.id AS person, p.name, p.credentials, p.email, v.title AS module, t.created_at AS since
         FROM teaching t JOIN people p ON p.id = t.person_id
         LEFT JOIN cohort_modules cm ON cm.cohort_id = t.cohort_id AND cm.module_id = t.module_id
         LEFT JOIN module_versions v ON v.id = cm.version_id
         WHERE t.cohort_id = $1 ORDER BY COALESCE(cm.position, 0), LOWER(p.name), t.id",
        scope.cohort().id
    ))
    .await
}

/// Lets somebody teach this no longer. In force with their next request.
///
/// # Errors
/// [`Error::NotFound`] if there is no such assignment in this cohort.
pub async fn end_teaching(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, cohort: CohortId, teaching: TeachingId) -> Result<()> {
    let ended = sql!("DELETE FROM teaching WHERE id = $1 AND cohort_id = $2 RETURNING person_id, module_id", teaching, cohort);
    let (person, module) = tx.maybe::<(PersonId, Option<ModuleId>)>(ended).await?.ok_or(Error::NotFound)?;
    let details = json!({ "teaches": cohort, "module": module });
    audit::append(tx, now, actor, "rights.revoked", format!("person {person}"), details).await
}
