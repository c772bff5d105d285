//! What can be done about cohorts: one POST each.

mod extensions;
mod feeds;
mod notes;
mod programs;
mod releases;
mod versions;
mod view;

pub use extensions::{answer_extension, give_more_time};
pub use feeds::{make_feed, revoke_feed};
pub use notes::{strike_note, write_note};
pub use programs::{change_program, create_cohort, create_program};
pub(crate) use releases::Titles as DateTitles;
pub use releases::{preview_release, release_calendar};
pub use versions::move_version;
pub use view::{begin_view, end_view, viewed_day};
mod imports;
mod invitations;
mod places;
mod staff;

pub use imports::{LARGEST_ROSTER, apply_roster, discard_roster, map_columns, upload_roster};
pub use invitations::{invite_student, invite_student_again};
pub use places::{accept_place, change_place, transfer_student};
pub use staff::{add_to_program, assign_faculty, remove_faculty, remove_from_program};
