//! What is in force in a cohort: the newest release, or, before the first, its dates as they stand.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveTime, SubsecRound, Utc};
use chrono_tz::Tz;

use super::super::super::calendar::{
    Calendar, ModuleDates, Plan, PlannedModule, PlannedResidency, PlannedUnit, ResidencyDates, Rule, UnitDates,
};
use crate::{
    Error, Result,
    db::{Db, Json, sql},
    ids::CohortId,
};

/// The calendar that is in force in a cohort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InForce {
    /// The number of the release; 0 if there was none yet.
    pub number: i64,
    /// The campus zone.
    pub time_zone: Tz,
    /// The rules; fixed dates if there was no release yet.
    pub plan: Plan,
    /// What they come to.
    pub calendar: Calendar,
    /// Since when; absent if there was no release yet.
    pub released_at: Option<DateTime<Utc>>,
}

crate::row! {
    struct Newest {
        number: i64,
        plan: Json<Plan>,
        calendar: Json<Calendar>,
        released_at: DateTime<Utc>,
    }
}

/// What is in force in a cohort: from here the next release is made.
///
/// # Errors
/// [`Error::NotFound`] without such a cohort.
pub async fn plan_in_force(db: &Db, cohort: CohortId) -> Result<InForce> {
    let known = sql!("SELECT time_zone, starts_on, ends_on FROM cohorts WHERE id = $1", cohort);
    let (time_zone, starts_on, ends_on) = db.maybe::<(Tz, NaiveDate, NaiveDate)>(known).await?.ok_or(Error::NotFound)?;
    let newest =
        sql!("SELECT number, plan, calendar, released_at FROM calendar_releases WHERE cohort_id = $1 ORDER BY number DESC LIMIT 1", cohort);
    if let Some(newest) = db.maybe::<Newest>(newest).await? {
        let (Json(plan), Json(calendar), released_at) = (newest.plan, newest.calendar, Some(newest.released_at));
        return Ok(InForce { number: newest.number, time_zone, plan, calendar, released_at });
    }
    let residencies = residencies(db, cohort).await?;
    let modules = modules(db, cohort).await?;
    let calendar = Calendar { time_zone, starts_on, ends_on, residencies, modules, collisions: Vec::new() };
    Ok(InForce { number: 0, time_zone, plan: fixed(&calendar), calendar, released_at: None })
}

async fn residencies(db: &Db, cohort: CohortId) -> Result<Vec<ResidencyDates>> {
    let residencies = super::super::residencies(db, cohort).await?;
    let dates = |(position, one): (usize, crate::cohorts::Residency)| ResidencyDates {
        position,
        title: one.title,
        place: one.place,
        first_day: one.starts_on,
        last_day: one.ends_on,
    };
    Ok((1..).zip(residencies).map(dates).collect())
}

/// To the second: that is what rules can say.
async fn modules(db: &Db, cohort: CohortId) -> Result<Vec<ModuleDates>> {
    let units = sql!(
        "SELECT m.slug, u.slug, cu.due_at FROM cohort_modules cm JOIN modules m ON m.id = cm.module_id
         JOIN units u ON u.version_id = cm.version_id JOIN cohort_units cu ON cu.cohort_id = cm.cohort_id AND cu.unit_id = u.id
         WHERE cm.cohort_id = $1 ORDER BY cm.position, u.position",
        cohort
    );
    let mut of: HashMap<String, Vec<UnitDates>> = HashMap::new();
    for (module, slug, due_at) in db.all::<(String, String, DateTime<Utc>)>(units).await? {
        of.entry(module).or_default().push(UnitDates { slug, due_at: due_at.trunc_subsecs(0) });
    }
    let modules = sql!(
        "SELECT m.slug, cm.opens_at, cm.due_at FROM cohort_modules cm JOIN modules m ON m.id = cm.module_id
         WHERE cm.cohort_id = $1 ORDER BY cm.position, m.slug",
        cohort
    );
    let modules = db.all::<(String, DateTime<Utc>, DateTime<Utc>)>(modules).await?;
    let dates = |(slug, opens_at, due_at): (String, DateTime<Utc>, DateTime<Utc>)| {
        let units = of.remove(&slug).unwrap_or_default();
        ModuleDates { slug, opens_at: opens_at.trunc_subsecs(0), due_at: due_at.trunc_subsecs(0), units }
    };
    Ok(modules.into_iter().map(dates).collect())
}

/// A plan of fixed dates that comes to a calendar.
fn fixed(calendar: &Calendar) -> Plan {
    let usual = Plan::default();
    let rule = |moment: DateTime<Utc>, usual: NaiveTime| {
        let local = moment.with_timezone(&calendar.time_zone).naive_local();
        Rule::fixed(local.date(), (local.time() != usual).then(|| local.time()))
    };
    let residency = |one: &ResidencyDates| PlannedResidency {
        title: one.title.clone(),
        place: one.place.clone(),
        days: u32::try_from((one.last_day - one.first_day).num_days() + 1).unwrap_or(1),
        first_day: Rule::fixed(one.first_day, None),
    };
    let module = |one: &ModuleDates| PlannedModule {
        slug: one.slug.clone(),
        opens: rule(one.opens_at, usual.opens_at),
        due: rule(one.due_at, usual.due_at),
        units: one.units.iter().map(|unit| PlannedUnit { slug: unit.slug.clone(), due: rule(unit.due_at, usual.due_at) }).collect(),
    };
    Plan {
        residencies: calendar.residencies.iter().map(residency).collect(),
        modules: calendar.modules.iter().map(module).collect(),
        end: Some(Rule::fixed(calendar.ends_on, None)),
        ..Plan::default()
    }
}
