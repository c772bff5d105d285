//! Cohort state-transition (Markov) models: any number of states and strategies, piecewise constant over time.
//!
//! A cohort starts in `initial` and moves by one matrix a cycle. Row `t` of the trace is the cohort after `t` cycles, so that `n` cycles
//! have `n + 1` rows and cycle `k` (from 1) lies between rows `k − 1` and `k`. What is counted of which row is named by [`Counting`], and
//! from when is discounted by [`Discounting`]; neither has a default. Totals are for one person of the cohort.
//!
//! Sources: Briggs, Claxton and Sculpher, Decision Modelling for Health Economic Evaluation (Oxford 2006), ch. 2; Alarid-Escudero et al.,
//! "An introductory tutorial on cohort state-transition models in R", Med Decis Making 2023;43:3-20; Elbasha and Chhatwal, "Theoretical
//! foundations and practical applications of within-cycle correction methods", Med Decis Making 2016;36:115-131 (the countings); Naimark,
//! Kabboul and Krahn, "The half-cycle correction revisited: redemption of a kludge", Med Decis Making 2013;33:961-970.

mod check;
mod transitions;
mod work;

#[cfg(test)]
pub(super) mod published;
#[cfg(test)]
mod tests;

use super::Result;
use super::dominance::{self, Row, icer_table, net_monetary_benefit};
pub use transitions::{Conversion, Transitions};
pub use work::{Totals, Work};

/// The most states of a model.
pub const MOST_STATES: usize = 50;
/// The most cycles of a model.
pub const MOST_CYCLES: usize = 2000;
/// The most strategies of a model.
pub const MOST_STRATEGIES: usize = 20;

/// A cohort model.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Names of the states, unlike one another.
    pub states: Vec<String>,
    /// How many persons (or what shares) start in each state: the sum is the cohort.
    pub initial: Vec<f64>,
    /// How many cycles are run.
    pub cycles: usize,
    /// Length of a cycle in years: 1/12 for a month.
    pub cycle_years: f64,
    /// Discount rate of costs a year: 0.03 for 3 %.
    pub cost_discount: f64,
    /// Discount rate of effects a year.
    pub effect_discount: f64,
    /// From when is discounted.
    pub discounting: Discounting,
    /// When in a cycle the cohort is counted.
    pub counting: Counting,
    /// What a unit of effect is worth, in the currency of the costs, for the net monetary benefit.
    pub willingness_to_pay: f64,
    /// What is compared.
    pub strategies: Vec<Strategy>,
}

/// What one strategy does: transitions, costs and utilities, each from a cycle onward.
#[derive(Clone, Debug, PartialEq)]
pub struct Strategy {
    /// Its name, unlike all others.
    pub name: String,
    /// How the cohort moves.
    pub transitions: Vec<FromCycle<Transitions>>,
    /// Cost of a year in each state for one person.
    pub costs: Vec<FromCycle<Vec<f64>>>,
    /// Worth of a year in each state: 1 counts years of life, utilities count QALYs.
    pub utilities: Vec<FromCycle<Vec<f64>>>,
}

/// What holds from a cycle until the next of its kind begins. The first begins at cycle 1, and cycles rise.
#[derive(Clone, Debug, PartialEq)]
pub struct FromCycle<T> {
    /// The first cycle, from 1, in which this holds.
    pub cycle: usize,
    /// What holds.
    pub value: T,
}

/// From when is discounted, at the factor `1/(1 + r)^years`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discounting {
    /// Cycle `k` is discounted by `k − 1` cycles: the first is worth its full value. Row `t`, where rows are counted, by `t`.
    FromStart,
    /// Cycle `k` is discounted by `k` cycles: the first already counts less. Row `t`, where rows are counted, by `t + 1`.
    FromEnd,
}

/// When the cohort is counted. The first three discount what a cycle comes to as one: cycle `k` at its own factor. The others are rules of
/// integration, which weigh the rows of the trace and discount each row at its own time, as the tutorial multiplies its weights by a
/// factor for each row. A row between two cycles is the end of one and the beginning of the next: half of its weight is charged at the
/// costs and utilities of each, so that what is taken in two cycles is paid for in two. (Charged wholly at those of the next, a drug of two
/// years would be paid for one and a half.) While these do not change, that is the row at its whole weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// Who is there at the start of the cycle: rows `0..n − 1`.
    Start,
    /// Who is there at the end of the cycle: rows `1..n`.
    End,
    /// Life-table method: the mean of both. Without discounting it is the half-cycle correction.
    LifeTable,
    /// Half-cycle correction by the trapezoidal rule within each cycle: half of it at its beginning and half at its end, each discounted at
    /// that time; together the rows weigh ½, 1, …, 1, ½.
    HalfCycle,
    /// Simpson's 1/3 rule of the textbooks: rows weigh 1/3, 4/3, 2/3, …, 4/3, 1/3. The number of cycles must be even.
    Simpson,
    /// Simpson's weights as the tutorial of Alarid-Escudero (package `darthtools`) has them, for any number of cycles: both ends 1/3, other
    /// rows with odd `t` 2/3, with even `t` 4/3.
    SimpsonTutorial,
}

/// What a model gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// How many persons (or what share) the cohort is.
    pub cohort: f64,
    /// The strategies, in the order of the model.
    pub strategies: Vec<StrategyOutcome>,
    /// Incremental cost-effectiveness, in order of effect.
    pub table: Vec<Row>,
}

/// What a strategy gives, for one person of the cohort.
#[derive(Clone, Debug, PartialEq)]
pub struct StrategyOutcome {
    /// The strategy's name.
    pub name: String,
    /// Share of the cohort in each state after 0, 1, … cycles.
    pub trace: Vec<Vec<f64>>,
    /// Costs and effects, discounted and not.
    pub totals: Totals,
    /// `λE − C` of the discounted totals at the model's willingness to pay.
    pub net_monetary_benefit: f64,
}

/// Runs all strategies, with their traces and the comparison.
pub fn run(model: &Model) -> Result<Outcome> {
    check::names(model)?;
    let mut work = Work::default();
    work.prepare(model)?;
    let mut strategies = Vec::with_capacity(model.strategies.len());
    for (index, strategy) in model.strategies.iter().enumerate() {
        let mut trace = Vec::with_capacity(model.cycles + 1);
        let totals = work.follow(model, index, |row| trace.push(row.to_vec()))?;
        let net_monetary_benefit = net_monetary_benefit(model.willingness_to_pay, totals.cost, totals.effect);
        strategies.push(StrategyOutcome { name: strategy.name.clone(), trace, totals, net_monetary_benefit });
    }
    let compared: Vec<dominance::Strategy> = strategies.iter().map(compared).collect();
    Ok(Outcome { cohort: model.initial.iter().sum(), strategies, table: icer_table(&compared)? })
}

fn compared(strategy: &StrategyOutcome) -> dominance::Strategy {
    dominance::Strategy { name: strategy.name.clone(), cost: strategy.totals.cost, effect: strategy.totals.effect }
}
