//! The simulators there are.

mod bundle;
mod decision_tree;
mod icer;
mod investment;
mod shared_savings;

use super::Worksheet;

/// All of them, in the order in which they are listed.
pub static ALL: &[&Worksheet] =
    &[&icer::WORKSHEET, &decision_tree::WORKSHEET, &investment::WORKSHEET, &shared_savings::WORKSHEET, &bundle::WORKSHEET];
