//! The days in person. Each part is a file or folder: `schedule` is what is drafted,
//! `sessions` are what happens in them, as released.

pub mod schedule;
mod sessions;
#[cfg(feature = "db")]
pub mod store;

pub use sessions::{ReleasedSession, SessionKind};
