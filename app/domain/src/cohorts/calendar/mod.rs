//! The calendar: dates as rules over anchors, what they come to for a start in a campus zone, and what differs between two.
//!
//! A [`Plan`] has the rules; [`resolve`] makes a [`Calendar`] of it or says by place what is wrong; [`changes`] compares two. All of
//! it is pure: the same plan, start and zone give the same calendar. A day is a campus date and no zone ever shifts it; a time of
//! day becomes an instant only at the end, so daylight-saving changes keep the local time (see [`instant`] for what happens where
//! the local time does not exist or exists twice).
//!
//! A rule is a line of text, see [`Rule`]:
//!
//! ```text
//! rule   = base step* time? skip?
//! base   = "start" | "end" | "opens" | "due" | date                      the cohort's days; the own module's dates
//!        | "R2.start" | "R2.end"                                         first and last day of a residency
//!        | "health-economics.opens" | "health-economics.due"             dates of another module
//!        | "previous.start" | "previous.end" | "previous.opens" | "previous.due"
//! step   = ("+" | "-") number ("d" | "w") | "on" weekday | "before" weekday
//! time   = "at" HH:MM
//! skip   = "skip" | "skip back"
//! ```
//!
//! `closes` is another word for `due`. `previous` is the one before of the same kind: the residency before this one, the module
//! before this one, or the unit listed before this one. `on Mon` is the first Monday on or after the day, `before Mon` the last
//! Monday before it, never the day itself. Steps are taken in the order in which they stand. `skip` goes out of a blackout to the
//! day after it, `skip back` to the day before it. A base gives a day only: without `at`, things open and are due at the plan's
//! usual times.

mod changes;
mod check;
mod fault;
mod local;
#[cfg(feature = "db")]
mod own;
mod parse;
mod plan;
mod resolve;
mod rule;
#[cfg(test)]
mod tests;

pub use changes::{Change, When, changes};
pub use check::check;
pub use fault::{Fault, Place};
pub use local::{Side, days_later, end_of_day, instant};
#[cfg(feature = "db")]
pub use own::{MoreTime, Moving};
pub use parse::RuleFault;
pub use plan::{Blackout, Completion, Plan, PlannedModule, PlannedResidency, PlannedUnit};
pub use resolve::resolve;
pub use rule::{Base, Edge, Rule, Skip, Step};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// What a plan comes to: every date of a cohort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// The campus zone, in which the days are meant.
    pub time_zone: Tz,
    /// The first campus day.
    pub starts_on: NaiveDate,
    /// The last campus day.
    pub ends_on: NaiveDate,
    /// In order.
    pub residencies: Vec<ResidencyDates>,
    /// In order.
    pub modules: Vec<ModuleDates>,
    /// What lies in a blackout all the same, in the order of the calendar.
    #[serde(default)]
    pub collisions: Vec<Collision>,
}

/// The days of a residency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResidencyDates {
    /// In the cohort, from 1: rules call it `R1`, `R2`, ….
    pub position: usize,
    /// Its name.
    pub title: String,
    /// Where.
    pub place: String,
    /// The first campus day.
    pub first_day: NaiveDate,
    /// The last campus day, included.
    pub last_day: NaiveDate,
}

/// The dates of a module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleDates {
    /// Its name in addresses.
    pub slug: String,
    /// When students can begin.
    pub opens_at: DateTime<Utc>,
    /// When what has no date of its own is due.
    pub due_at: DateTime<Utc>,
    /// Units with a date of their own, in the order of the plan.
    #[serde(default)]
    pub units: Vec<UnitDates>,
}

/// The date of a unit that has one of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitDates {
    /// Its name in addresses.
    pub slug: String,
    /// When it is due.
    pub due_at: DateTime<Utc>,
}

/// A date that lies in a blackout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collision {
    /// Which date.
    pub place: Place,
    /// The first campus day of it that lies in the blackout.
    pub day: NaiveDate,
    /// The title of the blackout.
    pub blackout: String,
}

impl ModuleDates {
    /// When a unit is due: at its own date or with the module.
    pub fn unit_due_at(&self, unit: &str) -> DateTime<Utc> {
        self.units.iter().find(|one| one.slug == unit).map_or(self.due_at, |one| one.due_at)
    }
}

impl Calendar {
    /// A module's dates.
    pub fn module(&self, slug: &str) -> Option<&ModuleDates> {
        self.modules.iter().find(|module| module.slug == slug)
    }

    /// When a unit of it is due; nothing if its module is not in it.
    pub fn unit_due_at(&self, module: &str, unit: &str) -> Option<DateTime<Utc>> {
        self.module(module).map(|module| module.unit_due_at(unit))
    }

    /// How many dates it has: two of each module, one of each residency and unit.
    pub fn size(&self) -> usize {
        self.residencies.len() + self.modules.iter().map(|module| 2 + module.units.len()).sum::<usize>()
    }
}
