//! What can be done about cohorts: one POST each.

mod extensions;
mod versions;

pub use extensions::{answer_extension, give_more_time};
pub use versions::move_version;
