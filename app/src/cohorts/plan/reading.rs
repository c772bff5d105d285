//! From what was typed to a plan.

use chrono::{NaiveDate, NaiveTime};
use domain::cohorts::calendar::{Blackout, Completion, Plan, PlannedModule, PlannedResidency, PlannedUnit, Rule, check};

use super::{BlackoutRow, Draft, Marked, ModuleRow, ResidencyRow, Wrong, field, wrongs};

impl Draft {
    /// The plan that was typed.
    ///
    /// # Errors
    /// All that is wrong whatever the start, at its fields in the order of the form.
    pub fn plan(&self) -> Result<Plan, Vec<Wrong>> {
        let mut reading = Reading(Vec::new());
        let plan = Plan {
            residencies: (1..).zip(&self.residencies).filter_map(|(number, row)| reading.residency(number, row)).collect(),
            modules: (1..).zip(&self.modules).filter_map(|(number, row)| reading.module(number, row)).collect(),
            blackouts: (1..).zip(&self.blackouts).filter_map(|(number, row)| reading.blackout(number, row)).collect(),
            end: if self.rest.end.trim().is_empty() { None } else { reading.rule("end", "Last day", &self.rest.end) },
            opens_at: reading.time("opens-at", "Usual time of opening", &self.rest.opens_at),
            due_at: reading.time("due-at", "Usual time of deadlines", &self.rest.due_at),
            hours_a_week: reading.number("hours", "Hours a week", &self.rest.hours).unwrap_or_default(),
            completion: self.completion(&mut reading),
        };
        if !reading.0.is_empty() {
            return Err(reading.0);
        }
        let faults = check(&plan);
        if faults.is_empty() { Ok(plan) } else { Err(wrongs(self, &plan, faults)) }
    }

    fn completion(&self, reading: &mut Reading) -> Completion {
        let asked = self.rest.residencies_asked.trim();
        let residencies = if asked.is_empty() { None } else { reading.number("residencies-asked", "Residencies", asked) };
        let units_percent = reading.number("units-percent", "Units", &self.rest.units_percent).unwrap_or_default();
        Completion { units_percent, residencies, more: self.rest.more.trim().to_owned() }
    }
}

/// What was found wrong so far.
struct Reading(Vec<Wrong>);

impl Reading {
    fn wrong(&mut self, field: &str, place: &str, reason: &str) {
        self.0.push(Wrong::new(field, place, reason));
    }

    fn residency(&mut self, number: usize, row: &ResidencyRow) -> Option<PlannedResidency> {
        let place = |what: &str| format!("Residency {number}, {what}");
        let name = |of: &str| field("r", number, of);
        if row.title.trim().is_empty() {
            self.wrong(&name("title"), &place("name"), "Give the residency a name.");
        }
        let days = row.days.trim().parse().ok().filter(|days| (1..=60).contains(days));
        if days.is_none() {
            self.wrong(&name("days"), &place("days"), "Write a number of days from 1 to 60.");
        }
        let first_day = self.rule(&name("first"), &place("first day"), &row.first_day);
        let (title, place) = (row.title.trim().to_owned(), row.place.trim().to_owned());
        Some(PlannedResidency { title, place, days: days?, first_day: first_day? })
    }

    fn module(&mut self, number: usize, row: &ModuleRow) -> Option<PlannedModule> {
        let place = |what: &str| format!("Module {number}, {what}");
        if row.slug.trim().is_empty() {
            self.wrong(&field("m", number, "slug"), &format!("Module {number}"), "Choose a module.");
        }
        let opens = self.rule(&field("m", number, "opens"), &place("opens"), &row.opens);
        let due = self.rule(&field("m", number, "due"), &place("due"), &row.due);
        let kind = format!("m{number}-u");
        let mut units = Vec::new();
        for (at, unit) in (1..).zip(&row.units) {
            if unit.slug.trim().is_empty() {
                self.wrong(&field(&kind, at, "slug"), &place(&format!("unit {at}")), "Choose a unit.");
            }
            let due = self.rule(&field(&kind, at, "due"), &place(&format!("unit {at}, due")), &unit.due);
            units.extend(due.map(|due| PlannedUnit { slug: unit.slug.trim().to_owned(), due }));
        }
        Some(PlannedModule { slug: row.slug.trim().to_owned(), opens: opens?, due: due?, units })
    }

    fn blackout(&mut self, number: usize, row: &BlackoutRow) -> Option<Blackout> {
        let place = |what: &str| format!("Blackout {number}, {what}");
        let name = |of: &str| field("b", number, of);
        if row.title.trim().is_empty() {
            self.wrong(&name("title"), &place("name"), "Give the blackout a name.");
        }
        let first = self.day(&name("first"), &place("first day"), &row.first);
        let last = if row.last.trim().is_empty() { first } else { self.day(&name("last"), &place("last day"), &row.last) };
        if first > last && last.is_some() {
            self.wrong(&name("last"), &place("last day"), "A blackout cannot end before it begins.");
        }
        Some(Blackout { title: row.title.trim().to_owned(), first: first?, last: last? })
    }

    fn rule(&mut self, name: &str, place: &str, text: &str) -> Option<Rule> {
        let text = text.trim();
        let parsed = Rule::parse(text);
        if let Err(fault) = &parsed {
            let rule = (!text.is_empty()).then(|| Marked::new(text, fault.column));
            self.0.push(Wrong { field: name.to_owned(), place: place.to_owned(), rule, reason: fault.reason.clone() });
        }
        parsed.ok()
    }

    fn day(&mut self, name: &str, place: &str, text: &str) -> Option<NaiveDate> {
        let day = day(text);
        if day.is_none() {
            self.wrong(name, place, "Choose a day, or write one like 2027-03-09.");
        }
        day
    }

    fn time(&mut self, name: &str, place: &str, text: &str) -> NaiveTime {
        let text = text.trim();
        let time = NaiveTime::parse_from_str(text, "%H:%M").or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S"));
        if time.is_err() {
            self.wrong(name, place, "Write a time from 00:00 to 23:59, like 17:00.");
        }
        time.unwrap_or_default()
    }

    fn number(&mut self, name: &str, place: &str, text: &str) -> Option<u32> {
        let number = text.trim().parse().ok();
        if number.is_none() {
            self.wrong(name, place, "Write a whole number.");
        }
        number
    }
}

/// A day as `2027-03-09`, within the years a calendar has.
pub fn day(text: &str) -> Option<NaiveDate> {
    use chrono::Datelike;
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok().filter(|day| (1900..=2999).contains(&day.year()))
}
