//! The plan of a program or of a cohort: what there is, in order, and the rule of each date.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::Rule;

/// What a program or a cohort is made of. As JSON, what is left out has its usual value: `{}` is an empty plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// In order; rules call them `R1`, `R2`, ….
    pub residencies: Vec<PlannedResidency>,
    /// In order.
    pub modules: Vec<PlannedModule>,
    /// Ranges of days that `skip` leaves out.
    pub blackouts: Vec<Blackout>,
    /// The last day; absent: the last day of all that is in the plan.
    pub end: Option<Rule>,
    /// When on its day a module opens, unless its rule has a time.
    pub opens_at: NaiveTime,
    /// When on its day something is due, unless its rule has a time.
    pub due_at: NaiveTime,
    /// Hours of study expected in a week.
    pub hours_a_week: u32,
    /// What is asked for completion.
    pub completion: Completion,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            residencies: Vec::new(),
            modules: Vec::new(),
            blackouts: Vec::new(),
            end: None,
            opens_at: NaiveTime::from_hms_opt(8, 0, 0).unwrap_or(NaiveTime::MIN),
            due_at: NaiveTime::from_hms_opt(23, 59, 0).unwrap_or(NaiveTime::MIN),
            hours_a_week: 10,
            completion: Completion::default(),
        }
    }
}

/// Days in person, as planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedResidency {
    /// Its name.
    pub title: String,
    /// Where.
    #[serde(default)]
    pub place: String,
    /// How many days, from 1.
    #[serde(default = "four")]
    pub days: u32,
    /// Its first day.
    pub first_day: Rule,
}

fn four() -> u32 {
    4
}

/// A module, as planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedModule {
    /// Its name in addresses.
    pub slug: String,
    /// When students can begin.
    pub opens: Rule,
    /// When what has no date of its own is due.
    pub due: Rule,
    /// Units with a date of their own, in order.
    #[serde(default)]
    pub units: Vec<PlannedUnit>,
}

/// A single unit with a date of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedUnit {
    /// Its name in addresses, whatever the version of the module.
    pub slug: String,
    /// When it is due.
    pub due: Rule,
}

/// A range of campus days that `skip` leaves out: holidays, or days of the cohort's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blackout {
    /// Its name.
    pub title: String,
    /// The first day.
    pub first: NaiveDate,
    /// The last day, included.
    pub last: NaiveDate,
}

/// What is asked for completion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Completion {
    /// How many of the units, in percent.
    pub units_percent: u32,
    /// How many of the residencies; absent: all.
    pub residencies: Option<u32>,
    /// What else, in words: a project, a talk.
    pub more: String,
}

impl Default for Completion {
    fn default() -> Self {
        Self { units_percent: 100, residencies: None, more: String::new() }
    }
}
