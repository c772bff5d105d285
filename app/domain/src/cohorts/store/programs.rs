//! Programs as templates: their plans, and the modules a plan can name.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde_json::json;

use super::super::{
    NewProgram, Reader,
    calendar::{Fault, Place, Plan, check},
    rules,
};
use crate::{
    Conflict, Error, Result, audit,
    db::{Db, Json, Tx, list, sql},
    ids::{ModuleId, PersonId, ProgramId, UnitId, VersionId},
};

crate::row! {
    /// A program with its plan.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Program {
        /// Which.
        pub id: ProgramId,
        /// Its name in addresses.
        pub slug: String,
        /// Its name.
        pub title: String,
        /// A sentence or two.
        pub summary: String,
        /// How often it was changed: whoever changes it names the revision they saw.
        pub revision: i64,
        /// The rules.
        pub plan: Json<Plan>,
    }
}

crate::row! {
    /// A program in a list of several.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ListedProgram {
        /// Which.
        pub id: ProgramId,
        /// Its name in addresses.
        pub slug: String,
        /// Its name.
        pub title: String,
        /// A sentence or two.
        pub summary: String,
        /// How many cohorts it has had.
        pub cohorts: i64,
    }
}

crate::row! {
    /// The newest version of a module, which a plan can name.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Published {
        /// The module.
        pub module_id: ModuleId,
        /// Its name in addresses.
        pub slug: String,
        /// The version.
        pub version_id: VersionId,
        /// That version's number.
        pub number: i64,
        /// That version's title.
        pub title: String,
    }
}

crate::row! {
    /// A unit of a version.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PublishedUnit {
        /// The version.
        pub version_id: VersionId,
        /// Which.
        pub id: UnitId,
        /// Its name in addresses.
        pub slug: String,
        /// Its title.
        pub title: String,
        /// In the module, from 1.
        pub position: i64,
    }
}

/// A change of a program.
#[derive(Clone, Debug)]
pub struct ProgramEdit {
    /// Which.
    pub program: ProgramId,
    /// The revision that was looked at.
    pub revision: i64,
    /// Its name.
    pub title: String,
    /// A sentence or two.
    pub summary: String,
    /// The rules.
    pub plan: Plan,
}

/// The programs a reader runs, by name; none for faculty.
///
/// # Errors
/// Those of the database.
pub async fn programs(db: &Db, reader: Reader) -> Result<Vec<ListedProgram>> {
    let Some((all, whose)) = reader.programs() else { return Ok(Vec::new()) };
    db.all(sql!(
        "SELECT p.id, p.slug, p.title, p.summary, (SELECT COUNT(*) FROM cohorts c WHERE c.program_id = p.id) AS cohorts
         FROM programs p WHERE $1 OR p.id IN (SELECT s.program_id FROM program_staff s WHERE s.person_id = $2) ORDER BY LOWER(p.title), p.slug",
        all,
        whose
    ))
    .await
}

/// A program as a reader may see it.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this name, and just so if the reader does not run it.
pub async fn program(db: &Db, reader: Reader, slug: &str) -> Result<Program> {
    let (all, whose) = reader.programs().ok_or(Error::NotFound)?;
    db.maybe(sql!(
        "SELECT p.id, p.slug, p.title, p.summary, p.revision, p.plan FROM programs p
         WHERE p.slug = $1 AND ($2 OR EXISTS (SELECT 1 FROM program_staff s WHERE s.program_id = p.id AND s.person_id = $3))",
        slug,
        all,
        whose
    ))
    .await?
    .ok_or(Error::NotFound)
}

/// The newest version of every module that new cohorts may take, by title.
///
/// # Errors
/// Those of the database.
pub async fn published(db: &Db) -> Result<Vec<Published>> {
    db.all(sql!(
        "SELECT m.id AS module_id, m.slug, v.id AS version_id, v.number, v.title FROM modules m JOIN module_versions v ON v.module_id = m.id
         WHERE v.number = (SELECT MAX(n.number) FROM module_versions n WHERE n.module_id = m.id)
            AND NOT EXISTS (SELECT 1 FROM retired_modules r WHERE r.module_id = m.id)
         ORDER BY LOWER(v.title), m.slug"
    ))
    .await
}

/// The units of versions, in order.
///
/// # Errors
/// Those of the database.
pub async fn published_units(db: &Db, versions: &[VersionId]) -> Result<Vec<PublishedUnit>> {
    let units = list!("SELECT version_id, id, slug, title, position FROM units WHERE version_id IN ($list)", in versions);
    let mut units: Vec<PublishedUnit> = db.all(units).await?;
    units.sort_by_key(|unit| (unit.version_id, unit.position));
    Ok(units)
}

/// All that is wrong with a plan whatever the start: what [`check`] finds, and modules and units that are not published.
///
/// # Errors
/// Those of the database.
pub async fn plan_faults(db: &Db, plan: &Plan) -> Result<Vec<Fault>> {
    let slugs: HashSet<&str> = plan.modules.iter().map(|module| module.slug.as_str()).collect();
    let mut versions = published(db).await?;
    versions.retain(|version| slugs.contains(version.slug.as_str()));
    let mut faults = check(plan);
    faults.extend(unpublished(plan, &Library::of(db, &versions).await?));
    Ok(faults)
}

/// What a plan can name: versions by the module's name, with their units.
#[derive(Debug)]
pub(super) struct Library {
    pub versions: HashMap<String, Published>,
    /// In order.
    pub units: HashMap<VersionId, Vec<PublishedUnit>>,
}

impl Library {
    pub(super) async fn of(db: &Db, versions: &[Published]) -> Result<Self> {
        let ids: Vec<VersionId> = versions.iter().map(|version| version.version_id).collect();
        let mut units: HashMap<VersionId, Vec<PublishedUnit>> = HashMap::new();
        for unit in published_units(db, &ids).await? {
            units.entry(unit.version_id).or_default().push(unit);
        }
        Ok(Self { versions: versions.iter().map(|version| (version.slug.clone(), version.clone())).collect(), units })
    }

    pub(super) fn units(&self, module: &str) -> &[PublishedUnit] {
        self.versions.get(module).and_then(|version| self.units.get(&version.version_id)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn unit(&self, module: &str, unit: &str) -> Option<&PublishedUnit> {
        self.units(module).iter().find(|one| one.slug == unit)
    }
}

/// Modules and units of a plan that are not there to be studied.
pub(super) fn unpublished(plan: &Plan, library: &Library) -> Vec<Fault> {
    let mut faults = Vec::new();
    for module in &plan.modules {
        let Some(version) = library.versions.get(&module.slug) else {
            faults.push(Fault::new(
                Place::Module(module.slug.clone()),
                "No module of this name is published, or it is retired: choose another one.",
            ));
            continue;
        };
        let units: HashSet<&str> = library.units(&module.slug).iter().map(|unit| unit.slug.as_str()).collect();
        for unit in module.units.iter().filter(|unit| !units.contains(unit.slug.as_str())) {
            let place = Place::UnitDue { module: module.slug.clone(), unit: unit.slug.clone() };
            faults.push(Fault::new(place, format!("Version {} of the module has no unit of this name.", version.number)));
        }
    }
    faults
}

/// Faults as an error of the field `plan`.
pub(super) fn refused(faults: &[Fault]) -> Error {
    let field = |fault: &Fault| crate::FieldError { field: "plan", message: fault.to_string() };
    Error::Invalid(faults.iter().map(field).collect())
}

/// Changes a program. Cohorts that run stay as they are.
///
/// # Errors
/// [`Error::Invalid`] by `title` and `plan`; [`Conflict::Stale`] if somebody changed it since it was looked at.
pub async fn change_plan(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, edit: &ProgramEdit) -> Result<()> {
    let known = sql!("SELECT slug FROM programs WHERE id = $1", edit.program);
    let (slug,) = tx.maybe::<(String,)>(known).await?.ok_or(Error::NotFound)?;
    rules::program(&NewProgram { id: edit.program, slug, title: edit.title.clone(), summary: edit.summary.clone() })?;
    let faults = plan_faults(tx, &edit.plan).await?;
    if !faults.is_empty() {
        return Err(refused(&faults));
    }
    let changed = tx
        .run(sql!(
            "UPDATE programs SET title = $1, summary = $2, plan = $3, revision = revision + 1 WHERE id = $4 AND revision = $5",
            edit.title.trim(),
            edit.summary.trim(),
            Json(&edit.plan),
            edit.program,
            edit.revision
        ))
        .await?;
    if changed == 0 {
        return Err(Error::Conflict(Conflict::Stale));
    }
    let details = json!({ "revision": edit.revision + 1, "title": edit.title.trim() });
    audit::append(tx, now, actor, "program.changed", format!("program {}", edit.program), details).await
}
