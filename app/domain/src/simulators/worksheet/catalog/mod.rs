//! The simulators there are.

mod access;
mod backlog;
mod icer;

use super::Worksheet;

/// All of them, in the order in which they are listed.
pub static ALL: &[&Worksheet] = &[&icer::WORKSHEET, &access::WORKSHEET, &backlog::WORKSHEET];
