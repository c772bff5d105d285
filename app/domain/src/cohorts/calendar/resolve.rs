//! From a plan to a calendar.
//!
//! Each rule counts from one date, so the dates form chains: one walk along each, remembered, finds all of them and every circle in
//! a time that grows with their number alone.

mod blackouts;
mod chain;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::{
    Calendar, Collision, Fault, ModuleDates, Place, Plan, PlannedModule, ResidencyDates, UnitDates, check,
    local::{Side, instant},
};
use blackouts::Blackouts;
pub(super) use chain::Days;

/// What a plan comes to for a start in a campus zone.
///
/// # Errors
/// All that is wrong, in the order of the plan: what [`check`](super::check()) finds, residencies out of order, what is due before it
/// opens, days beyond the years 1900 to 2999. What only follows from another fault is not told.
pub fn resolve(plan: &Plan, start: NaiveDate, zone: Tz) -> Result<Calendar, Vec<Fault>> {
    let mut faults = check::form(plan);
    let mut days = Days::of(plan, start);
    days.reckon();
    faults.append(&mut days.faults);
    faults.append(&mut days.too_far);
    if !faults.is_empty() {
        return Err(faults);
    }
    let resolving = Resolving { plan, zone, days: &days };
    let calendar = resolving.calendar(start);
    faults.extend(out_of_order(&calendar));
    if faults.is_empty() { Ok(calendar) } else { Err(faults) }
}

/// A plan whose days are all known.
struct Resolving<'p> {
    plan: &'p Plan,
    zone: Tz,
    days: &'p Days<'p>,
}

impl Resolving<'_> {
    fn calendar(&self, start: NaiveDate) -> Calendar {
        let residencies: Vec<_> = (0..self.plan.residencies.len()).map(|number| self.residency(number)).collect();
        let modules: Vec<_> = self.plan.modules.iter().enumerate().map(|(number, module)| self.module(number, module)).collect();
        let mut calendar =
            Calendar { time_zone: self.zone, starts_on: start, ends_on: start, residencies, modules, collisions: Vec::new() };
        calendar.ends_on = self.days.end().unwrap_or_else(|| last_day(&calendar));
        calendar.collisions = collisions(&calendar, &Blackouts::of(&self.plan.blackouts));
        calendar
    }

    fn residency(&self, number: usize) -> ResidencyDates {
        let planned = &self.plan.residencies[number];
        let first_day = self.days.residency(number);
        let last_day = first_day + chrono::Days::new(u64::from(planned.days.saturating_sub(1)));
        let (title, place) = (planned.title.clone(), planned.place.clone());
        ResidencyDates { position: number + 1, title, place, first_day, last_day }
    }

    fn module(&self, number: usize, planned: &PlannedModule) -> ModuleDates {
        let due = |day, at: Option<chrono::NaiveTime>| instant(day, at.unwrap_or(self.plan.due_at), self.zone, Side::Due);
        let opens_at = instant(self.days.opens(number), planned.opens.at.unwrap_or(self.plan.opens_at), self.zone, Side::Opens);
        let unit = |(place, unit): (usize, &super::PlannedUnit)| UnitDates {
            slug: unit.slug.clone(),
            due_at: due(self.days.unit(number, place), unit.due.at),
        };
        ModuleDates {
            slug: planned.slug.clone(),
            opens_at,
            due_at: due(self.days.due(number), planned.due.at),
            units: planned.units.iter().enumerate().map(unit).collect(),
        }
    }
}

/// Every date of a calendar with its place: first and last campus day.
fn dates(calendar: &Calendar) -> impl Iterator<Item = (Place, NaiveDate, NaiveDate)> {
    let day = |moment: chrono::DateTime<chrono::Utc>| moment.with_timezone(&calendar.time_zone).date_naive();
    let one = move |place: Place, moment| (place, day(moment), day(moment));
    let residencies = calendar.residencies.iter().map(|one| (Place::Residency(one.position), one.first_day, one.last_day));
    let modules = calendar.modules.iter().flat_map(move |module| {
        let own = [one(Place::Opens(module.slug.clone()), module.opens_at), one(Place::Due(module.slug.clone()), module.due_at)];
        let unit = move |unit: &UnitDates| one(Place::UnitDue { module: module.slug.clone(), unit: unit.slug.clone() }, unit.due_at);
        own.into_iter().chain(module.units.iter().map(unit))
    });
    residencies.chain(modules)
}

/// The last day of all that is in it.
fn last_day(calendar: &Calendar) -> NaiveDate {
    dates(calendar).map(|(_, _, last)| last).fold(calendar.starts_on, NaiveDate::max)
}

fn collisions(calendar: &Calendar, blackouts: &Blackouts<'_>) -> Vec<Collision> {
    let collision = |(place, first, last)| {
        let (day, blackout) = blackouts.meeting(first, last)?;
        Some(Collision { place, day, blackout: blackout.to_owned() })
    };
    dates(calendar).filter_map(collision).collect()
}

/// What comes before what it should come after.
fn out_of_order(calendar: &Calendar) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |place: Place, reason: String| faults.push(Fault::new(place, reason));
    let day = |date: NaiveDate| date.format("%a %-d %b %Y");
    for pair in calendar.residencies.windows(2) {
        let [before, this] = pair else { continue };
        if this.first_day <= before.last_day {
            let (first, last) = (day(this.first_day), day(before.last_day));
            let reason = format!("It begins on {first}, before residency {} is over on {last}.", before.position);
            fault(Place::Residency(this.position), reason);
        }
    }
    let local = |moment: chrono::DateTime<chrono::Utc>| moment.with_timezone(&calendar.time_zone).format("%a %-d %b %Y, %H:%M");
    for module in &calendar.modules {
        let opens = local(module.opens_at);
        if module.due_at <= module.opens_at {
            fault(Place::Due(module.slug.clone()), format!("It is due on {}, but opens only on {opens}.", local(module.due_at)));
        }
        for unit in module.units.iter().filter(|unit| unit.due_at <= module.opens_at) {
            let place = Place::UnitDue { module: module.slug.clone(), unit: unit.slug.clone() };
            fault(place, format!("It is due on {}, but the module opens only on {opens}.", local(unit.due_at)));
        }
    }
    if calendar.ends_on < calendar.starts_on {
        fault(Place::End, format!("It ends on {}, before it starts on {}.", day(calendar.ends_on), day(calendar.starts_on)));
    }
    faults
}
