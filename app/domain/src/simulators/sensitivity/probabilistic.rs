//! Probabilistic sensitivity analysis: what draws of all parameters together say about a decision.
//!
//! Each draw has a generator of its own from seed and number, so that draws may be made in chunks (`0..500`, `500..1000`, …) and put one
//! after another: the result is that of one go. Acceptability curves and frontier: Fenwick, Claxton and Sculpher, Health Econ
//! 2001;10:779-787. EVPI a decision: Claxton, J Health Econ 1999;18:341-364.

use std::ops::Range;

use super::super::checks::{finite, many, real};
use super::super::dominance::{Row, Strategy, icer_table, net_monetary_benefit};
use super::super::random::Random;
use super::super::{Refused, Result};
use super::MOST_PARAMETERS;
use super::distribution::{Sampler, Uncertain};

/// The most draws.
pub const MOST_DRAWS: usize = 50_000;
/// The most strategies that are compared.
pub const MOST_STRATEGIES: usize = 20;
/// The most values of willingness to pay.
pub const MOST_LEVELS: usize = 101;

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Inputs {
    /// The seed: the same gives the same draws.
    pub seed: u64,
    /// How many draws there are in all.
    pub draws: usize,
    /// The parameters, drawn independently of one another.
    pub parameters: Vec<Uncertain>,
    /// Names of the strategies that the model compares.
    pub strategies: Vec<String>,
}

/// What one strategy costs and gives in one draw.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CostEffect {
    /// Cost, in the author's currency.
    pub cost: f64,
    /// Effect, in the author's unit.
    pub effect: f64,
}

/// Makes some of the draws. The model gets the values of the parameters and fills in cost and effect of each strategy; the result has the
/// strategies of the first draw, then those of the next, and so on. Allocates once, unless the model does.
pub fn draw(
    inputs: &Inputs,
    chunk: Range<usize>,
    mut model: impl FnMut(&[f64], &mut [CostEffect]) -> Result<()>,
) -> Result<Vec<CostEffect>> {
    let samplers = samplers(inputs, &chunk)?;
    let strategies = inputs.strategies.len();
    let mut values = vec![0.0; samplers.len()];
    let mut outcomes = vec![CostEffect::default(); chunk.len() * strategies];
    for (number, outcome) in chunk.zip(outcomes.chunks_exact_mut(strategies)) {
        let mut random = Random::of_draw(inputs.seed, u64::try_from(number).unwrap_or(u64::MAX));
        values.iter_mut().zip(&samplers).for_each(|(value, sampler)| *value = sampler.draw(&mut random));
        model(&values, outcome)?;
        if outcome.iter().any(|each| !(each.cost.is_finite() && each.effect.is_finite())) {
            let sentence = format!("In draw {number} the model gives no number: narrow the distributions to values that it can work with.");
            return Err(Refused::new("parameters", sentence));
        }
    }
    Ok(outcomes)
}

fn samplers(inputs: &Inputs, chunk: &Range<usize>) -> Result<Vec<Sampler>> {
    many("draws", inputs.draws, 2, MOST_DRAWS, "draws")?;
    many("parameters", inputs.parameters.len(), 1, MOST_PARAMETERS, "parameters")?;
    many("strategies", inputs.strategies.len(), 1, MOST_STRATEGIES, "strategies")?;
    if chunk.start > chunk.end || chunk.end > inputs.draws {
        return Err(Refused::new("draws", format!("Draws are numbered from 0 and there are {}: ask for some of these.", inputs.draws)));
    }
    inputs.parameters.iter().enumerate().map(|(index, parameter)| Sampler::new(&format!("parameters.{index}"), parameter)).collect()
}

/// What the draws say.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The strategies' means, in their order.
    pub strategies: Vec<Means>,
    /// Incremental cost-effectiveness of the means, in order of effect.
    pub table: Vec<Row>,
    /// The decision at each willingness to pay, in the order asked for.
    pub levels: Vec<Level>,
}

/// Means of a strategy over the draws, with their standard errors (sd of the draws by the root of their number).
#[derive(Clone, Debug, PartialEq)]
pub struct Means {
    /// The strategy's name.
    pub name: String,
    /// Mean cost.
    pub cost: Estimate,
    /// Mean effect.
    pub effect: Estimate,
}

/// An estimate from draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The mean.
    pub mean: f64,
    /// Its standard error: what more draws would make smaller.
    pub standard_error: f64,
}

/// The decision at one willingness to pay.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// What a unit of effect is worth.
    pub willingness_to_pay: f64,
    /// Acceptability curves: share of the draws in which each strategy has the highest net benefit; strategies that tie share the draw.
    pub probabilities: Vec<f64>,
    /// The strategy with the highest mean net benefit: the one to choose. The acceptability frontier is its probability.
    pub best: usize,
    /// Expected value of perfect information for one decision, in the currency: mean of the highest net benefits less the highest mean.
    pub perfect_information: Estimate,
}

impl Level {
    /// The acceptability frontier: the probability that the strategy to choose is the right one.
    pub fn frontier(&self) -> f64 {
        self.probabilities.get(self.best).copied().unwrap_or_default()
    }
}

/// Sums up draws of all chunks, at several values of willingness to pay.
pub fn summarize(strategies: &[String], draws: &[CostEffect], willingness_to_pay: &[f64]) -> Result<Summary> {
    many("strategies", strategies.len(), 1, MOST_STRATEGIES, "strategies")?;
    many("willingness_to_pay", willingness_to_pay.len(), 1, MOST_LEVELS, "values of willingness to pay")?;
    many("draws", draws.len() / strategies.len(), 2, MOST_DRAWS, "draws")?;
    if !draws.len().is_multiple_of(strategies.len()) {
        return Err(Refused::new("draws", "The last draw is not whole: pass all strategies of each draw."));
    }
    for each in draws {
        finite(|| "draws".to_owned(), each.cost)?;
        finite(|| "draws".to_owned(), each.effect)?;
    }
    for (index, level) in willingness_to_pay.iter().enumerate() {
        finite(|| format!("willingness_to_pay.{index}"), *level)?;
    }
    let means: Vec<Means> = strategies.iter().enumerate().map(|(index, name)| means(name, index, strategies.len(), draws)).collect();
    let compared = |each: &Means| Strategy { name: each.name.clone(), cost: each.cost.mean, effect: each.effect.mean };
    let table = icer_table(&means.iter().map(compared).collect::<Vec<_>>())?;
    let levels = willingness_to_pay.iter().map(|willingness| level(*willingness, &means, draws)).collect();
    Ok(Summary { strategies: means, table, levels })
}

fn means(name: &str, index: usize, strategies: usize, draws: &[CostEffect]) -> Means {
    let own = || draws.iter().skip(index).step_by(strategies);
    Means { name: name.to_owned(), cost: estimate(own().map(|each| each.cost)), effect: estimate(own().map(|each| each.effect)) }
}

/// Mean and standard error, in two passes: no difference of large squares.
fn estimate(values: impl Iterator<Item = f64> + Clone) -> Estimate {
    let number = real(values.clone().count());
    let mean = values.clone().sum::<f64>() / number;
    let squares: f64 = values.map(|value| (value - mean).powi(2)).sum();
    Estimate { mean, standard_error: (squares / (number - 1.0) / number).sqrt() }
}

fn level(willingness_to_pay: f64, means: &[Means], draws: &[CostEffect]) -> Level {
    let worth = |each: &CostEffect| net_monetary_benefit(willingness_to_pay, each.cost, each.effect);
    let mean = |each: &Means| net_monetary_benefit(willingness_to_pay, each.cost.mean, each.effect.mean);
    // Of equal ones the first.
    let best = (1..means.len()).fold(0, |best, next| if mean(&means[next]) > mean(&means[best]) { next } else { best });
    let highest = |draw: &[CostEffect]| draw.iter().map(worth).fold(f64::NEG_INFINITY, f64::max);
    let mut probabilities = vec![0.0; means.len()];
    for draw in draws.chunks_exact(means.len()) {
        let highest = highest(draw);
        let tied = real(draw.iter().filter(|each| worth(each) == highest).count());
        let winners = probabilities.iter_mut().zip(draw).filter(|(_, each)| worth(each) == highest);
        winners.for_each(|(probability, _)| *probability += 1.0 / tied);
    }
    let number = real(draws.len() / means.len());
    probabilities.iter_mut().for_each(|probability| *probability /= number);
    // Draw by draw what the best strategy misses: never negative, and no difference of two large means.
    let missed = draws.chunks_exact(means.len()).map(|draw| highest(draw) - worth(&draw[best]));
    Level { willingness_to_pay, probabilities, best, perfect_information: estimate(missed) }
}
