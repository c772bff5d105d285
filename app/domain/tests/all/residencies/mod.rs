//! The days in person.

mod busy;
mod released;
pub mod stage;
