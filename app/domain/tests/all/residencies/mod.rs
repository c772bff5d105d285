//! The days in person.

mod hours;
mod released;
pub mod stage;
mod teams;
mod venues;
