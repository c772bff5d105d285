//! How much of a year's result is chance, by the normal approximation of the mean of many episodes.

use super::super::Result;
use super::super::amounts::amount;

/// The role of chance. Chances are 0 to 1; all rest on episodes that vary as the past ones did, independently of each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Luck {
    /// Standard deviation of one episode's cost, dollars (past episodes, winsorized and trended).
    pub episode_sd: f64,
    /// Standard error of the year's mean, dollars: sd / √volume.
    pub standard_error: f64,
    /// Chance of owing money **when nothing in care has changed**, so the true mean is the expected cost.
    pub chance_of_loss_unchanged: f64,
    /// Chance of owing money when the year's mean is the true mean, so next year's prospect.
    pub chance_of_loss_as_observed: f64,
    /// Chance that a mean at least as far from the expected cost, on either side, arises without any change (two-sided z test that takes
    /// the expected cost as known).
    pub chance_of_difference: f64,
    /// Share of the variance among providers' yearly means that is chance: `(sd²/n) / (sd²/n + sd_between²)`, which is 1 − reliability
    /// (Adams 2009). None when the variation between providers is not given, or when nothing varies.
    pub share_of_chance: Option<f64>,
}

/// What the role of chance is reckoned from.
pub(super) struct Year {
    pub(super) expected_cost: f64,
    pub(super) target_price: f64,
    pub(super) mean_cost: f64,
    pub(super) volume: f64,
    pub(super) sd: f64,
}

pub(super) fn luck(year: &Year, sd_between: Option<f64>) -> Result<Luck> {
    let standard_error = year.sd / year.volume.sqrt();
    let share_of_chance = match sd_between {
        Some(sd_between) => {
            let between = amount("sd_between_providers", sd_between)?.powi(2);
            let within = standard_error.powi(2);
            (within + between > 0.0).then(|| within / (within + between))
        }
        None => None,
    };
    let difference = (year.mean_cost - year.expected_cost).abs();
    let chance_of_difference = if difference > 0.0 { 2.0 * above(-difference, standard_error) } else { 1.0 };
    Ok(Luck {
        episode_sd: year.sd,
        standard_error,
        chance_of_loss_unchanged: above(year.expected_cost - year.target_price, standard_error),
        chance_of_loss_as_observed: above(year.mean_cost - year.target_price, standard_error),
        chance_of_difference,
        share_of_chance,
    })
}

/// Chance that a normal variable of this mean and standard deviation lies above zero.
pub(super) fn above(mean: f64, sd: f64) -> f64 {
    if sd > 0.0 {
        normal_below(mean / sd)
    } else if mean > 0.0 {
        1.0
    } else {
        0.0
    }
}

/// Cumulative standard normal distribution `Φ(z)`, to about 15 digits: near zero the series `½ + φ(z)(z + z³/3 + z⁵/15 + …)` (Marsaglia
/// 2004), beyond 4 the continued fraction of Laplace, so that small tails keep their digits.
pub fn normal_below(z: f64) -> f64 {
    let density = (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt();
    if z.is_nan() {
        return f64::NAN;
    }
    if z.abs() > 4.0 {
        let fraction = (1..=100).rev().fold(z.abs(), |below, step| z.abs() + f64::from(step) / below);
        let tail = density / fraction;
        return if z > 0.0 { 1.0 - tail } else { tail };
    }
    let (mut term, mut sum, mut odd) = (z, z, 1.0);
    for _ in 0..100 {
        odd += 2.0;
        term *= z * z / odd;
        sum += term;
    }
    0.5 + density * sum
}
