//! The days in person.

mod hours;
mod presence;
mod busy;
mod coming;
mod logistics;
mod released;
pub mod stage;
mod teams;
mod venues;
