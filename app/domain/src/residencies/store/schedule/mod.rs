//! The schedule of a residency in the database: its draft, every change with the way back, what was decided about warnings, and its
//! releases.

mod decisions;
mod editing;
mod elsewhere;
mod following;
mod reading;
mod releases;
mod releasing;
mod rows;
mod telling;
mod undoing;

pub use decisions::{decide_warning, decisions, undecide_warning};
pub use editing::{Edited, edit_schedule};
pub use following::{follow_calendar, met_after_move};
pub use reading::{Beside, days_of, schedule};
pub use releases::{ReleasedDays, ScheduleRelease, newest_release, released_days, schedule_release, schedule_releases};
pub use releasing::{Preview, Release, ReleasedSchedule, preview, release_schedule};
pub use telling::{MissedSchedule, ToldOfSchedule, catch_up_schedules};
pub use undoing::{Step, changes_since, redo, redoable, undo, undoable};

use chrono::{DateTime, Utc};

use crate::ids::{PersonId, ResidencyId};

/// Who changes which residency's schedule, when, and what they had before them.
#[derive(Clone, Copy, Debug)]
pub struct Acting {
    /// Whose schedule.
    pub residency: ResidencyId,
    /// Who; absent: the program itself.
    pub by: Option<PersonId>,
    /// When.
    pub now: DateTime<Utc>,
    /// The revision they had before them.
    pub seen: i64,
}
