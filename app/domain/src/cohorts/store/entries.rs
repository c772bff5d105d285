//! The dates of cohorts.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use sha2::{Digest, Sha256};

use super::super::{Entry, EntryKind};
use crate::{
    Result,
    db::{Db, list},
    ids::{CohortId, EntryId, ModuleId},
};

crate::row! {
    struct Row {
        id: EntryId,
        cohort_id: CohortId,
        kind: EntryKind,
        module_id: Option<ModuleId>,
        module_slug: Option<String>,
        module_title: Option<String>,
        unit_slug: Option<String>,
        title: String,
        place: String,
        first_day: NaiveDate,
        last_day: NaiveDate,
        at: Option<DateTime<Utc>>,
        sequence: i64,
        changed_at: DateTime<Utc>,
        canceled_at: Option<DateTime<Utc>>,
    }
}

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            cohort: row.cohort_id,
            kind: row.kind,
            module: row.module_id,
            module_slug: row.module_slug,
            module_title: row.module_title,
            unit: row.unit_slug,
            title: row.title,
            place: row.place,
            first_day: row.first_day,
            last_day: row.last_day,
            at: row.at,
            sequence: row.sequence,
            changed_at: row.changed_at,
            canceled_at: row.canceled_at,
            extended: false,
        }
    }
}

/// Everything with a date in some cohorts, by day, called-off things included. A cohort whose calendar was never released has what is in
/// force there.
///
/// # Errors
/// Those of the database.
pub async fn entries(db: &Db, cohorts: &[CohortId]) -> Result<Vec<Entry>> {
    let released = db
        .all::<Row>(list!(
            "SELECT e.id, e.cohort_id, e.kind, e.module_id, m.slug AS module_slug, v.title AS module_title, e.unit_slug, e.title, e.place,
                e.first_day, e.last_day, e.at, e.sequence, e.changed_at, e.canceled_at
             FROM calendar_entries e LEFT JOIN modules m ON m.id = e.module_id
             LEFT JOIN cohort_modules cm ON cm.cohort_id = e.cohort_id AND cm.module_id = e.module_id
             LEFT JOIN module_versions v ON v.id = cm.version_id WHERE e.cohort_id IN ($list)",
            in cohorts
        ))
        .await?;
    let have: HashSet<CohortId> = released.iter().map(|row| row.cohort_id).collect();
    let without: Vec<CohortId> = cohorts.iter().copied().filter(|cohort| !have.contains(cohort)).collect();
    let mut entries: Vec<Entry> = released.into_iter().map(Entry::from).collect();
    if !without.is_empty() {
        entries.extend(in_force(db, &without).await?);
    }
    entries.sort_by_key(|entry| (entry.first_day, entry.at, entry.last_day, entry.id));
    Ok(entries)
}

crate::row! {
    struct Stay {
        position: i64,
        cohort_id: CohortId,
        title: String,
        place: String,
        starts_on: NaiveDate,
        ends_on: NaiveDate,
        since: DateTime<Utc>,
    }
}

crate::row! {
    struct Dated {
        cohort_id: CohortId,
        time_zone: Tz,
        since: DateTime<Utc>,
        module_id: ModuleId,
        slug: String,
        module_title: String,
        unit_slug: Option<String>,
        title: String,
        opens_at: Option<DateTime<Utc>>,
        due_at: DateTime<Utc>,
    }
}

/// What is in force in cohorts without a released calendar.
async fn in_force(db: &Db, cohorts: &[CohortId]) -> Result<Vec<Entry>> {
    let stays = db.all::<Stay>(list!(
        "SELECT r.position, r.cohort_id, r.title, r.place, r.starts_on, r.ends_on, c.created_at AS since
         FROM residencies r JOIN cohorts c ON c.id = r.cohort_id WHERE r.cohort_id IN ($list)",
        in cohorts
    ));
    let modules = db.all::<Dated>(list!(
        "SELECT c.id AS cohort_id, c.time_zone, c.created_at AS since, m.id AS module_id, m.slug, v.title AS module_title,
            NULL AS unit_slug, v.title, cm.opens_at, cm.due_at
         FROM cohort_modules cm JOIN cohorts c ON c.id = cm.cohort_id
         JOIN modules m ON m.id = cm.module_id JOIN module_versions v ON v.id = cm.version_id WHERE cm.cohort_id IN ($list)",
        in cohorts
    ));
    let units = db.all::<Dated>(list!(
        "SELECT c.id AS cohort_id, c.time_zone, c.created_at AS since, m.id AS module_id, m.slug, v.title AS module_title,
            u.slug AS unit_slug, u.title, NULL AS opens_at, cu.due_at
         FROM cohort_units cu JOIN cohorts c ON c.id = cu.cohort_id
         JOIN units u ON u.id = cu.unit_id
         JOIN cohort_modules cm ON cm.cohort_id = cu.cohort_id AND cm.version_id = u.version_id
         JOIN modules m ON m.id = cm.module_id JOIN module_versions v ON v.id = cm.version_id WHERE cu.cohort_id IN ($list)",
        in cohorts
    ));
    let mut entries: Vec<Entry> = stays.await?.into_iter().map(stay).collect();
    for one in modules.await?.into_iter().chain(units.await?) {
        entries.extend(one.opens_at.map(|at| dated(&one, EntryKind::Opens, at)));
        let kind = if one.unit_slug.is_some() { EntryKind::UnitDue } else { EntryKind::Due };
        entries.push(dated(&one, kind, one.due_at));
    }
    Ok(entries)
}

fn stay(row: Stay) -> Entry {
    Entry {
        id: entry_id(row.cohort_id, &format!("R{}", row.position)),
        cohort: row.cohort_id,
        kind: EntryKind::Residency,
        module: None,
        module_slug: None,
        module_title: None,
        unit: None,
        title: row.title,
        place: row.place,
        first_day: row.starts_on,
        last_day: row.ends_on,
        at: None,
        sequence: 0,
        changed_at: row.since,
        canceled_at: None,
        extended: false,
    }
}

fn dated(row: &Dated, kind: EntryKind, at: DateTime<Utc>) -> Entry {
    let day = at.with_timezone(&row.time_zone).date_naive();
    let what = row.unit_slug.as_ref().map_or_else(|| row.slug.clone(), |unit| format!("{}/{unit}", row.slug));
    let word = if kind == EntryKind::Opens { "opens" } else { "due" };
    Entry {
        id: entry_id(row.cohort_id, &format!("{what} {word}")),
        cohort: row.cohort_id,
        kind,
        module: Some(row.module_id),
        module_slug: Some(row.slug.clone()),
        module_title: Some(row.module_title.clone()),
        unit: row.unit_slug.clone(),
        title: row.title.clone(),
        place: String::new(),
        first_day: day,
        last_day: day,
        at: Some(at),
        sequence: 0,
        changed_at: row.since,
        canceled_at: None,
        extended: false,
    }
}

/// The id of a thing in a cohort's calendar by its key: `R1`, `health-economics opens`, `health-economics due`,
/// `health-economics/checkpoint due`. The same each time, so that an entry keeps its UID when a calendar is first released.
pub fn entry_id(cohort: CohortId, key: &str) -> EntryId {
    let digest = Sha256::digest(format!("{cohort} {key}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    EntryId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}
