//! The days in person.

mod coming;
mod logistics;
mod released;
pub mod stage;
