//! Distributions by mean and standard deviation, and how they are drawn from.
//!
//! Beta as `X/(X + Y)` of two gammas; lognormal as the exponential of a normal; uniform straight from the generator; the others in `draws`.

use super::super::checks::{finite, not_negative};
use super::super::draws::{StandardGamma, normal};
use super::super::format::number;
use super::super::random::Random;
use super::super::{Refused, Result};

/// The kinds of distributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Probabilities and utilities: between 0 and 1. Method of moments: `α + β = m(1 − m)/s² − 1`, `α = m(α + β)`.
    Beta,
    /// Costs and rates: above 0, skewed. Shape `m²/s²`, scale `s²/m`.
    Gamma,
    /// Relative risks and hazard ratios: above 0. `σ² = ln(1 + s²/m²)`, `μ = ln m − σ²/2`; mean and sd are those of the value itself,
    /// not of its logarithm.
    LogNormal,
    /// Anything that may be negative.
    Normal,
    /// Equally likely between `m − √3·s` and `m + √3·s`.
    Uniform,
    /// Known: always the mean, and the sd is 0.
    Fixed,
}

/// A parameter that is not known for certain.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertain {
    /// Its name.
    pub name: String,
    /// How it is distributed.
    pub shape: Shape,
    /// Its mean, in its own unit.
    pub mean: f64,
    /// Its standard deviation, in the same unit (of the mean that is estimated: its standard error).
    pub sd: f64,
}

impl Uncertain {
    /// Equally likely anywhere between two values.
    pub fn between(name: impl Into<String>, low: f64, high: f64) -> Self {
        Self { name: name.into(), shape: Shape::Uniform, mean: low + (high - low) / 2.0, sd: (high - low) / 12f64.sqrt() }
    }
}

/// What draws from one distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sampler(Kind);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Beta(StandardGamma, StandardGamma),
    Gamma { standard: StandardGamma, scale: f64 },
    LogNormal { mu: f64, sigma: f64 },
    Normal { mean: f64, sd: f64 },
    Uniform { low: f64, width: f64 },
    Fixed(f64),
}

impl Sampler {
    /// The sampler of a parameter; `input` is its place among the inputs.
    pub fn new(input: &str, parameter: &Uncertain) -> Result<Self> {
        let (mean, sd) = (finite(|| format!("{input}.mean"), parameter.mean)?, not_negative(|| format!("{input}.sd"), parameter.sd)?);
        if (sd == 0.0) != (parameter.shape == Shape::Fixed) {
            let sentence = "Only a fixed value has no spread: enter a standard deviation above 0, or choose fixed with 0.";
            return Err(Refused::new(format!("{input}.sd"), sentence));
        }
        match parameter.shape {
            Shape::Beta => beta(input, mean, sd),
            Shape::Gamma => {
                positive(input, mean)?;
                let scale = in_proportion(input, sd * sd / mean)?;
                Ok(Self(Kind::Gamma { standard: standard_gamma(input, (mean / sd).powi(2))?, scale }))
            }
            Shape::LogNormal => {
                positive(input, mean)?;
                let variance = in_proportion(input, (sd / mean).powi(2).ln_1p())?;
                Ok(Self(Kind::LogNormal { mu: mean.ln() - variance / 2.0, sigma: variance.sqrt() }))
            }
            Shape::Normal => Ok(Self(Kind::Normal { mean, sd })),
            Shape::Uniform => Ok(Self(Kind::Uniform { low: mean - 3f64.sqrt() * sd, width: 12f64.sqrt() * sd })),
            Shape::Fixed => Ok(Self(Kind::Fixed(mean))),
        }
    }

    /// One value.
    pub fn draw(&self, random: &mut Random) -> f64 {
        match self.0 {
            Kind::Beta(one, other) => {
                // By logarithms: with small parameters both gammas may be 0, while their ratio is not.
                let (one, other) = (one.draw_ln(random), other.draw_ln(random));
                1.0 / (1.0 + (other - one).exp())
            }
            Kind::Gamma { standard, scale } => scale * standard.draw_ln(random).exp(),
            Kind::LogNormal { mu, sigma } => (mu + sigma * normal(random)).exp(),
            Kind::Normal { mean, sd } => mean + sd * normal(random),
            Kind::Uniform { low, width } => low + width * random.uniform(),
            Kind::Fixed(value) => value,
        }
    }
}

fn beta(input: &str, mean: f64, sd: f64) -> Result<Sampler> {
    if !(mean > 0.0 && mean < 1.0) {
        return Err(Refused::new(format!("{input}.mean"), "The mean of a beta distribution lies between 0 and 1: enter 0.25 for 25 %."));
    }
    let total = mean * (1.0 - mean) / (sd * sd) - 1.0;
    if total <= 0.0 {
        let most = (mean * (1.0 - mean)).sqrt();
        let sentence =
            format!("With this mean the standard deviation of a beta distribution is below {}: enter a smaller one.", number(most, 4));
        return Err(Refused::new(format!("{input}.sd"), sentence));
    }
    Ok(Sampler(Kind::Beta(standard_gamma(input, mean * total)?, standard_gamma(input, (1.0 - mean) * total)?)))
}

fn positive(input: &str, mean: f64) -> Result<()> {
    if mean > 0.0 {
        return Ok(());
    }
    Err(Refused::new(format!("{input}.mean"), "The mean of this distribution is above 0: enter one that is, or choose the normal."))
}

/// What follows from mean and sd, refused where it is out of what can be reckoned with.
fn in_proportion(input: &str, value: f64) -> Result<f64> {
    if value.is_finite() && value > 0.0 {
        return Ok(value);
    }
    Err(Refused::new(
        format!("{input}.sd"),
        "The standard deviation is out of all proportion to the mean: enter one nearer to it, or choose fixed.",
    ))
}

/// The gamma distribution of a shape within which logarithms and differences keep their digits.
fn standard_gamma(input: &str, shape: f64) -> Result<StandardGamma> {
    Ok(StandardGamma::new(in_proportion(input, if (1e-12..=1e12).contains(&shape) { shape } else { f64::NAN })?))
}
