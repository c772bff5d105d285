//! The days in person. Each part is a file or folder: `sessions` are what happens in them, as released; `venues` where, `hours` when
//! faculty are there, `teams` who works together.

pub mod hours;
pub mod presence;
#[cfg(feature = "db")]
pub mod busy;
//! The days in person. Each part is a file or folder: `coming` is who comes and what that takes, `sessions` are what happens in them, as released.

pub mod coming;
mod sessions;
#[cfg(feature = "db")]
pub mod store;
pub mod teams;
pub mod venues;

pub use sessions::{ReleasedSession, SessionKind};
