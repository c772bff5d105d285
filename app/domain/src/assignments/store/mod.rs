//! What is handed in, in the database.

mod reading;

pub use reading::{of_student, work};
