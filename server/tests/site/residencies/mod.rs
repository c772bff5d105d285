//! The days in person.

pub mod presence;
