//! Rosters and records, each for a [`Scope`](crate::cohorts::Scope) that was checked before. Nothing here reads evidence: what
//! happened is read from its projections, by cohort, so that a page costs the same in a school of any size.

mod dealings;
mod items;
mod roster;
mod shared;
mod student;
mod tallies;

pub use dealings::dealings;
pub use items::items;
pub use roster::roster;
pub use student::student;
