//! The SQL of residencies.

mod released;
mod schedule;

pub use released::{Released, expected, put_released, released_session, released_sessions, teaches};
pub use schedule::{
    Acting, Beside, Edited, Preview, Release, ReleasedSchedule, ScheduleLine, ScheduleRelease, Step, ToldOfSchedule, changes_since,
    days_of, decide_warning, decisions, edit_schedule, preview, redo, redoable, release_schedule, schedule, schedule_release,
    schedule_releases, undecide_warning, undo, undoable,
};
