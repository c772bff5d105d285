//! When somebody is busy, read from a calendar of theirs. **Only the times are kept**: what an entry is called and where it is are thrown
//! away before anything is parsed.
//!
//! The crate `calcard` reads values, rules and the many names of time zones. Repetitions are expanded here: its own expansion descends from
//! `rrule`, whose daylight-saving bugs are open, and says nothing of how much work a calendar may cost.

mod asking;
mod cleaning;
mod days;
mod entries;
mod finding;
mod groups;
mod intervals;
mod moments;
mod recurrence;
mod zones;

use calcard::{
    Entry, Parser,
    icalendar::{ICalendar, ICalendarComponentType},
};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

pub use asking::{DEFAULT_NOTICE, REMIND_BEFORE, SchedulerRule, typed_rule};
pub use days::{Day, FEWEST_ANSWERS, days_between, hampered, taken, taken_days};
use entries::{Found, event, free_busy};
pub use finding::{Found as FoundDates, LONGEST, Search, Window, find};
pub use intervals::{Interval, merged};
use recurrence::Budget;
use zones::Zones;

/// The largest calendar that is read, in bytes.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;
/// The most entries in one calendar.
pub const MOST_ENTRIES: usize = 20_000;
/// The most busy blocks kept of one calendar.
pub const MOST_BLOCKS: usize = 10_000;

/// Why a calendar was not read: each a sentence for whoever sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// More than [`MOST_BYTES`].
    #[error("This calendar is larger than 5 MB. Export fewer months of it, or mark your days by hand.")]
    TooLarge,
    /// A page, most likely one that asks to sign in.
    #[error("This is a web page, not a calendar. Look for the secret or public address that ends in .ics where you share your calendar.")]
    WebPage,
    /// Something else.
    #[error("This is not an iCalendar file. Export your calendar as .ics, or mark your days by hand.")]
    NoCalendar,
    /// More than [`MOST_ENTRIES`].
    #[error("This calendar has more than 20,000 entries. Export fewer months of it, or mark your days by hand.")]
    TooManyEntries,
    /// More than [`MOST_BLOCKS`].
    #[error("This calendar comes to more than 10,000 busy blocks. Export fewer months of it, or mark your days by hand.")]
    TooManyBlocks,
    /// Its repetitions are not worth the work.
    #[error("The repeating entries of this calendar take too long to work out. Export fewer months of it, or mark your days by hand.")]
    TooMuchWork,
}

crate::words! {
    /// Where busy times come from.
    pub enum SourceKind {
        /// A calendar at an address, read again and again.
        Address = "address",
        /// A file that was uploaded.
        File = "file",
        /// Days that were marked by hand.
        Days = "days",
    }
}

/// The time of which busy blocks are kept: from a month ago to eighteen months ahead.
pub fn window(now: DateTime<Utc>) -> Interval {
    Interval { starts_at: now - TimeDelta::days(31), ends_at: now + TimeDelta::days(550) }
}

/// What a calendar comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// When its person is busy: in order, not touching each other, within the window.
    pub blocks: Vec<Interval>,
    /// Entries whose times were not understood; they are left out.
    pub not_understood: usize,
}

/// Reads a calendar. `own` is its person's zone, in which whole days and times without a zone are meant.
///
/// # Errors
/// If it is no calendar, or too much of one. Whatever the bytes are, the work is bounded.
pub fn read(bytes: &[u8], window: Interval, own: Tz) -> Result<Reading, Unreadable> {
    let text = cleaning::only_times(bytes)?;
    let mut found = Found::default();
    // Of their own, so that many zones leave enough for the entries.
    let mut for_zones = Budget::default();
    let mut parser = Parser::new(&text);
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => collect(&calendar, own, &mut for_zones, &mut found)?,
            Entry::Eof => break,
            _ => {}
        }
    }
    let mut budget = Budget::default();
    let Found { events, mut blocks, mut not_understood } = found;
    not_understood += groups::expand(&events, window, &mut budget, &mut blocks)?;
    let within = blocks.into_iter().filter_map(|block| block.within(window)).collect();
    let blocks = merged(within);
    if blocks.len() > MOST_BLOCKS {
        return Err(Unreadable::TooManyBlocks);
    }
    Ok(Reading { blocks, not_understood })
}

/// Takes what is about somebody's time out of a calendar.
fn collect(calendar: &ICalendar, own: Tz, budget: &mut Budget, found: &mut Found) -> Result<(), Unreadable> {
    let zones = Zones::of(calendar, own, budget)?;
    for component in &calendar.components {
        match component.component_type {
            ICalendarComponentType::VEvent => found.take(event(component, &zones)),
            ICalendarComponentType::VFreebusy => free_busy(component, found),
            _ => {}
        }
        if found.events.len() + found.blocks.len() > MOST_ENTRIES {
            return Err(Unreadable::TooManyEntries);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
