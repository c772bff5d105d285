//! The SQL of residencies.

mod hours;
mod released;
mod schedule;
mod teams;
mod venues;

pub use hours::{hours_of, put_hours, teaching_hours};
pub use released::{Released, expected, put_released, released_session, released_sessions, teaches};
pub use schedule::{
    Acting, Beside, Edited, Preview, Release, ReleasedSchedule, ScheduleLine, ScheduleRelease, Step, ToldOfSchedule, changes_since,
    days_of, decide_warning, decisions, edit_schedule, preview, redo, redoable, release_schedule, schedule, schedule_release,
    schedule_releases, undecide_warning, undo, undoable,
};
pub use teams::{keep_teams, move_student, put_backgrounds, rename_teams, students, teams};
pub use venues::{
    add_room, add_venue, change_room, change_venue, offered_rooms, put_ways, retire_room, retire_venue, rooms, venue, venues, ways,
};
