//! The simulators there are.

mod access;
mod backlog;
mod capitation;
mod fee;
mod icer;
mod rvu;
mod score;

use super::Worksheet;
use crate::simulators::{Refused, Result};

/// All of them, in the order in which they are listed.
pub static ALL: &[&Worksheet] = &[
    &icer::WORKSHEET,
    &capitation::WORKSHEET,
    &score::WORKSHEET,
    &rvu::WORKSHEET,
    &fee::WORKSHEET,
    &access::WORKSHEET,
    &backlog::WORKSHEET,
];

/// A percentage from 0 to 100 as a share; any other is refused at its input.
fn share(percent: f64, input: impl FnOnce() -> String) -> Result<f64> {
    if (0.0..=100.0).contains(&percent) {
        return Ok(percent / 100.0);
    }
    Err(Refused::new(input(), "Enter a share from 0% to 100%, such as 5."))
}
