//! The days in person.

mod hours;
mod schedule;
mod teams;
mod venues;
pub mod presence;
mod busy;
pub mod coming;
mod logistics;
pub use logistics::stays;
mod replies;
//! The days in person, as students, faculty and staff see them.

mod paper;
mod parallel;
mod seats;
pub mod stage;
