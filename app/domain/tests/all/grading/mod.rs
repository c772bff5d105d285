//! Assignments: graded, returned, marked twice, rated by peers, and in a gradebook.

mod marking;
mod peers;
mod stage;
