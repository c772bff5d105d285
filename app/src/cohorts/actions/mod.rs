//! What can be done about cohorts: one POST each.

mod imports;
mod invitations;
mod notes;
mod places;
mod staff;

pub use imports::{LARGEST_ROSTER, apply_roster, discard_roster, map_columns, upload_roster};
pub use invitations::{invite_student, invite_student_again};
pub use notes::{strike_note, write_note};
pub use places::{accept_place, change_place, transfer_student};
pub use staff::{add_to_program, assign_faculty, remove_faculty, remove_from_program};
