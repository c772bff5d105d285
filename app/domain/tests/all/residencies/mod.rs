//! The days in person.

mod hours;
mod presence;
mod busy;
mod released;
pub mod stage;
mod teams;
mod venues;
