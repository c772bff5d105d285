//! Runs of the search that arranges a residency: rows, so that any number of processes may run them, one process each.

mod asking;
mod running;
mod taking;

pub use asking::{Asking, Run, arrangement, ask_arrangement, cancel_arrangement, leave_arrangement};
pub use running::{
    Begun, Reached, Turn, begin_arrangement, end_arrangement, fail_arrangement, forget_arrangements, give_back_arrangement, reach,
};
pub use taking::take_arrangement;
