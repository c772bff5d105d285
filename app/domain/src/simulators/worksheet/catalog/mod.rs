//! The simulators there are.

mod icer;
mod markov;

use super::Worksheet;

/// All of them, in the order in which they are listed.
pub static ALL: &[&Worksheet] = &[&icer::WORKSHEET, &markov::WORKSHEET];
