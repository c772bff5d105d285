//! The days in person.

mod released;
pub mod stage;
