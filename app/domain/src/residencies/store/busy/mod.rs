//! Busy times in the database: where they come from, what is kept of them, and what is told of a cohort.

mod asking;
mod cohort;
mod refreshing;
mod sources;

pub use asking::*;
pub use cohort::*;
pub use refreshing::*;
pub use sources::*;
