//! What every simulator of money asks of a number before it reckons with it.

use super::{
    Refused, Result,
    checks::{finite, many, not_negative},
};

/// A finite number of any sign, refused by the name of its field.
pub(super) fn number(input: &str, value: f64) -> Result<f64> {
    finite(|| input.to_owned(), value)
}

/// A finite number that is zero or more.
pub(super) fn amount(input: &str, value: f64) -> Result<f64> {
    not_negative(|| input.to_owned(), value)
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
    many(input, list.len(), fewest, most, "numbers")
}
