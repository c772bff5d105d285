//! The simulators there are.

mod change;
mod control_chart;
mod fault_tree;
mod fmea;
mod icer;
mod probability;

use super::Worksheet;

/// All of them, in the order in which they are listed.
pub static ALL: &[&Worksheet] = &[
    &icer::WORKSHEET,
    &control_chart::WORKSHEET,
    &control_chart::false_alarms::WORKSHEET,
    &fmea::WORKSHEET,
    &fault_tree::WORKSHEET,
    &change::stakeholders::WORKSHEET,
    &change::force_field::WORKSHEET,
    &change::barrier::WORKSHEET,
    &change::timeline::WORKSHEET,
];
