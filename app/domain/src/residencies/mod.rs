//! The days in person. Each part is a file or folder: `sessions` are what happens in them, as released; `venues` where, `hours` when
//! faculty are there, `teams` who works together, `busy` when students cannot come, `coming` who comes and what that takes, `presence`
//! who was there.
//! faculty are there, `teams` who works together, `schedule` what is drafted.

#[cfg(feature = "db")]
pub mod busy;
pub mod coming;
pub mod hours;
pub mod presence;
//! The days in person. Each part is a file or folder: `sessions` are what happens in them, as released; `seats` who may come where not
//! everybody can.

pub mod seats;
pub mod schedule;
mod sessions;
#[cfg(feature = "db")]
pub mod store;
pub mod teams;
pub mod venues;

pub use sessions::{ReleasedSession, SessionKind};
