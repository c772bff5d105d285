//! What can be looked at.

mod away;
mod conflicts;
mod dates;
mod heat;
mod own;
mod request;

pub use away::{days_away, days_away_page, reckoned};
pub use conflicts::{conflicts, conflicts_page};
pub use dates::find_dates;
pub use heat::heat_map;
pub use own::{busy, busy_page};
pub use request::request;

use chrono::NaiveDate;

use crate::when;

/// One day, or the first and the last.
fn day_or_days(first: NaiveDate, last: NaiveDate) -> String {
    if first == last { when::day(first) } else { when::days(first, last) }
}

/// `1 person`, `3 people`.
fn people(count: usize) -> String {
    if count == 1 { "1 person".into() } else { format!("{count} people") }
}

/// `1 day`, `3 days`.
fn days(count: usize) -> String {
    if count == 1 { "1 day".into() } else { format!("{count} days") }
}
