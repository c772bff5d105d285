//! The days in person, as students, faculty and staff see them.

mod arranging;
mod busy;
pub mod coming;
mod hours;
mod logistics;
mod paper;
mod parallel;
pub mod presence;
mod replies;
mod schedule;
mod seats;
pub mod stage;
mod teams;
mod venues;

pub use logistics::stays;
