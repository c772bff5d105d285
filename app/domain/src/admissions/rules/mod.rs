//! What is decided at the front door, free of I/O.

mod which_fits;
mod requests;

pub use requests::{LONGEST_LINE, LONGEST_QUESTION, MOST_A_DAY, Notice, checked, heard_by, notice, reception};
pub use which_fits::advice;
