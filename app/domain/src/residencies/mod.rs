//! The days in person. Each part is a file or folder: `venues` where, `hours` when faculty are there, `teams` who works together,
//! `schedule` what is drafted, `sessions` what is released; `busy` when students cannot come, `coming` who comes and what that takes,
//! `seats` who may come where not everybody can, `presence` who was there.

#[cfg(feature = "db")]
pub mod arrange;
#[cfg(feature = "db")]
pub mod busy;
pub mod clock;
pub mod coming;
pub mod hours;
pub mod presence;
pub mod schedule;
pub mod seats;
mod sessions;
#[cfg(feature = "db")]
pub mod store;
pub mod teams;
pub mod venues;

pub use sessions::{ReleasedSession, SessionKind, place_of};
