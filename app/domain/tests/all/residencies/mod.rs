//! The days in person.

mod released;
mod seats;
pub mod stage;
