//! Probabilities and payoffs as the author writes them: numbers, names, and what can be made of both.

use super::super::{Refused, Result};
use super::Parameter;

/// How deeply quantities may be made of quantities.
const MOST_DEPTH: usize = 20;

/// A number, or what is reckoned from named parameters.
#[derive(Clone, Debug, PartialEq)]
pub enum Quantity {
    /// A number.
    Value(f64),
    /// The parameter of this name.
    Named(String),
    /// `1 − x`: the probability that something does not happen.
    Complement(Box<Quantity>),
    /// `a + b + …`
    Sum(Vec<Quantity>),
    /// `a · b · …`
    Product(Vec<Quantity>),
    /// `a / b`; of 0 by 0 it is 0, so that the probability given a finding which cannot occur does not stop the reckoning.
    Quotient(Box<Quantity>, Box<Quantity>),
}

impl Quantity {
    /// The parameter of a name.
    pub fn named(name: &str) -> Self {
        Self::Named(name.to_owned())
    }

    pub(super) fn evaluate(&self, input: &dyn Fn() -> String, parameters: &[Parameter]) -> Result<f64> {
        let value = self.at(input, parameters, 0)?;
        if value.is_finite() && value.abs() <= super::super::checks::LARGEST {
            return Ok(value);
        }
        Err(Refused::new(input(), "This gives no number that can be reckoned with: look for a division by 0 or a number beyond 1e15."))
    }

    fn at(&self, input: &dyn Fn() -> String, parameters: &[Parameter], depth: usize) -> Result<f64> {
        if depth > MOST_DEPTH {
            return Err(Refused::new(input(), "This is nested too deeply: make it of fewer parts, or name one of them."));
        }
        let of = |part: &Self| part.at(input, parameters, depth + 1);
        match self {
            Self::Value(value) => Ok(*value),
            Self::Named(name) => parameters
                .iter()
                .find(|parameter| parameter.name == *name)
                .map(|parameter| parameter.value)
                .ok_or_else(|| Refused::new(input(), format!("There is no parameter called “{name}”: add it, or correct the name."))),
            Self::Complement(part) => Ok(1.0 - of(part)?),
            Self::Sum(parts) => parts.iter().try_fold(0.0, |sum, part| Ok(sum + of(part)?)),
            Self::Product(parts) => parts.iter().try_fold(1.0, |product, part| Ok(product * of(part)?)),
            Self::Quotient(dividend, divisor) => {
                let (dividend, divisor) = (of(dividend)?, of(divisor)?);
                Ok(if dividend == 0.0 && divisor == 0.0 { 0.0 } else { dividend / divisor })
            }
        }
    }
}
