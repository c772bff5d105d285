//! What differs between two calendars.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Calendar, ModuleDates, Place, ResidencyDates};

/// A date, as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// A campus day.
    Day(NaiveDate),
    /// From a campus day to another, both included.
    Days(NaiveDate, NaiveDate),
    /// An instant.
    At(DateTime<Utc>),
}

/// A date that is another one afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which.
    pub place: Place,
    /// What it was; absent if it is new.
    pub before: Option<When>,
    /// What it will be; absent if it is gone.
    pub after: Option<When>,
}

/// Every date that differs, in the order of the calendar: start, residencies, each module with its units, end. A unit without a date
/// of its own has its module's: it is told where it gets or loses one and that makes a difference, not where the module moves.
pub fn changes(before: &Calendar, after: &Calendar) -> Vec<Change> {
    let mut found = Found(Vec::new());
    found.note(Place::Start, Some(When::Day(before.starts_on)), Some(When::Day(after.starts_on)));
    for number in 0..before.residencies.len().max(after.residencies.len()) {
        let days = |one: &ResidencyDates| When::Days(one.first_day, one.last_day);
        let (old, new) = (before.residencies.get(number).map(days), after.residencies.get(number).map(days));
        found.note(Place::Residency(number + 1), old, new);
    }
    let mut gone: HashMap<&str, &ModuleDates> = before.modules.iter().map(|module| (module.slug.as_str(), module)).collect();
    for module in &after.modules {
        found.module(&module.slug, gone.remove(module.slug.as_str()), Some(module));
    }
    for module in before.modules.iter().filter(|module| gone.contains_key(module.slug.as_str())) {
        found.module(&module.slug, Some(module), None);
    }
    found.note(Place::End, Some(When::Day(before.ends_on)), Some(When::Day(after.ends_on)));
    found.0
}

struct Found(Vec<Change>);

impl Found {
    fn note(&mut self, place: Place, before: Option<When>, after: Option<When>) {
        if before != after {
            self.0.push(Change { place, before, after });
        }
    }

    fn module(&mut self, slug: &str, before: Option<&ModuleDates>, after: Option<&ModuleDates>) {
        let at = |module: Option<&ModuleDates>, of: fn(&ModuleDates) -> DateTime<Utc>| module.map(|module| When::At(of(module)));
        self.note(Place::Opens(slug.to_owned()), at(before, |one| one.opens_at), at(after, |one| one.opens_at));
        self.note(Place::Due(slug.to_owned()), at(before, |one| one.due_at), at(after, |one| one.due_at));
        let (old, new) = (own_dates(before), own_dates(after));
        let order = after.into_iter().chain(before).flat_map(|module| &module.units);
        let mut told = std::collections::HashSet::new();
        for unit in order.filter(|unit| told.insert(unit.slug.as_str())) {
            let date = |own: &BTreeMap<&str, DateTime<Utc>>, module: Option<&ModuleDates>| {
                module.map(|module| When::At(own.get(unit.slug.as_str()).copied().unwrap_or(module.due_at)))
            };
            let place = Place::UnitDue { module: slug.to_owned(), unit: unit.slug.clone() };
            self.note(place, date(&old, before), date(&new, after));
        }
    }
}

fn own_dates(module: Option<&ModuleDates>) -> BTreeMap<&str, DateTime<Utc>> {
    module.into_iter().flat_map(|module| &module.units).map(|unit| (unit.slug.as_str(), unit.due_at)).collect()
}
