//! What stands in calendars and feeds. An entry is for good: it is changed or called off, and its sequence goes up. Its id is made of its
//! key, as it was before the first release.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    super::{
        super::calendar::{Calendar, ModuleDates, Place, ResidencyDates, UnitDates},
        entry_id,
        programs::Library,
    },
    Of,
};
use crate::{
    Result,
    db::{Tx, rows, sql},
    ids::{EntryId, ModuleId},
};

/// What an entry says.
#[derive(PartialEq)]
struct Said {
    title: String,
    place: String,
    first_day: NaiveDate,
    last_day: NaiveDate,
    at: Option<DateTime<Utc>>,
}

/// An entry as it should be.
struct Wanted {
    key: String,
    kind: &'static str,
    module: Option<ModuleId>,
    unit: Option<String>,
    said: Said,
}

crate::row! {
    struct Known {
        id: EntryId,
        entry_key: String,
        title: String,
        place: String,
        first_day: NaiveDate,
        last_day: NaiveDate,
        at: Option<DateTime<Utc>>,
        canceled_at: Option<DateTime<Utc>>,
    }
}

pub(super) async fn put(tx: &Tx, of: Of, calendar: &Calendar, library: &Library) -> Result<()> {
    let known = sql!(
        "SELECT id, entry_key, title, place, first_day, last_day, at, canceled_at FROM calendar_entries WHERE cohort_id = $1",
        of.cohort
    );
    let known = tx.all::<Known>(known).await?.into_iter();
    let mut known: HashMap<String, Known> = known.map(|entry| (entry.entry_key.clone(), entry)).collect();
    let mut new = Vec::new();
    for wanted in wanted(calendar, library) {
        match known.remove(&wanted.key) {
            None => new.push(wanted),
            Some(entry) => change(tx, of, entry, &wanted.said).await?,
        }
    }
    insert(tx, of, new).await?;
    for entry in known.into_values().filter(|entry| entry.canceled_at.is_none()) {
        let gone =
            sql!("UPDATE calendar_entries SET canceled_at = $1, changed_at = $1, sequence = sequence + 1 WHERE id = $2", of.now, entry.id);
        tx.run(gone).await?;
    }
    Ok(())
}

async fn change(tx: &Tx, of: Of, entry: Known, wanted: &Said) -> Result<()> {
    let Known { id, title, place, first_day, last_day, at, canceled_at, .. } = entry;
    if canceled_at.is_none() && (Said { title, place, first_day, last_day, at }) == *wanted {
        return Ok(());
    }
    tx.run(sql!(
        "UPDATE calendar_entries SET title = $1, place = $2, first_day = $3, last_day = $4, at = $5, changed_at = $6, canceled_at = NULL,
            sequence = sequence + 1 WHERE id = $7",
        wanted.title,
        wanted.place,
        wanted.first_day,
        wanted.last_day,
        wanted.at,
        of.now,
        id
    ))
    .await?;
    Ok(())
}

async fn insert(tx: &Tx, of: Of, new: Vec<Wanted>) -> Result<()> {
    tx.run(rows!(
        "INSERT INTO calendar_entries (id, cohort_id, entry_key, kind, module_id, unit_slug, title, place, first_day, last_day, at, sequence,
            changed_at)
         VALUES $rows",
        for one in &new =>
            entry_id(of.cohort, &one.key), of.cohort, one.key, one.kind, one.module, one.unit, one.said.title, one.said.place, one.said.first_day,
            one.said.last_day, one.said.at, 0_i64, of.now
    ))
    .await?;
    Ok(())
}

fn wanted(calendar: &Calendar, library: &Library) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = calendar.residencies.iter().map(stay).collect();
    for module in &calendar.modules {
        wanted.extend(dates(calendar, module, library));
    }
    wanted
}

fn stay(one: &ResidencyDates) -> Wanted {
    let said = Said { title: one.title.clone(), place: one.place.clone(), first_day: one.first_day, last_day: one.last_day, at: None };
    Wanted { key: format!("R{}", one.position), kind: "residency", module: None, unit: None, said }
}

fn dates(calendar: &Calendar, module: &ModuleDates, library: &Library) -> Vec<Wanted> {
    let Some(version) = library.versions.get(&module.slug) else { return Vec::new() };
    let date = |place: Place, kind, title: &str, at: DateTime<Utc>| {
        let day = at.with_timezone(&calendar.time_zone).date_naive();
        let said = Said { title: title.to_owned(), place: String::new(), first_day: day, last_day: day, at: Some(at) };
        let key = place.anchor();
        let unit = if let Place::UnitDue { unit, .. } = place { Some(unit) } else { None };
        Wanted { key, kind, module: Some(version.module_id), unit, said }
    };
    let unit = |one: &UnitDates| {
        let title = library.unit(&module.slug, &one.slug).map_or("", |unit| unit.title.as_str());
        date(Place::UnitDue { module: module.slug.clone(), unit: one.slug.clone() }, "unit_due", title, one.due_at)
    };
    let mut dates = vec![
        date(Place::Opens(module.slug.clone()), "opens", &version.title, module.opens_at),
        date(Place::Due(module.slug.clone()), "due", &version.title, module.due_at),
    ];
    dates.extend(module.units.iter().map(unit));
    dates
}
