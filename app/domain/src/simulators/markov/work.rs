//! The run itself, in memory that is kept from run to run: a probabilistic analysis runs a model ten thousand times.

use super::super::Result;
use super::super::checks::real;
use super::{Counting, Discounting, FromCycle, Model, Strategy, check};

/// Costs and effects of a strategy, for one person of the cohort.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// Costs, discounted.
    pub cost: f64,
    /// Effects (years of life, or QALYs), discounted.
    pub effect: f64,
    /// Costs as they fall due.
    pub undiscounted_cost: f64,
    /// Effects as they are had.
    pub undiscounted_effect: f64,
}

/// Memory of a run. Runs after the first allocate nothing, as long as the model's sizes stay.
#[derive(Clone, Debug, Default)]
pub struct Work {
    matrix: Vec<f64>,
    now: Vec<f64>,
    next: Vec<f64>,
    cost_factors: Vec<f64>,
    effect_factors: Vec<f64>,
    /// Rates and length of cycle for which the factors are.
    factors_of: Option<(f64, f64, f64)>,
}

/// What is counted of a row: with which weight, at the values of which cycle, discounted by how many cycles.
#[derive(Clone, Copy)]
struct Charge {
    weight: f64,
    cycle: usize,
    discounted: usize,
}

impl Work {
    /// Totals of all strategies, in the order of the model, into `totals`: without traces, for many runs.
    pub fn totals(&mut self, model: &Model, totals: &mut Vec<Totals>) -> Result<()> {
        self.prepare(model)?;
        totals.clear();
        for strategy in 0..model.strategies.len() {
            totals.push(self.follow(model, strategy, |_| {})?);
        }
        Ok(())
    }

    pub(super) fn prepare(&mut self, model: &Model) -> Result<()> {
        check::numbers(model)?;
        let states = model.states.len();
        self.matrix.resize(states * states, 0.0);
        self.now.resize(states, 0.0);
        self.next.resize(states, 0.0);
        let wanted = (model.cost_discount, model.effect_discount, model.cycle_years);
        let moments = model.cycles + 2;
        if self.factors_of != Some(wanted) || self.cost_factors.len() != moments {
            factors(&mut self.cost_factors, model.cost_discount, model.cycle_years, moments);
            factors(&mut self.effect_factors, model.effect_discount, model.cycle_years, moments);
            self.factors_of = Some(wanted);
        }
        Ok(())
    }

    /// Follows the cohort through one strategy of a model that was prepared, and shows each row of the trace.
    pub(super) fn follow(&mut self, model: &Model, index: usize, mut show: impl FnMut(&[f64])) -> Result<Totals> {
        let strategy = &model.strategies[index];
        let states = model.states.len();
        let cohort: f64 = model.initial.iter().sum();
        self.now.iter_mut().zip(&model.initial).for_each(|(now, initial)| *now = initial / cohort);
        let mut totals = Totals::default();
        for row in 0..=model.cycles {
            show(&self.now);
            self.charge(model, index, row, &mut totals);
            let cycle = row + 1;
            if let Ok(place) = strategy.transitions.binary_search_by_key(&cycle, |from| from.cycle) {
                let input = || format!("strategies.{index}.transitions.{place}");
                strategy.transitions[place].value.write(input, states, model.cycle_years, &mut self.matrix)?;
            }
            self.advance(states);
        }
        Ok(totals)
    }

    fn advance(&mut self, states: usize) {
        self.next.fill(0.0);
        for (share, row) in self.now.iter().zip(self.matrix.chunks_exact(states)) {
            self.next.iter_mut().zip(row).for_each(|(next, chance)| *next += share * chance);
        }
        std::mem::swap(&mut self.now, &mut self.next);
    }

    fn charge(&self, model: &Model, index: usize, row: usize, totals: &mut Totals) {
        let strategy = &model.strategies[index];
        for charge in charges(model, strategy, row).into_iter().flatten() {
            let weight = charge.weight * model.cycle_years;
            let cost = weight * product(&self.now, in_force(&strategy.costs, charge.cycle));
            let effect = weight * product(&self.now, in_force(&strategy.utilities, charge.cycle));
            totals.undiscounted_cost += cost;
            totals.undiscounted_effect += effect;
            totals.cost += cost * self.cost_factors[charge.discounted];
            totals.effect += effect * self.effect_factors[charge.discounted];
        }
    }
}

fn factors(into: &mut Vec<f64>, rate: f64, years: f64, moments: usize) {
    into.clear();
    // `ln_1p` keeps small rates exact; a rate of 0 gives exactly 1.
    into.extend((0..moments).map(|cycle| (-rate.ln_1p() * real(cycle) * years).exp()));
}

fn product(shares: &[f64], values: &[f64]) -> f64 {
    shares.iter().zip(values).map(|(share, value)| share * value).sum()
}

/// What holds in a cycle; a schedule that was checked begins with cycle 1.
fn in_force(schedule: &[FromCycle<Vec<f64>>], cycle: usize) -> &[f64] {
    &schedule[schedule.partition_point(|from| from.cycle <= cycle).saturating_sub(1)].value
}

/// What is counted of a row of the trace: see [`Counting`].
fn charges(model: &Model, strategy: &Strategy, row: usize) -> [Option<Charge>; 2] {
    let later = match model.discounting {
        Discounting::FromStart => 0,
        Discounting::FromEnd => 1,
    };
    let begins = |weight, moment: usize| (row < model.cycles).then_some(Charge { weight, cycle: row + 1, discounted: moment + later });
    let ends = |weight, moment: usize| (row > 0).then_some(Charge { weight, cycle: row, discounted: moment + later });
    let same = |values: &[FromCycle<Vec<f64>>]| std::ptr::eq(in_force(values, row), in_force(values, row + 1));
    let edge = row == 0 || row == model.cycles;
    let weighed = |weight: f64| {
        // Between two cycles that are worth the same, one charge says what two halves would.
        if edge || same(&strategy.costs) && same(&strategy.utilities) {
            [ends(weight, row).or(begins(weight, row)), None]
        } else {
            [ends(0.5 * weight, row), begins(0.5 * weight, row)]
        }
    };
    let (before, odd) = (row.saturating_sub(1), row % 2 == 1);
    match model.counting {
        Counting::Start => [begins(1.0, row), None],
        Counting::End => [ends(1.0, before), None],
        Counting::LifeTable => [ends(0.5, before), begins(0.5, row)],
        Counting::HalfCycle => weighed(if edge { 0.5 } else { 1.0 }),
        Counting::Simpson | Counting::SimpsonTutorial if edge => weighed(1.0 / 3.0),
        Counting::Simpson => weighed(if odd { 4.0 / 3.0 } else { 2.0 / 3.0 }),
        Counting::SimpsonTutorial => weighed(if odd { 2.0 / 3.0 } else { 4.0 / 3.0 }),
    }
}
