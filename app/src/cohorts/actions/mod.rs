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
pub use releases::{preview_release, release_calendar};
pub use versions::move_version;
pub use view::{begin_view, end_view};
