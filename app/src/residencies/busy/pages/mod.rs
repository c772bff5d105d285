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
use leptos::prelude::*;

use crate::{visit::Visit, when};

/// The answer to what was just done, named by `done` in the address; an unknown name says nothing.
fn notice(visit: &Visit, notices: &'static [(&'static str, &'static str)]) -> impl IntoView + use<> {
    let done = visit.asked("done").unwrap_or_default();
    let text = notices.iter().find(|(name, _)| *name == done).map(|(_, text)| *text);
    text.map(|text| view! { <p class="notice" data-kind="success" role="status">{text}</p> })
}

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
