//! A calendar that is to be released.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{
    super::super::calendar::{Calendar, Fault, Place, Plan, resolve},
    super::programs::{Library, Published, unpublished},
    InForce,
};
use crate::{
    Conflict, Error, Result,
    db::{Db, list, sql},
    ids::{CohortId, ModuleId},
};

/// A calendar that is to be released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The number of the release it was made from; 0 if there was none.
    pub base: i64,
    /// The first campus day.
    pub starts_on: NaiveDate,
    /// The rules.
    pub plan: Plan,
    /// What is different, for everybody whose dates change.
    pub note: String,
}

/// All that keeps a draft from being released, by place; nothing if it can be. `begun` as for [`release`](super::release).
///
/// # Errors
/// [`Conflict::Stale`] if it is not based on what is in force; [`Error::NotFound`] without such a cohort.
pub async fn draft_faults(db: &Db, cohort: CohortId, draft: &Draft, begun: &[ModuleId]) -> Result<Vec<Fault>> {
    let before = super::plan_in_force(db, cohort).await?;
    Ok(resolved(db, cohort, &before, draft, begun).await?.err().unwrap_or_default())
}

/// What a draft comes to, or all that is wrong with it.
pub(super) async fn resolved(
    db: &Db,
    cohort: CohortId,
    before: &InForce,
    draft: &Draft,
    begun: &[ModuleId],
) -> Result<Result<Calendar, Vec<Fault>>> {
    if draft.base != before.number {
        return Err(Error::Conflict(Conflict::Stale));
    }
    let (mut faults, calendar) = match resolve(&draft.plan, draft.starts_on, before.time_zone) {
        Ok(calendar) => (Vec::new(), Some(calendar)),
        Err(faults) => (faults, None),
    };
    faults.extend(unpublished(&draft.plan, &library(db, cohort, &draft.plan).await?));
    faults.extend(taken_out(db, cohort, &draft.plan, begun).await?);
    Ok(calendar.filter(|_| faults.is_empty()).ok_or(faults))
}

/// Modules in which somebody has done something stay.
async fn taken_out(db: &Db, cohort: CohortId, plan: &Plan, begun: &[ModuleId]) -> Result<Vec<Fault>> {
    let named: HashSet<&str> = plan.modules.iter().map(|module| module.slug.as_str()).collect();
    let mut gone = pinned(db, cohort).await?;
    gone.retain(|module| !named.contains(module.slug.as_str()) && begun.contains(&module.module_id));
    let fault = |module: Published| {
        Fault::new(Place::Module(module.slug), "Students have begun this module: it cannot be taken out, but its dates can be moved.")
    };
    Ok(gone.into_iter().map(fault).collect())
}

/// The versions by which a cohort studies, or would study, the modules of a plan: those it has, and the newest of what is new to it.
pub(super) async fn library(db: &Db, cohort: CohortId, plan: &Plan) -> Result<Library> {
    let named: HashSet<&str> = plan.modules.iter().map(|module| module.slug.as_str()).collect();
    let mut versions = pinned(db, cohort).await?;
    versions.retain(|version| named.contains(version.slug.as_str()));
    let have: HashSet<&str> = versions.iter().map(|version| version.slug.as_str()).collect();
    let new: Vec<&str> = named.difference(&have).copied().collect();
    let newest = list!(
        "SELECT m.id AS module_id, m.slug, v.id AS version_id, v.number, v.title FROM modules m JOIN module_versions v ON v.module_id = m.id
         WHERE v.number = (SELECT MAX(n.number) FROM module_versions n WHERE n.module_id = m.id)
            AND NOT EXISTS (SELECT 1 FROM retired_modules r WHERE r.module_id = m.id) AND m.slug IN ($list)",
        in new
    );
    let newest: Vec<Published> = db.all(newest).await?;
    versions.extend(newest);
    Library::of(db, &versions).await
}

/// The modules of a cohort in the versions it has.
async fn pinned(db: &Db, cohort: CohortId) -> Result<Vec<Published>> {
    db.all(sql!(
        "SELECT m.id AS module_id, m.slug, v.id AS version_id, v.number, v.title
         FROM cohort_modules cm JOIN modules m ON m.id = cm.module_id JOIN module_versions v ON v.id = cm.version_id WHERE cm.cohort_id = $1",
        cohort
    ))
    .await
}
