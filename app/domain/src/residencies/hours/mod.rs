//! When faculty are on site during a residency, as they or staff say.

mod rules;

pub use rules::{Fault, TypedDay, TypedHours, hours};

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::ids::PersonId;

/// From when until when somebody is there on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Hours {
    /// The day of the residency, from 1.
    pub day: i64,
    /// The minute of the campus day, from 0.
    pub from: i64,
    /// The minute of the campus day, up to 1440.
    pub until: i64,
}

/// When somebody can be placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Nobody has said anything: at any time.
    Unsaid,
    /// In these hours only, by day and time; in none, if they are not there at all.
    Hours(Vec<Hours>),
}

impl Presence {
    /// Whether somebody is there for all of these minutes of a day of the residency, counted from 1.
    pub fn covers(&self, day: i64, from: i64, until: i64) -> bool {
        match self {
            Self::Unsaid => true,
            Self::Hours(hours) => hours.iter().any(|one| one.day == day && one.from <= from && until <= one.until),
        }
    }
}

/// Somebody who teaches the cohort of a residency, with when they are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teaching {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When they are there.
    pub presence: Presence,
    /// When that was said, and by whom, if it was.
    pub said: Option<(DateTime<Utc>, String)>,
}
