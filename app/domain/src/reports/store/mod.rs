//! Rosters and records, each for a [`Scope`](crate::cohorts::Scope) that was checked before. What happened is read from its
//! projections, by cohort, so that a page costs the same in a school of any size; evidence itself is read by `reading` only, of so
//! many students and no more.

mod dealings;
mod items;
mod reading;
mod roster;
mod shared;
mod student;
mod tallies;

pub use dealings::dealings;
pub use items::items;
pub use reading::{pace, reading};
pub use roster::roster;
pub use student::student;
