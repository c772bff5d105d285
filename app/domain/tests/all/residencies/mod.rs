//! The days in person.

mod paper;
mod released;
mod seats;
pub mod stage;
