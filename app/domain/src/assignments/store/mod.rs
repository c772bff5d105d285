//! What is handed in, in the database.

mod gradebook;
pub mod grading;
mod news;
pub mod peers;
mod reading;

pub use gradebook::{assignment, gradebook, own_grades};
pub use news::{News, What, news};
pub use reading::{of_student, work};
