//! What is in force, where everything else reads it: residencies keep their ids by position, modules and units their rows.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::{
    super::{
        super::calendar::{Calendar, ModuleDates, ResidencyDates},
        programs::Library,
    },
    Of,
};
use crate::{
    Conflict, Error, Result,
    db::{Tx, list, rows, sql},
    ids::{CohortId, ModuleId, ResidencyId, UnitId},
};

pub(super) async fn put(tx: &Tx, of: Of, calendar: &Calendar, library: &Library) -> Result<()> {
    tx.run(sql!("UPDATE cohorts SET starts_on = $1, ends_on = $2 WHERE id = $3", calendar.starts_on, calendar.ends_on, of.cohort)).await?;
    residencies(tx, of.cohort, &calendar.residencies).await?;
    modules(tx, of.cohort, &calendar.modules, library).await?;
    units(tx, of.cohort, &calendar.modules, library).await
}

async fn residencies(tx: &Tx, cohort: CohortId, residencies: &[ResidencyDates]) -> Result<()> {
    for (position, one) in (1_i64..).zip(residencies) {
        tx.run(sql!(
            "INSERT INTO residencies (id, cohort_id, position, title, place, starts_on, ends_on) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (cohort_id, position) DO UPDATE
             SET title = excluded.title, place = excluded.place, starts_on = excluded.starts_on, ends_on = excluded.ends_on",
            ResidencyId::new(),
            cohort,
            position,
            one.title,
            one.place,
            one.first_day,
            one.last_day
        ))
        .await?;
    }
    let last = residencies.len() as i64;
    let deleted = tx.run(sql!("DELETE FROM residencies WHERE cohort_id = $1 AND position > $2", cohort, last)).await;
    match deleted {
        // Later subjects refer to it: its schedule, who comes, who was there.
        Err(Error::Conflict(Conflict::Constraint)) => {
            let kept = format!("R{} has a schedule or answers of students already and cannot be taken out; move it instead.", last + 1);
            Err(Error::field("plan", kept))
        }
        other => other.map(|_| ()),
    }
}

/// Whoever calls has made sure that nobody has done anything in a module that is gone, and that all others are in the library.
async fn modules(tx: &Tx, cohort: CohortId, modules: &[ModuleDates], library: &Library) -> Result<()> {
    let known = tx.values::<ModuleId>(sql!("SELECT module_id FROM cohort_modules WHERE cohort_id = $1", cohort)).await?;
    let mut gone: HashSet<ModuleId> = known.into_iter().collect();
    for (position, module) in (1_i64..).zip(modules) {
        let Some(version) = library.versions.get(&module.slug) else { continue };
        gone.remove(&version.module_id);
        tx.run(sql!(
            "INSERT INTO cohort_modules (cohort_id, module_id, version_id, position, opens_at, due_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (cohort_id, module_id) DO UPDATE
             SET position = excluded.position, opens_at = excluded.opens_at, due_at = excluded.due_at",
            cohort,
            version.module_id,
            version.version_id,
            position,
            module.opens_at,
            module.due_at
        ))
        .await?;
    }
    tx.run(list!("DELETE FROM cohort_modules WHERE cohort_id = $1 AND module_id IN ($list)", in gone, cohort)).await?;
    Ok(())
}

async fn units(tx: &Tx, cohort: CohortId, modules: &[ModuleDates], library: &Library) -> Result<()> {
    let known = sql!("SELECT unit_id, due_at FROM cohort_units WHERE cohort_id = $1", cohort);
    let mut gone: HashMap<UnitId, DateTime<Utc>> = tx.all::<(UnitId, DateTime<Utc>)>(known).await?.into_iter().collect();
    let mut changed = Vec::new();
    for module in modules {
        for date in &module.units {
            let Some(unit) = library.unit(&module.slug, &date.slug) else { continue };
            if gone.remove(&unit.id) != Some(date.due_at) {
                changed.push((unit.id, date.due_at));
            }
        }
    }
    tx.run(list!("DELETE FROM cohort_units WHERE cohort_id = $1 AND unit_id IN ($list)", in gone.into_keys(), cohort)).await?;
    tx.run(rows!(
        "INSERT INTO cohort_units (cohort_id, unit_id, due_at) VALUES $rows
         ON CONFLICT (cohort_id, unit_id) DO UPDATE SET due_at = excluded.due_at",
        for (unit, due_at) in &changed => cohort, *unit, *due_at
    ))
    .await?;
    Ok(())
}
