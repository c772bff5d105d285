//! The SQL of who was there.

mod attendance;
mod codes;
mod live;
mod made_up;
mod make_ups;
mod marks;
mod overview;
mod owing;
mod reading;

pub use attendance::{rebuild_attendance, reckon_sessions};
pub use codes::{door_secret, make_codes, own_code, renew_code, student_by_code, whose_door};
pub use made_up::{decide_make_up, hand_in, keep_reflection};
pub use make_ups::{guests, make_up, make_ups, make_ups_of, next_seat, own_make_up, propose_in, propose_make_ups};
pub use marks::{record_marks, record_roll};
pub use overview::{Cell, Grid, OwnSession, attendance_of, presence};
pub use owing::is_owed;
pub use reading::{MarkLine, RollLine, SessionPlace, history, places, roll, session_place};
