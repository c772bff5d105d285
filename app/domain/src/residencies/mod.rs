//! The days in person. Each part is a file or folder: `sessions` are what happens in them, as released; `venues` where, `hours` when
//! faculty are there, `teams` who works together, `schedule` what is drafted.

pub mod hours;
pub mod schedule;
mod sessions;
#[cfg(feature = "db")]
pub mod store;
pub mod teams;
pub mod venues;

pub use sessions::{ReleasedSession, SessionKind};
