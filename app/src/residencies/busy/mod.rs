//! When people are busy: their own pages, what staff see of a cohort, and days away for whoever thinks of applying.

mod actions;
mod outside;
mod pages;
mod receiving;
mod seal;

pub use outside::{Calendars, Fetching, Outside, Unreached};
pub use receiving::read_address;
pub use seal::{KEY_LENGTH, Seal, WrongKey};

use domain::residencies::busy::MOST_BYTES;

use crate::routes::Routes;

/// The largest form with a calendar in it, in bytes.
const LARGEST_FORM: usize = MOST_BYTES + 64 * 1024;

/// What can be looked at and done here.
pub fn routes() -> Routes {
    Routes::default()
        .page("/busy", "one's own busy times", pages::busy)
        .action("/busy/addresses", "give the address of one's own calendar", actions::add_address)
        .upload("/busy/files", "upload one's own calendar", LARGEST_FORM, actions::add_file)
        .action("/busy/days", "mark days on which one is busy", actions::mark_days)
        .action("/busy/{source}/removal", "remove busy times of one's own", actions::remove_source)
        .page("/conflicts", "a student's dates beside their busy times", pages::conflicts)
        .action("/conflicts/scheduler", "say by when one's scheduler has to be asked", actions::keep_rule)
        .page("/conflicts/request/{number}", "a request for a residency's days, to be printed", pages::request)
        .page("/cohorts/{cohort}/busy", "when a cohort is busy, without names", pages::heat_map)
        .page("/cohorts/{cohort}/dates", "dates for a residency, by the attendance they cost", pages::find_dates)
        .page("/days-away", "days away from clinic, for whoever thinks of applying", pages::days_away)
        .upload("/days-away", "count the days away from clinic; nothing is kept", LARGEST_FORM, actions::count_days_away)
}
