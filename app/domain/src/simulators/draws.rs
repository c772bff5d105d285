//! Distributions drawn from uniform numbers.

use super::random::Random;

/// Uniform above 0 and up to 1, for logarithms.
fn above_zero(random: &mut Random) -> f64 {
    1.0 - random.uniform()
}

/// An exponential time over its mean.
pub(super) fn exponential(random: &mut Random) -> f64 {
    -above_zero(random).ln()
}

/// A standard normal value: Box and Muller 1958, one of the pair.
pub(super) fn normal(random: &mut Random) -> f64 {
    let radius = (-2.0 * above_zero(random).ln()).sqrt();
    radius * (std::f64::consts::TAU * random.uniform()).cos()
}

/// Gamma of a shape and scale 1: Marsaglia & Tsang, *ACM Trans Math Softw* 2000;26:363-372; below shape 1 by their boost.
pub(super) fn gamma(shape: f64, random: &mut Random) -> f64 {
    if shape < 1.0 {
        return gamma(shape + 1.0, random) * above_zero(random).powf(1.0 / shape);
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    // Each try is accepted with more than 95 %: a thousand refusals in a row do not happen, and the bound keeps the loop finite.
    for _ in 0..1000 {
        let x = normal(random);
        let v = (1.0 + c * x).powi(3);
        if v > 0.0 && above_zero(random).ln() < 0.5 * x * x + d - d * v + d * v.ln() {
            return d * v;
        }
    }
    shape
}
