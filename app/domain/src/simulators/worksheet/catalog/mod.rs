//! The simulators there are.

mod access;
mod backlog;
mod fee;
mod icer;
mod rvu;

use super::Worksheet;

/// All of them, in the order in which they are listed.
pub static ALL: &[&Worksheet] = &[&icer::WORKSHEET, &rvu::WORKSHEET, &fee::WORKSHEET, &access::WORKSHEET, &backlog::WORKSHEET];
