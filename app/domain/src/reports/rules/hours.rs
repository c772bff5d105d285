//! How much somebody studied, and how much was to be expected. What is known is which units were finished, not for how long anybody
//! sat before them: the minutes that the finished units take are an estimate, and the pages say so.

use chrono::{DateTime, TimeDelta, Utc};

use crate::reports::RosterModule;

/// The days that study is looked at for, back from now.
pub const STUDY_WINDOW_DAYS: i64 = 14;
/// Hours a week where no calendar that was released says otherwise.
pub const DEFAULT_WEEKLY_HOURS: f64 = 10.0;

/// Minutes of study to be expected within the last [`STUDY_WINDOW_DAYS`]: so many hours a week for as long of them as there was
/// something to study, from the first opening to the last date.
pub fn expected_minutes(weekly_hours: f64, modules: &[RosterModule], now: DateTime<Utc>) -> i64 {
    let opened = modules.iter().map(|module| module.module.opens_at).min();
    let over = modules.iter().map(|module| module.module.due_at).max();
    let (Some(opened), Some(over)) = (opened, over) else { return 0 };
    let studied = now.min(over) - opened.max(now - TimeDelta::days(STUDY_WINDOW_DAYS));
    let weeks = studied.num_minutes().max(0) as f64 / TimeDelta::weeks(1).num_minutes() as f64;
    (weeks * weekly_hours * 60.0).round() as i64
}
