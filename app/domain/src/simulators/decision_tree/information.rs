//! What it is worth to know more before deciding.
//!
//! The event is one whose probability is a parameter of the tree. Knowing a finding changes that parameter to its posterior probability
//! (Bayes), and the tree is rolled back anew. That is right where the expected value of each strategy is linear in the probability, as the
//! law of total expectation demands; a tree where it is not is refused.

use super::super::checks::{not_negative, probability};
use super::super::{Refused, Result};
use super::rollback::{best, check, value_of};
use super::threshold::place;
use super::{Choice, Parameter, Tree};

/// A test for an event, before anything is decided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Test {
    /// Probability of a positive finding if the event is the case.
    pub sensitivity: f64,
    /// Probability of a negative finding if it is not.
    pub specificity: f64,
    /// What the test costs, in the unit of the payoffs.
    pub cost: f64,
}

/// What a finding says and what is best then.
#[derive(Clone, Debug, PartialEq)]
pub struct Signal {
    /// Whether the finding is positive.
    pub positive: bool,
    /// How probable the finding is.
    pub probability: f64,
    /// Probability of the event given the finding; that without it where the finding cannot occur.
    pub posterior: f64,
    /// What the best strategy then is expected to give, without the cost of the test.
    pub expected_value: f64,
    /// The best strategy then.
    pub strategy: Vec<Choice>,
}

/// What information is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Information {
    /// What the best strategy is expected to give without it.
    pub without: f64,
    /// What is expected with it, without its cost.
    pub with: f64,
    /// Expected value of the information, before its cost: EVSI of a test, EVPI of a perfect one. Never negative.
    pub worth: f64,
    /// `worth` less the cost: test if it is above 0.
    pub net: f64,
    /// Positive, then negative.
    pub signals: [Signal; 2],
}

/// Expected value of perfect information (EVPI) about an event whose probability is a parameter.
pub fn perfect_information(tree: &Tree, event: &str) -> Result<Information> {
    information(tree, event, Test { sensitivity: 1.0, specificity: 1.0, cost: 0.0 })
}

/// Expected value of sample information (EVSI) of a test for an event whose probability is a parameter.
pub fn information(tree: &Tree, event: &str, test: Test) -> Result<Information> {
    check(tree)?;
    let mut asked = Asked { tree, event: place(tree, event)?, parameters: tree.parameters.clone() };
    let prior = probability(|| format!("parameters.{}.value", asked.event), tree.parameters[asked.event].value)?;
    probability(|| "test.sensitivity".to_owned(), test.sensitivity)?;
    probability(|| "test.specificity".to_owned(), test.specificity)?;
    not_negative(|| "test.cost".to_owned(), test.cost)?;
    let without = asked.best(prior)?;
    let positive = asked.signal(true, prior, test.sensitivity, 1.0 - test.specificity)?;
    let negative = asked.signal(false, prior, 1.0 - test.sensitivity, test.specificity)?;
    // What each finding adds to what would be done anyway: never negative, and no difference of two large sums.
    let mut worth = 0.0;
    for signal in [&positive, &negative] {
        let anyway = asked.value(signal.posterior, &without.1)?;
        worth += signal.probability * (signal.expected_value - anyway).max(0.0);
    }
    Ok(Information { without: without.0, with: without.0 + worth, worth, net: worth - test.cost, signals: [positive, negative] })
}

struct Asked<'a> {
    tree: &'a Tree,
    event: usize,
    parameters: Vec<Parameter>,
}

impl Asked<'_> {
    fn signal(&mut self, positive: bool, prior: f64, if_so: f64, if_not: f64) -> Result<Signal> {
        let (together, otherwise) = (prior * if_so, (1.0 - prior) * if_not);
        let probability = together + otherwise;
        let posterior = if probability > 0.0 { together / probability } else { prior };
        let (expected_value, strategy) = self.best(posterior)?;
        Ok(Signal { positive, probability, posterior, expected_value, strategy })
    }

    /// The best value and strategy at a probability of the event, with which the value of that strategy must be linear.
    fn best(&mut self, probability: f64) -> Result<(f64, Vec<Choice>)> {
        self.parameters[self.event].value = probability;
        let best = best(self.tree, &self.parameters)?;
        let (never, always) = (self.value(0.0, &best.strategy)?, self.value(1.0, &best.strategy)?);
        let straight = never * (1.0 - probability) + always * probability;
        let scale = never.abs().max(always.abs()).max(best.expected_value.abs());
        if (straight - best.expected_value).abs() <= 1e-9 * scale {
            return Ok((best.expected_value, best.strategy));
        }
        let sentence = "The value of the best strategy is not linear in this probability: name it once on each way through the tree.";
        Err(Refused::new(format!("parameters.{}", self.event), sentence))
    }

    fn value(&mut self, probability: f64, strategy: &[Choice]) -> Result<f64> {
        self.parameters[self.event].value = probability;
        value_of(self.tree, &self.parameters, strategy)
    }
}
