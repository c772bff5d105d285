//! The days in person.

mod arrange;
mod busy;
mod coming;
mod hours;
mod logistics;
mod paper;
mod presence;
mod released;
mod replies;
mod schedule;
mod seats;
pub mod stage;
mod teams;
mod venues;
