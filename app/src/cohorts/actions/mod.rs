//! What can be done about cohorts: one POST each.

mod feeds;
mod view;

pub use feeds::{make_feed, revoke_feed};
pub use view::{begin_view, end_view};
