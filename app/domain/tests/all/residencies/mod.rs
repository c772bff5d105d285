//! The days in person.

mod hours;
mod released;
mod schedule;
pub mod stage;
mod teams;
mod venues;
