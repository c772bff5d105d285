//! All internal rates of return, none missed.
//!
//! With `x = 1/(1+r)` the value is a polynomial `f(x) = Σ c_k x^k`, and `x^(−a) f(x)` has the same positive roots. Its slope has the sign
//! of `Σ (k−a) c_k x^k`; with `a` inside a change of sign of the flows that sum has one change fewer (the proof of Descartes' rule). So
//! the roots of the slope are found first, and between two of them there is at most one root, which bisection finds.

use super::super::{Refused, Result};
use super::checked;

/// The lowest rate per period that is sought: −99.9 %.
pub const LOWEST_RATE: f64 = -0.999;
/// The highest rate per period that is sought: 10 000 %.
pub const HIGHEST_RATE: f64 = 100.0;
/// Of the sum of magnitudes: below this a value is rounding, and a touching of the axis counts as a root.
pub(super) const ROUNDING: f64 = 1e-13;

/// The rates at which the net present value is zero.
#[derive(Clone, Debug, PartialEq)]
pub enum RatesOfReturn {
    /// The one rate per period.
    One(f64),
    /// Several, in ascending order: none of them ranks an investment, so decide by net present value.
    Several(Vec<f64>),
}

/// All internal rates of return per period between [`LOWEST_RATE`] and [`HIGHEST_RATE`].
///
/// # Errors
/// Flows as [`super::appraise`] refuses them, flows that never change sign, and flows that no rate in the range brings to zero.
pub fn rates_of_return(flows: &[f64]) -> Result<RatesOfReturn> {
    checked(flows)?;
    let last_change = change_of_sign(flows);
    if last_change.is_none() {
        let sentence =
            "There is no rate of return, for the flows never change sign: enter what is spent as negative and what comes in as positive.";
        return Err(Refused::new("flows", sentence));
    }
    // Unknown is ln(1 + r) = −ln x, so that bisection is as exact for small rates as for large ones.
    let mut rates: Vec<f64> = roots(flows, flows.len()).iter().map(|log_growth| log_growth.exp_m1()).collect();
    rates.dedup_by(|next, kept| (*next - *kept).abs() <= 1e-7 * (1.0 + kept.abs()));
    match rates.as_slice() {
        [] => Err(Refused::new("flows", "No rate of return brings these flows to zero: decide by the net present value at your own rate.")),
        [rate] => Ok(RatesOfReturn::One(*rate)),
        _ => Ok(RatesOfReturn::Several(rates)),
    }
}

/// Roots in `ln(1 + r)`, ascending. `depth` bounds the recursion, which loses a change of sign each time.
fn roots(coefficients: &[f64], depth: usize) -> Vec<f64> {
    let (Some(change), true) = (change_of_sign(coefficients), depth > 0) else { return Vec::new() };
    let mut index = -change;
    let slope: Vec<f64> = coefficients
        .iter()
        .map(|coefficient| {
            let product = index * coefficient;
            index += 1.0;
            product
        })
        .collect();
    let mut bounds = vec![LOWEST_RATE.ln_1p()];
    bounds.extend(roots(&slope, depth - 1));
    bounds.push(HIGHEST_RATE.ln_1p());
    let mut found: Vec<f64> = bounds.iter().copied().filter(|bound| sign(coefficients, *bound) == 0).collect();
    found.extend(bounds.windows(2).filter_map(|pair| between(coefficients, pair[0], pair[1])));
    found.sort_by(f64::total_cmp);
    found
}

/// The root between two bounds whose values differ in sign.
fn between(coefficients: &[f64], mut low: f64, mut high: f64) -> Option<f64> {
    let (sign_low, sign_high) = (sign(coefficients, low), sign(coefficients, high));
    if sign_low * sign_high >= 0 {
        return None;
    }
    // 64 halvings leave less than the last digit of a range of twelve.
    for _ in 0..64 {
        let middle = low + (high - low) / 2.0;
        if value(coefficients, middle).0 * f64::from(sign_low) > 0.0 { low = middle } else { high = middle }
    }
    Some(low + (high - low) / 2.0)
}

fn sign(coefficients: &[f64], log_growth: f64) -> i8 {
    let (sum, magnitude) = value(coefficients, log_growth);
    if sum.abs() <= ROUNDING * magnitude {
        0
    } else if sum > 0.0 {
        1
    } else {
        -1
    }
}

/// The sum and the sum of its magnitudes, both up to the same positive factor that keeps them finite.
fn value(coefficients: &[f64], log_growth: f64) -> (f64, f64) {
    let step =
        |(sum, magnitude): (f64, f64), coefficient: &f64, factor: f64| (sum * factor + coefficient, magnitude * factor + coefficient.abs());
    if log_growth >= 0.0 {
        let factor = (-log_growth).exp();
        coefficients.iter().rev().fold((0.0, 0.0), |so_far, coefficient| step(so_far, coefficient, factor))
    } else {
        let factor = log_growth.exp();
        coefficients.iter().fold((0.0, 0.0), |so_far, coefficient| step(so_far, coefficient, factor))
    }
}

/// A place between the two terms of the first change of sign, in periods.
fn change_of_sign(coefficients: &[f64]) -> Option<f64> {
    let mut before: Option<(f64, f64)> = None;
    let mut index = 0.0;
    for coefficient in coefficients {
        if *coefficient != 0.0 {
            if let Some((place, sign)) = before
                && sign != coefficient.signum()
            {
                return Some((place + index) / 2.0);
            }
            before = Some((index, coefficient.signum()));
        }
        index += 1.0;
    }
    None
}
