//! The days in person.

mod hours;
mod presence;
mod busy;
mod coming;
mod logistics;
mod paper;
mod released;
mod seats;
mod schedule;
pub mod stage;
mod teams;
mod venues;
