//! What can be done about cohorts: one POST each.

mod feeds;
mod programs;
mod releases;
mod view;

pub use feeds::{make_feed, revoke_feed};
pub use programs::{change_program, create_cohort, create_program};
pub use releases::{preview_release, release_calendar};
pub use view::{begin_view, end_view};
