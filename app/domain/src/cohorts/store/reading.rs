//! What can be read, each by the scope of the one who reads.

use std::collections::HashMap;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::super::{Cohort, CohortModule, ModuleCohort, ModuleReader, ModuleScope, Reader, Residency, Scope, Sight};
use crate::{
    Error, Result,
    db::{Db, sql},
    ids::{CohortId, ModuleId, PersonId, ProgramId},
};

crate::row! {
    /// A cohort in a list of several.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Listed {
        /// Which.
        pub id: CohortId,
        /// Its name in addresses.
        pub slug: String,
        /// Its name.
        pub title: String,
        /// Of what it is a cohort.
        pub program: String,
        /// The campus zone.
        pub time_zone: Tz,
        /// The first campus day.
        pub starts_on: NaiveDate,
        /// The last campus day.
        pub ends_on: NaiveDate,
        /// How many study in it.
        pub students: i64,
        /// How many modules it has.
        pub modules: i64,
    }
}

/// A cohort somebody teaches, with what they teach there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taught {
    /// The cohort.
    pub cohort: Listed,
    /// The modules they teach, in order.
    pub modules: Vec<CohortModule>,
    /// Its residencies, in order.
    pub residencies: Vec<Residency>,
}

/// The cohorts a reader runs, the newest first; none for faculty, see [`taught`].
///
/// # Errors
/// Those of the database.
pub async fn cohorts(db: &Db, reader: Reader) -> Result<Vec<Listed>> {
    let Some((all, whose)) = reader.programs() else { return Ok(Vec::new()) };
    db.all(sql!(
        "SELECT c.id, c.slug, c.title, p.title AS program, c.time_zone, c.starts_on, c.ends_on,
            (SELECT COUNT(*) FROM enrollments e WHERE e.cohort_id = c.id AND e.state = 'enrolled') AS students,
            (SELECT COUNT(*) FROM cohort_modules cm WHERE cm.cohort_id = c.id) AS modules
         FROM cohorts c JOIN programs p ON p.id = c.program_id
         WHERE $1 OR c.program_id IN (SELECT s.program_id FROM program_staff s WHERE s.person_id = $2) ORDER BY c.starts_on DESC, c.slug",
        all,
        whose
    ))
    .await
}

/// What a person teaches, the newest cohort first.
///
/// # Errors
/// Those of the database.
pub async fn taught(db: &Db, faculty: PersonId) -> Result<Vec<Taught>> {
    let cohorts = db
        .all::<Listed>(sql!(
            "SELECT c.id, c.slug, c.title, p.title AS program, c.time_zone, c.starts_on, c.ends_on,
                (SELECT COUNT(*) FROM enrollments e WHERE e.cohort_id = c.id AND e.state = 'enrolled') AS students,
                (SELECT COUNT(*) FROM cohort_modules cm WHERE cm.cohort_id = c.id) AS modules
             FROM cohorts c JOIN programs p ON p.id = c.program_id
             WHERE c.id IN (SELECT t.cohort_id FROM teaching t WHERE t.person_id = $1) ORDER BY c.starts_on DESC, c.slug",
            faculty
        ))
        .await?;
    let modules = db
        .all::<CohortModule>(sql!(
            "SELECT DISTINCT cm.cohort_id, cm.module_id, cm.version_id, m.slug, v.title, v.number AS version, cm.position, cm.opens_at, cm.due_at
             FROM teaching t
             JOIN cohort_modules cm ON cm.cohort_id = t.cohort_id AND (t.module_id IS NULL OR t.module_id = cm.module_id)
             JOIN modules m ON m.id = cm.module_id JOIN module_versions v ON v.id = cm.version_id
             WHERE t.person_id = $1 ORDER BY cm.position, m.slug",
            faculty
        ))
        .await?;
    let mut residencies = residencies_taught(db, faculty).await?;
    let modules = |cohort: &Listed| modules.iter().filter(|module| module.cohort_id == cohort.id).cloned().collect();
    let mut with =
        |cohort: Listed| Taught { modules: modules(&cohort), residencies: residencies.remove(&cohort.id).unwrap_or_default(), cohort };
    Ok(cohorts.into_iter().map(&mut with).collect())
}

/// The residencies of the cohorts a person teaches, in order.
async fn residencies_taught(db: &Db, faculty: PersonId) -> Result<HashMap<CohortId, Vec<Residency>>> {
    let all = sql!(
        "SELECT cohort_id, id, position, title, place, starts_on, ends_on FROM residencies
         WHERE cohort_id IN (SELECT t.cohort_id FROM teaching t WHERE t.person_id = $1) ORDER BY cohort_id, position",
        faculty
    );
    let mut of: HashMap<CohortId, Vec<Residency>> = HashMap::new();
    for (cohort, id, position, title, place, starts_on, ends_on) in db.all(all).await? {
        of.entry(cohort).or_default().push(Residency { id, position, title, place, starts_on, ends_on });
    }
    Ok(of)
}

/// A cohort, or one module of it, as a reader may see it.
///
/// # Errors
/// [`Error::NotFound`] if there is no such cohort or module, and just so if it is not theirs.
pub async fn scope(db: &Db, reader: Reader, cohort: &str, module: Option<&str>) -> Result<Scope> {
    let cohort = db
        .maybe::<Cohort>(sql!(
            "SELECT c.id, c.slug, c.title, p.title AS program, c.time_zone, c.starts_on, c.ends_on
             FROM cohorts c JOIN programs p ON p.id = c.program_id WHERE c.slug = $1",
            cohort
        ))
        .await?
        .ok_or(Error::NotFound)?;
    let (sight, theirs) = sight(db, reader, cohort.id).await?;
    let mut modules = pinned(db, cohort.id).await?;
    modules.retain(|one| theirs.as_ref().is_none_or(|theirs| theirs.contains(&one.module_id)));
    if let Some(slug) = module {
        modules.retain(|one| one.slug == slug);
        if modules.is_empty() {
            return Err(Error::NotFound);
        }
    }
    Ok(Scope { cohort, modules, sight })
}

/// A module with those of its cohorts in which a reader may see what was done.
///
/// # Errors
/// [`Error::NotFound`] if there is no such module, and just so if none of its cohorts is theirs and they are none of its authors.
pub async fn module_scope(db: &Db, reader: ModuleReader, slug: &str) -> Result<ModuleScope> {
    let (module, title, authored): (ModuleId, String, bool) = db
        .maybe(sql!(
            "SELECT m.id, v.title, EXISTS (SELECT 1 FROM module_authors a WHERE a.module_id = m.id AND a.person_id = $2) AS authored
             FROM modules m JOIN module_versions v ON v.module_id = m.id WHERE m.slug = $1 ORDER BY v.number DESC LIMIT 1",
            slug,
            reader.writes
        ))
        .await?
        .ok_or(Error::NotFound)?;
    let written = reader.administrator || authored;
    let cohorts = db
        .all::<ModuleCohort>(sql!(
            "SELECT c.id, c.slug, c.title, v.number AS version FROM cohort_modules cm
             JOIN cohorts c ON c.id = cm.cohort_id JOIN module_versions v ON v.id = cm.version_id
             WHERE cm.module_id = $1 AND ($2 OR c.program_id IN (SELECT s.program_id FROM program_staff s WHERE s.person_id = $3)
                OR c.id IN (SELECT t.cohort_id FROM teaching t WHERE t.person_id = $4 AND COALESCE(t.module_id, $1) = $1))
             ORDER BY c.starts_on DESC, c.slug",
            module,
            written,
            reader.runs,
            reader.teaches
        ))
        .await?;
    let theirs = written || !cohorts.is_empty();
    theirs.then(|| ModuleScope { module, slug: slug.to_owned(), title, cohorts, written }).ok_or(Error::NotFound)
}

/// Why the reader may see something of the cohort, and the modules they are limited to, if they are.
async fn sight(db: &Db, reader: Reader, cohort: CohortId) -> Result<(Sight, Option<Vec<ModuleId>>)> {
    let person = match reader {
        Reader::Administrator => return Ok((Sight::Administrator, None)),
        Reader::Staff(person) => return runs(db, person, cohort).await.map(|()| (Sight::Staff, None)),
        Reader::Faculty(person) => person,
    };
    let teaching = sql!("SELECT module_id FROM teaching WHERE person_id = $1 AND cohort_id = $2", person, cohort);
    let teaching = db.values::<Option<ModuleId>>(teaching).await?;
    match teaching {
        none if none.is_empty() => Err(Error::NotFound),
        whole if whole.contains(&None) => Ok((Sight::CohortFaculty, None)),
        some => Ok((Sight::ModuleFaculty, Some(some.into_iter().flatten().collect()))),
    }
}

/// Whether a person is staff of the cohort's program.
async fn runs(db: &Db, person: PersonId, cohort: CohortId) -> Result<()> {
    let runs = sql!(
        "SELECT s.program_id FROM cohorts c JOIN program_staff s ON s.program_id = c.program_id AND s.person_id = $1 WHERE c.id = $2",
        person,
        cohort
    );
    db.maybe::<(ProgramId,)>(runs).await?.map(|_| ()).ok_or(Error::NotFound)
}

async fn pinned(db: &Db, cohort: CohortId) -> Result<Vec<CohortModule>> {
    db.all(sql!(
        "SELECT cm.cohort_id, cm.module_id, cm.version_id, m.slug, v.title, v.number AS version, cm.position, cm.opens_at, cm.due_at
         FROM cohort_modules cm JOIN modules m ON m.id = cm.module_id JOIN module_versions v ON v.id = cm.version_id
         WHERE cm.cohort_id = $1 ORDER BY cm.position, m.slug",
        cohort
    ))
    .await
}

/// The residencies of a cohort, in order.
///
/// # Errors
/// Those of the database.
pub async fn residencies(db: &Db, cohort: CohortId) -> Result<Vec<Residency>> {
    db.all(sql!("SELECT id, position, title, place, starts_on, ends_on FROM residencies WHERE cohort_id = $1 ORDER BY position", cohort))
        .await
}

/// The residency of a cohort at a position, from 1.
///
/// # Errors
/// [`Error::NotFound`] if there is none.
pub async fn residency_at(db: &Db, cohort: CohortId, position: i64) -> Result<Residency> {
    db.maybe(sql!(
        "SELECT id, position, title, place, starts_on, ends_on FROM residencies WHERE cohort_id = $1 AND position = $2",
        cohort,
        position
    ))
    .await?
    .ok_or(Error::NotFound)
}

/// The residency that is on or comes next, as seen from a campus day.
///
/// # Errors
/// Those of the database.
pub async fn next_residency(db: &Db, cohort: CohortId, today: NaiveDate) -> Result<Option<Residency>> {
    db.maybe(sql!(
        "SELECT id, position, title, place, starts_on, ends_on FROM residencies
         WHERE cohort_id = $1 AND ends_on >= $2 ORDER BY starts_on, position LIMIT 1",
        cohort,
        today
    ))
    .await
}
