//! The simulators there are.

pub mod access;
pub mod backlog;
pub mod bundle;
pub mod capitation;
pub mod change;
pub mod control_chart;
pub mod decision_tree;
pub mod fault_tree;
pub mod fee;
pub mod fmea;
mod frontier;
pub mod icer;
pub mod investment;
pub mod markov;
mod probability;
pub mod rvu;
pub mod score;
pub mod shared_savings;

use super::Worksheet;
use crate::simulators::{Refused, Result};

/// All of them, in the order in which they are listed.
pub static ALL: &[&Worksheet] = &[
    &icer::WORKSHEET,
    &decision_tree::WORKSHEET,
    &markov::WORKSHEET,
    &investment::WORKSHEET,
    &shared_savings::WORKSHEET,
    &bundle::WORKSHEET,
    &capitation::WORKSHEET,
    &score::WORKSHEET,
    &rvu::WORKSHEET,
    &fee::WORKSHEET,
    &control_chart::WORKSHEET,
    &control_chart::false_alarms::WORKSHEET,
    &fmea::WORKSHEET,
    &fault_tree::WORKSHEET,
    &access::WORKSHEET,
    &backlog::WORKSHEET,
    &change::stakeholders::WORKSHEET,
    &change::force_field::WORKSHEET,
    &change::barrier::WORKSHEET,
    &change::timeline::WORKSHEET,
];

/// A percentage from 0 to 100 as a share; any other is refused at its input.
fn share(percent: f64, input: impl FnOnce() -> String) -> Result<f64> {
    if (0.0..=100.0).contains(&percent) {
        return Ok(percent / 100.0);
    }
    Err(Refused::new(input(), "Enter a share from 0% to 100%, such as 5."))
}
