//! The days in person.

mod released;
mod schedule;
pub mod stage;
