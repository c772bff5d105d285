//! The SQL of residencies.

mod arranging;
mod busy;
mod coming;
mod hours;
mod paper;
pub mod presence;
mod released;
mod schedule;
mod seats;
mod teams;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod venues;

pub use arranging::{
    Asking, Begun, Reached, Run, Turn, arrangement, ask_arrangement, begin_arrangement, cancel_arrangement, end_arrangement,
    fail_arrangement, forget_arrangements, give_back_arrangement, leave_arrangement, reach, take_arrangement,
};
pub use busy::*;
pub use coming::{
    Answered, AskedOf, ComingLine, Look, OwnAnswer, OwnResidencies, PartStat, Read, Reply, Round, Stay, Taken, answer, answer_for,
    answered, ask_round, coming, erase_due, erase_own, keep_invitations, looks, meals, own_answer, own_residencies, own_stay, put_round,
    remind, round, save_stay, send_invitations, stays, stays_read, take_reply, withdraw_round,
};
pub use hours::{hours_of, put_hours, teaching_hours};
pub use paper::{Attendee, attendees, seats_held, teams_of_sessions};
pub use released::{expected, expected_by_session, released_session, released_sessions, teaches};
pub use schedule::{
    Acting, Beside, Edited, MissedSchedule, Preview, Release, ReleasedDays, ReleasedSchedule, ScheduleRelease, Step, ToldOfSchedule,
    catch_up_schedules, changes_since, days_of, decide_warning, decisions, edit_schedule, follow_calendar, met_after_move, newest_release,
    preview, redo, redoable, release_schedule, released_days, schedule, schedule_release, schedule_releases, undecide_warning, undo,
    undoable,
};
pub use seats::{
    OpenOffer, OwnSession, Prework, SeatsOf, TaughtResidency, accept, book, booked, bookings_of, decline, for_student, goes_to, held_as,
    holders, open_offer, prework, settle, taught_by, taught_residencies, teaching_names, withdraw,
};
pub use teams::{keep_teams, move_student, put_backgrounds, rename_teams, students, team_names, teams};
pub use venues::{
    add_room, add_venue, change_room, change_venue, offered_rooms, put_ways, retire_room, retire_venue, rooms, venue, venue_room, venues,
    ways,
};
