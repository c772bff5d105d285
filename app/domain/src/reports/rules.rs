//! Who is behind, and why. Pure.

mod cells;
mod hours;
mod units;

pub use cells::{ModuleState, ResidencyState, module_state, residency_states};
pub use hours::{DEFAULT_WEEKLY_HOURS, STUDY_WINDOW_DAYS, expected_minutes};
pub use units::{Asked, UnitStanding, tally, unit_standing};

use chrono::{DateTime, Datelike, Utc};
use chrono_tz::Tz;

use super::{ModuleProgress, RosterModule};
use crate::cohorts::EnrollmentState;

/// After how many campus days without activity a student with open work is worth a word.
pub const UNSEEN_AFTER_DAYS: i64 = 10;

/// How a student gets on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// So many units are past due.
    Behind(i64),
    /// Nothing is past due, but work is open and they were not seen for so many campus days; absent: never.
    Unseen(Option<i64>),
    /// Nothing is past due.
    OnTrack,
    /// Every unit is completed.
    Finished,
    /// They do not study at the moment, so nothing is asked of them.
    Away(EnrollmentState),
}

impl Standing {
    /// Whether somebody should have a word with them.
    pub fn needs_help(self) -> bool {
        matches!(self, Self::Behind(_) | Self::Unseen(_))
    }

    /// In two or three words.
    pub fn label(self) -> String {
        match self {
            Self::Behind(1) => "Behind by 1 unit".to_owned(),
            Self::Behind(units) => format!("Behind by {units} units"),
            Self::Unseen(Some(days)) => format!("Not seen for {days} days"),
            Self::Unseen(None) => "Not started".to_owned(),
            Self::OnTrack => "On track".to_owned(),
            Self::Finished => "Finished".to_owned(),
            Self::Away(state) => state.label().to_owned(),
        }
    }

    /// Who needs help most comes first.
    pub fn urgency(self) -> (u8, i64) {
        match self {
            Self::Behind(units) => (0, -units),
            Self::Unseen(days) => (1, -days.unwrap_or(i64::MAX)),
            Self::OnTrack => (2, 0),
            Self::Finished => (3, 0),
            Self::Away(_) => (4, 0),
        }
    }
}

/// How a student gets on in these modules.
pub fn standing(
    state: EnrollmentState,
    modules: &[RosterModule],
    progress: &[ModuleProgress],
    last_at: Option<DateTime<Utc>>,
    (now, campus): (DateTime<Utc>, Tz),
) -> Standing {
    if state != EnrollmentState::Enrolled {
        return Standing::Away(state);
    }
    let overdue: i64 = progress.iter().map(|one| one.overdue).sum();
    if overdue > 0 {
        return Standing::Behind(overdue);
    }
    if !modules.is_empty() && modules.iter().zip(progress).all(|(module, progress)| progress.completed >= module.units) {
        return Standing::Finished;
    }
    match idle_days(modules, progress, last_at, (now, campus)) {
        Some(UNSEEN_AFTER_DAYS..) => Standing::Unseen(last_at.map(|seen| days_between(seen, now, campus))),
        _ => Standing::OnTrack,
    }
}

/// For how many campus days open work has waited without a sign of the student; absent if no work is open.
pub fn idle_days(
    modules: &[RosterModule],
    progress: &[ModuleProgress],
    last_at: Option<DateTime<Utc>>,
    (now, campus): (DateTime<Utc>, Tz),
) -> Option<i64> {
    let unfinished = modules.iter().zip(progress).filter(|(module, progress)| progress.completed < module.units);
    let opened = unfinished.map(|(module, _)| module.module.opens_at).filter(|opens_at| *opens_at <= now).min()?;
    // Work that opened after they were last seen is no neglect before it has lain there as long.
    let idle_since = last_at.map_or(opened, |seen| seen.max(opened));
    Some(days_between(idle_since, now, campus))
}

/// So many modules are named in a reason; of the others their number is told.
const NAMED: usize = 2;

/// Why a student needs help, in words: `2 units of Health economics past due since 3 Nov`. Empty if they do not.
pub fn reason(
    standing: Standing,
    modules: &[RosterModule],
    progress: &[ModuleProgress],
    last_at: Option<DateTime<Utc>>,
    (now, campus): (DateTime<Utc>, Tz),
) -> String {
    if !matches!(standing, Standing::Behind(_)) {
        return String::new();
    }
    let late = || modules.iter().zip(progress).filter_map(|(module, progress)| Some((module, progress.overdue, progress.overdue_since?)));
    let in_words = |(module, overdue, since): (&RosterModule, i64, DateTime<Utc>)| {
        let units = if overdue == 1 { "1 unit".to_owned() } else { format!("{overdue} units") };
        format!("{units} of {} past due since {}", module.module.title, short_day(since, now, campus))
    };
    let mut parts: Vec<String> = late().take(NAMED).map(in_words).collect();
    match late().count().saturating_sub(NAMED) {
        0 => {}
        1 => parts.push("and more in another module".to_owned()),
        others => parts.push(format!("and more in {others} other modules")),
    }
    match last_at {
        None => parts.push("has not started".to_owned()),
        Some(seen) => {
            let days = days_between(seen, now, campus);
            if days >= UNSEEN_AFTER_DAYS {
                parts.push(format!("not seen for {days} days"));
            }
        }
    }
    parts.join("; ")
}

/// `3 Nov`, on campus; with the year where it is another than now.
fn short_day(moment: DateTime<Utc>, now: DateTime<Utc>, campus: Tz) -> String {
    let (there, today) = (moment.with_timezone(&campus), now.with_timezone(&campus));
    there.format(if there.year() == today.year() { "%-d %b" } else { "%-d %b %Y" }).to_string()
}

/// Campus days from one instant to a later one.
fn days_between(from: DateTime<Utc>, to: DateTime<Utc>, campus: Tz) -> i64 {
    (to.with_timezone(&campus).date_naive() - from.with_timezone(&campus).date_naive()).num_days()
}

/// What a name is sorted by: its last word, small letters. People write their names as they like; this is right for most.
pub fn family_name(name: &str) -> String {
    name.split_whitespace().next_back().unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod radar_tests;
#[cfg(test)]
mod tests;
