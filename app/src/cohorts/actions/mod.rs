//! What can be done about cohorts.

mod notes;

pub use notes::{strike_note, write_note};
