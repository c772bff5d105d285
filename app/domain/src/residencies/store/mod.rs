//! The SQL of residencies.

mod hours;
pub mod presence;
mod busy;
mod released;
mod teams;
mod venues;

pub use hours::{hours_of, put_hours, teaching_hours};
pub use busy::*;
pub use released::{Released, expected, put_released, released_session, released_sessions, teaches};
pub use teams::{keep_teams, move_student, put_backgrounds, rename_teams, students, team_names, teams};
pub use venues::{
    add_room, add_venue, change_room, change_venue, offered_rooms, put_ways, retire_room, retire_venue, rooms, venue, venues, ways,
};
