//! Assignments: graded, returned, marked twice, rated by peers, and in a gradebook.

mod grading;
mod peers;
mod stage;
