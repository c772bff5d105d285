//! What can be looked at, besides the pages of the parts.

mod list;
mod overview;
mod standing;

pub use list::residencies;
pub use overview::residency;
