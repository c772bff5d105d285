//! The days in person.

mod presence;
mod released;
pub mod stage;
