//! Assignments: graded, returned, marked twice, rated by peers, and in a gradebook.

mod going_on;
mod marking;
mod members;
mod peers;
mod stage;
