//! What can be done about cohorts: one POST each.

mod feeds;
mod notes;
mod view;

pub use feeds::{make_feed, revoke_feed};
pub use notes::{strike_note, write_note};
pub use view::{begin_view, end_view};
