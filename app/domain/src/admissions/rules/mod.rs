//! What is decided at the front door, free of I/O.

mod requests;
mod which_fits;

pub use requests::{LONGEST_LINE, LONGEST_QUESTION, Notice, REQUESTS, checked, heard_by, is_too_many, notice, reception};
pub use which_fits::advice;
