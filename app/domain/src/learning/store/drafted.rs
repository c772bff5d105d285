//! A draft as the students of a cohort would see it, if it were what they study: its units with the dates of the cohort's calendar.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, Utc};

use super::{ModuleView, OutlineUnit, UnitLine, UnitView};
use crate::{
    Result,
    authoring::{
        drafts::{Looked, NOT_REVIEWED},
        package::EditionUnit,
        store::UnitText,
    },
    db::{Db, Json, sql},
    ids::{CohortId, ModuleId, UnitId, VersionId},
    policy::Place,
};

/// A module as its draft has it.
pub struct Drafted {
    /// What its page says; its number is that of the version it would become.
    pub module: ModuleView,
    /// Titles of units that cannot be shown yet.
    pub hidden: Vec<String>,
    id: ModuleId,
    units: Vec<(OutlineUnit, Arc<UnitText>)>,
}

crate::row! {
    struct Dates { module: ModuleId, position: i64, opens_at: DateTime<Utc>, due_at: DateTime<Utc>, version: VersionId, next: i64 }
}

/// What students of the place's cohort would see of a draft; `None` while `module.md` is not in order. A unit that the cohort's calendar
/// knows by name has its date there; any other is due with the module, as it would be if the cohort went on with the draft.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) if the cohort does not study the module; those of the database.
pub async fn drafted(db: &Db, place: &Place, module: &str, looked: &Looked) -> Result<Option<Drafted>> {
    let dates: Dates = db
        .one(sql!(
            "SELECT m.id AS module, cm.position, cm.opens_at, cm.due_at, cm.version_id AS version,
                (SELECT MAX(v.number) FROM module_versions v WHERE v.module_id = m.id) + 1 AS next
             FROM modules m JOIN cohort_modules cm ON cm.cohort_id = $1 AND cm.module_id = m.id WHERE m.slug = $2",
            place.cohort,
            module
        ))
        .await?;
    let own = unit_dates(db, place.cohort, dates.version).await?;
    let Some(module) = module_view(looked, &dates) else { return Ok(None) };
    let unit = |(position, (unit, text)): (i64, (&EditionUnit, UnitText))| {
        (line(position, unit, own.get(&unit.slug).copied().unwrap_or(dates.due_at)), Arc::new(text))
    };
    let units = (1..).zip(looked.units()).map(unit).collect();
    Ok(Some(Drafted { id: dates.module, module, hidden: looked.hidden.clone(), units }))
}

async fn unit_dates(db: &Db, cohort: CohortId, version: VersionId) -> Result<HashMap<String, DateTime<Utc>>> {
    let dates: Vec<(String, DateTime<Utc>)> = db
        .all(sql!(
            "SELECT u.slug, cu.due_at FROM units u JOIN cohort_units cu ON cu.cohort_id = $1 AND cu.unit_id = u.id WHERE u.version_id = $2",
            cohort,
            version
        ))
        .await?;
    Ok(dates.into_iter().collect())
}

fn module_view(looked: &Looked, dates: &Dates) -> Option<ModuleView> {
    let text = looked.module()?;
    Some(ModuleView {
        version: VersionId::new(),
        number: dates.next,
        slug: text.slug,
        title: text.title,
        summary: text.summary,
        objectives: Json(text.objectives),
        competencies: Json(text.competencies),
        authors: Json(text.authors),
        disclosures: text.disclosures.map(Json),
        license: text.license,
        reviewed: Some(text.reviewed).filter(|day| day.to_string() != NOT_REVIEWED),
        introduction: text.introduction,
        position: dates.position,
        opens_at: dates.opens_at,
        due_at: dates.due_at,
    })
}

/// Nobody has begun a unit that nobody studies.
fn line(position: i64, unit: &EditionUnit, due_at: DateTime<Utc>) -> OutlineUnit {
    OutlineUnit {
        id: UnitId::new(),
        slug: unit.slug.clone(),
        kind: unit.settings.kind(),
        title: unit.title.clone(),
        position,
        minutes: i64::from(unit.minutes),
        due_at,
        was_due_at: None,
        started_at: None,
        completed_at: None,
        best_percent: None,
    }
}

impl Drafted {
    /// Its units, in order.
    pub fn outline(&self) -> Vec<OutlineUnit> {
        self.units.iter().map(|(line, _)| line.clone()).collect()
    }

    /// One of its units.
    pub fn unit(&self, slug: &str) -> Option<UnitView> {
        let (line, text) = self.units.iter().find(|(line, _)| line.slug == slug)?;
        let whole = UnitLine {
            id: line.id,
            module: self.id,
            version: self.module.version,
            number: self.module.number,
            module_slug: self.module.slug.clone(),
            module_title: self.module.title.clone(),
            slug: line.slug.clone(),
            kind: line.kind,
            title: line.title.clone(),
            position: line.position,
            units: self.units.len() as i64,
            minutes: line.minutes,
            opens_at: self.module.opens_at,
            due_at: line.due_at,
            was_due_at: None,
            started_at: None,
            completed_at: None,
            anchor: None,
            fraction: None,
            stopped_at: None,
        };
        Some(UnitView::of_draft(whole, text.clone()))
    }
}
