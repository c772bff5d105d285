//! Inputs within their ranges: finite, and bounded so that no sum overflows and no run takes forever.

use super::{Refused, Result};

/// The value if it is a number from `low` to `high`, both included.
pub(super) fn within(input: &str, value: f64, low: f64, high: f64) -> Result<f64> {
    if value >= low && value <= high {
        return Ok(value);
    }
    Err(Refused::new(input, format!("This is {value}: give a number from {low} to {high}.")))
}

/// The value if it is a number above 0 and at most `high`.
pub(super) fn positive(input: &str, value: f64, high: f64) -> Result<f64> {
    if value > 0.0 && value <= high {
        return Ok(value);
    }
    Err(Refused::new(input, format!("This is {value}: give a number above 0 and at most {high}.")))
}

/// Refuses a list that is too short or too long; `things` names what is in it.
pub(super) fn many(input: &str, count: usize, low: usize, high: usize, things: &str) -> Result<()> {
    if (low..=high).contains(&count) {
        return Ok(());
    }
    Err(Refused::new(input, format!("There are {count} {things}: give {low} to {high}.")))
}
