//! Units one by one: how a student stands with each, and what all of a module's come to.

use chrono::{DateTime, Utc};

use crate::reports::{ModuleProgress, UnitRecord};

/// How a student stands with one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitStanding {
    /// Completed, in time or after its date.
    Done {
        /// After its date.
        late: bool,
    },
    /// Past its date and not completed.
    Overdue,
    /// Begun.
    Started,
    /// Can be begun.
    Open,
    /// Its module is not open yet.
    Locked,
}

/// How a student stands with a unit of a module that opens at an instant.
pub fn unit_standing(unit: &UnitRecord, opens_at: DateTime<Utc>, now: DateTime<Utc>) -> UnitStanding {
    match unit.completed_at {
        Some(completed) => UnitStanding::Done { late: completed > unit.due_at },
        None if unit.due_at < now => UnitStanding::Overdue,
        None if unit.started_at.is_some() => UnitStanding::Started,
        None if opens_at <= now => UnitStanding::Open,
        None => UnitStanding::Locked,
    }
}

/// A unit as it counts for one student.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// When it is due for them.
    pub due_at: DateTime<Utc>,
    /// Whether that is by an extension.
    pub extended: bool,
    /// Whether it is completed.
    pub completed: bool,
}

/// What the units of a module come to. Whether it was begun and its best result stand elsewhere.
pub fn tally(units: impl IntoIterator<Item = Asked>, now: DateTime<Utc>) -> ModuleProgress {
    let mut progress = ModuleProgress::default();
    let earlier = |one: Option<DateTime<Utc>>, other| Some(one.map_or(other, |one| one.min(other)));
    for unit in units {
        if unit.completed {
            progress.completed += 1;
        } else if unit.due_at < now {
            progress.overdue += 1;
            progress.overdue_since = earlier(progress.overdue_since, unit.due_at);
        } else if unit.extended {
            progress.extended_until = earlier(progress.extended_until, unit.due_at);
        }
    }
    progress
}
