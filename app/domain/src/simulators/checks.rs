//! What every number that a simulator takes has to be before a sum is made with it: finite, and bounded so that no sum overflows and no
//! run takes forever.

use super::{Refused, Result, format::precise};

/// The largest magnitude taken: sums and products of two such numbers are far from overflow.
pub(super) const LARGEST: f64 = 1e15;

/// A number that is finite and no larger than [`LARGEST`] in magnitude.
pub(super) fn finite(input: impl FnOnce() -> String, value: f64) -> Result<f64> {
    if value.is_finite() && value.abs() <= LARGEST {
        return Ok(value);
    }
    Err(Refused::new(input(), "This is not a number that can be reckoned with: enter a number between -1e15 and 1e15."))
}

/// A finite number that is not negative.
pub(super) fn not_negative(input: impl Fn() -> String, value: f64) -> Result<f64> {
    if finite(&input, value)? >= 0.0 {
        return Ok(value);
    }
    Err(Refused::new(input(), "This cannot be negative: enter 0 or more."))
}

/// A number from 0 to 1.
pub(super) fn probability(input: impl Fn() -> String, value: f64) -> Result<f64> {
    if (0.0..=1.0).contains(&value) {
        return Ok(value);
    }
    Err(Refused::new(input(), "A probability lies between 0 and 1: enter 0.25 for 25 %."))
}

/// The value if it is a number from `low` to `high`, both included.
pub(super) fn within(input: &str, value: f64, low: f64, high: f64) -> Result<f64> {
    if value >= low && value <= high {
        return Ok(value);
    }
    Err(Refused::new(input, format!("This is {}: give a number from {} to {}.", precise(value), precise(low), precise(high))))
}

/// The value if it is a number above 0 and at most `high`.
pub(super) fn positive(input: &str, value: f64, high: f64) -> Result<f64> {
    if value > 0.0 && value <= high {
        return Ok(value);
    }
    Err(Refused::new(input, format!("This is {}: give a number above 0 and at most {}.", precise(value), precise(high))))
}

/// Refuses a number of things between whose bounds, both included, it is not; `things` names what is counted.
pub(super) fn many(input: &str, count: usize, low: usize, high: usize, things: &str) -> Result<()> {
    if (low..=high).contains(&count) {
        return Ok(());
    }
    let (are, things) = if count == 1 { ("is", things.trim_end_matches('s')) } else { ("are", things) };
    Err(Refused::new(input, format!("There {are} {count} {things}: give {low} to {high}.")))
}

/// A whole number as one to reckon with: exact to 2^53, and every count here is bounded far below.
pub(super) fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
