//! What can be looked at, besides the pages of the parts.

mod list;
mod moved;
mod overview;
mod standing;

pub(crate) use moved::{all_moved, moved};

pub use list::residencies;
pub use overview::residency;
