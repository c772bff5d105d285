//! The days in person, as students, faculty and staff see them.

mod paper;
mod parallel;
mod seats;
pub mod stage;
