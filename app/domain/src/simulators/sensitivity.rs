//! How far an answer depends on what is not known: one parameter at a time (a tornado), or all at once by draws from distributions
//! (probabilistic sensitivity analysis).
//!
//! The model is a closure over the values of named parameters, in their order, so that any simulator can be put to the test.
//!
//! Source: Briggs, Claxton and Sculpher, Decision Modelling for Health Economic Evaluation (Oxford 2006), ch. 4 and 5.

pub mod distribution;
pub mod probabilistic;

#[cfg(test)]
mod tests;

use super::checks::{finite, many};
use super::order::sorted;
use super::{Refused, Result};

/// The most parameters that are varied.
pub const MOST_PARAMETERS: usize = 200;

/// A parameter and how far it may lie off, in its own unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Varied {
    /// Its name.
    pub name: String,
    /// What is thought most likely.
    pub base: f64,
    /// The least that is plausible, at most `base`.
    pub low: f64,
    /// The most that is plausible, at least `base`.
    pub high: f64,
}

/// What the model gives while one parameter varies and the others keep their base.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The parameter.
    pub parameter: Varied,
    /// The answer with the parameter at its low.
    pub at_low: f64,
    /// The answer with the parameter at its high.
    pub at_high: f64,
    /// Distance between the two answers, in the unit of the answer.
    pub swing: f64,
}

/// A tornado: bars by swing, the longest first, equal ones in the order of the parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Tornado {
    /// The answer with all parameters at their base.
    pub base: f64,
    /// One bar for each parameter.
    pub bars: Vec<Bar>,
}

/// One-way sensitivity analysis: the model is run at the base, and at the low and the high of each parameter. Only the ends are tried: an
/// answer that rises and falls in between is not seen.
pub fn tornado(parameters: &[Varied], mut model: impl FnMut(&[f64]) -> Result<f64>) -> Result<Tornado> {
    many("parameters", parameters.len(), 1, MOST_PARAMETERS, "parameters")?;
    parameters.iter().enumerate().try_for_each(|(index, parameter)| check(index, parameter))?;
    let mut values: Vec<f64> = parameters.iter().map(|parameter| parameter.base).collect();
    let mut answer = |values: &[f64], input: &str| model(values).and_then(|answer| sound(input, answer));
    let base = answer(&values, "parameters")?;
    let mut bars = Vec::with_capacity(parameters.len());
    for (index, parameter) in parameters.iter().enumerate() {
        values[index] = parameter.low;
        let at_low = answer(&values, &format!("parameters.{index}.low"))?;
        values[index] = parameter.high;
        let at_high = answer(&values, &format!("parameters.{index}.high"))?;
        values[index] = parameter.base;
        bars.push(Bar { parameter: parameter.clone(), at_low, at_high, swing: (at_high - at_low).abs() });
    }
    Ok(Tornado { base, bars: sorted(bars, |a, b| b.swing.total_cmp(&a.swing)) })
}

fn check(index: usize, parameter: &Varied) -> Result<()> {
    for (field, value) in [("base", parameter.base), ("low", parameter.low), ("high", parameter.high)] {
        finite(|| format!("parameters.{index}.{field}"), value)?;
    }
    if parameter.low <= parameter.base && parameter.base <= parameter.high {
        return Ok(());
    }
    let sentence = format!("The base of “{}” does not lie between its low and its high: correct the three.", parameter.name);
    Err(Refused::new(format!("parameters.{index}"), sentence))
}

fn sound(input: &str, answer: f64) -> Result<f64> {
    if answer.is_finite() {
        return Ok(answer);
    }
    Err(Refused::new(input, "With this value the model gives no number: choose one that it can work with."))
}
