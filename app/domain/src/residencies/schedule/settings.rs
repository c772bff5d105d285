//! How the days of a residency are.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Window;

/// The hours of a day, and the days the residency is to have. As JSON, what is left out has its usual value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// From when until when sessions take place.
    pub day: Window,
    /// When lunch is.
    pub lunch: Window,
    /// How long everybody has for it, in minutes.
    pub lunch_minutes: i64,
    /// The longest day, in minutes from the first to the end of the last session that is education.
    pub longest_day: i64,
    /// The first day it is to have from the next release on; absent: as in the cohort's calendar.
    pub first_day: Option<NaiveDate>,
    /// How many days it is to have from the next release on; absent: as in the cohort's calendar.
    pub days: Option<i64>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            day: Window { from: 8 * 60, until: 21 * 60 },
            lunch: Window { from: 11 * 60 + 30, until: 14 * 60 },
            lunch_minutes: 45,
            longest_day: 9 * 60,
            first_day: None,
            days: None,
        }
    }
}
