//! What every simulator of money asks of a number before it reckons with it.

use super::{Refused, Result};

/// Above this no sum of money or count of the school's cases lies; it keeps products of a few of them finite.
const LARGEST: f64 = 1e12;

/// A finite number of any sign, refused by the name of its field.
pub(super) fn number(input: &str, value: f64) -> Result<f64> {
    if value.is_finite() && value.abs() <= LARGEST {
        Ok(value)
    } else {
        Err(Refused::new(input, "This is not a number between minus and plus one trillion: enter a plain number."))
    }
}

/// A finite number that is zero or more.
pub(super) fn amount(input: &str, value: f64) -> Result<f64> {
    if number(input, value)? < 0.0 { Err(Refused::new(input, "This cannot be negative: enter zero or more.")) } else { Ok(value) }
}

/// A finite number above zero.
pub(super) fn positive(input: &str, value: f64) -> Result<f64> {
    if number(input, value)? <= 0.0 { Err(Refused::new(input, "This must be above zero: enter a positive number.")) } else { Ok(value) }
}

/// A share of a whole, 0 to 1.
pub(super) fn share(input: &str, value: f64) -> Result<f64> {
    if number(input, value)? < 0.0 || value > 1.0 {
        Err(Refused::new(input, "A share lies between 0 and 1: enter 5 % as 0.05."))
    } else {
        Ok(value)
    }
}

/// A rate of growth or discount per period: above −1 and at most 10 (1000 %).
pub(super) fn rate(input: &str, value: f64) -> Result<f64> {
    if number(input, value)? <= -1.0 || value > 10.0 {
        Err(Refused::new(input, "A rate per period lies above -100 % and at most at 1000 %: enter 5 % as 0.05."))
    } else {
        Ok(value)
    }
}

/// A list of a length from `fewest` to `most`.
pub(super) fn length<T>(input: &str, list: &[T], fewest: usize, most: usize) -> Result<()> {
    if (fewest..=most).contains(&list.len()) {
        Ok(())
    } else {
        Err(Refused::new(input, format!("There are {} entries here: enter from {fewest} to {most}.", list.len())))
    }
}

/// A count as a number: exact, for counts stay below 2³².
pub(super) fn count(length: usize) -> f64 {
    u32::try_from(length).map_or(f64::from(u32::MAX), f64::from)
}
