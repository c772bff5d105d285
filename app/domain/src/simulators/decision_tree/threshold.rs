//! From which value of a parameter another strategy is best.

use super::super::checks::{finite, real};
use super::super::{Refused, Result};
use super::rollback::{best, check, value_of};
use super::{Choice, Parameter, Tree};

/// A stretch of values of the parameter on which one strategy is best.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Where it begins.
    pub low: f64,
    /// Where it ends: the threshold, unless it is the end of the range.
    pub high: f64,
    /// The strategy.
    pub strategy: Vec<Choice>,
    /// What it is expected to give at `low`.
    pub value_at_low: f64,
    /// What it is expected to give at `high`.
    pub value_at_high: f64,
}

/// Into how many cells the range is cut: a strategy that is best only within one of them, and not linear, may be missed.
const CELLS: usize = 64;
/// Halvings of a cell: as many as an f64 can take.
const HALVINGS: usize = 100;
/// How many strategies may be best within one cell: 2 to this.
const MOST_SPLITS: usize = 12;
/// How many nodes are valued in all, for an answer within a moment.
const MOST_VISITS: usize = 20_000_000;

/// One-way threshold analysis: which strategy is best for each value of a parameter in a range. In between two values where different
/// strategies are best, the threshold is where both are worth the same: exactly, where both are linear in the parameter (as they are where
/// it comes once on each way); by bisection otherwise. Where a third is better there still, both sides are searched on.
pub fn thresholds(tree: &Tree, parameter: &str, low: f64, high: f64) -> Result<Vec<Piece>> {
    let left = MOST_VISITS / check(tree)?;
    finite(|| "low".to_owned(), low)?;
    finite(|| "high".to_owned(), high)?;
    if low >= high {
        return Err(Refused::new("high", "The range ends before it begins: enter a high above the low."));
    }
    let mut search = Search { tree, parameter: place(tree, parameter)?, parameters: tree.parameters.clone(), switches: vec![], left };
    let first = search.best(low)?;
    let mut before = first.clone();
    for cell in 1..=CELLS {
        let x = if cell == CELLS { high } else { low + (high - low) * (real(cell) / real(CELLS)) };
        let next = search.best(x)?;
        search.between(&before, &next, MOST_SPLITS)?;
        before = next;
    }
    let switches = std::mem::take(&mut search.switches);
    search.pieces(first, switches, high)
}

/// Where a parameter stands.
pub(super) fn place(tree: &Tree, parameter: &str) -> Result<usize> {
    tree.parameters
        .iter()
        .position(|each| each.name == parameter)
        .ok_or_else(|| Refused::new("parameter", format!("There is no parameter called “{parameter}”: choose one of the tree's.")))
}

struct Search<'a> {
    tree: &'a Tree,
    parameter: usize,
    parameters: Vec<Parameter>,
    /// Values from which another strategy is best, rising.
    switches: Vec<(f64, Vec<Choice>)>,
    /// How often the tree may still be valued.
    left: usize,
}

/// The best at a value of the parameter.
#[derive(Clone)]
struct Best {
    x: f64,
    strategy: Vec<Choice>,
}

impl Search<'_> {
    fn set(&mut self, x: f64) -> Result<()> {
        let sentence = "The best strategy changes too often in this range to find where: narrow the range, or make the tree smaller.";
        self.left = self.left.checked_sub(1).ok_or_else(|| Refused::new("high", sentence))?;
        self.parameters[self.parameter].value = x;
        Ok(())
    }

    fn best(&mut self, x: f64) -> Result<Best> {
        self.set(x)?;
        Ok(Best { x, strategy: best(self.tree, &self.parameters)?.strategy })
    }

    fn value(&mut self, strategy: &[Choice], x: f64) -> Result<f64> {
        self.set(x)?;
        value_of(self.tree, &self.parameters, strategy)
    }

    fn between(&mut self, low: &Best, high: &Best, splits: usize) -> Result<()> {
        if low.strategy == high.strategy {
            return Ok(());
        }
        let (x, tolerance) = self.crossing(low, high)?;
        let middle = self.best(x)?;
        let gain = self.value(&middle.strategy, x)? - self.value(&low.strategy, x)?;
        if gain > tolerance && splits > 0 && low.x < x && x < high.x {
            self.between(low, &middle, splits - 1)?;
            return self.between(&middle, high, splits - 1);
        }
        self.switches.push((x, high.strategy.clone()));
        Ok(())
    }

    /// Where two strategies are worth the same, one better at the low and the other at the high end, and how exactly that is known.
    fn crossing(&mut self, low: &Best, high: &Best) -> Result<(f64, f64)> {
        let at_low = self.lead(low, high, low.x)?;
        let at_high = self.lead(low, high, high.x)?;
        if at_low <= 0.0 || at_high >= 0.0 {
            return Ok((if at_low <= 0.0 { low.x } else { high.x }, 0.0));
        }
        let straight = low.x + (high.x - low.x) * (at_low / (at_low - at_high));
        let tolerance = 1e-9 * at_low.max(-at_high) + 1e-12 * self.value(&low.strategy, straight)?.abs();
        if self.lead(low, high, straight)?.abs() <= tolerance {
            return Ok((straight, tolerance));
        }
        let (mut left, mut right) = (low.x, high.x);
        for _ in 0..HALVINGS {
            let middle = left + (right - left) / 2.0;
            if self.lead(low, high, middle)? > 0.0 { left = middle } else { right = middle }
        }
        Ok((right, tolerance))
    }

    fn lead(&mut self, low: &Best, high: &Best, x: f64) -> Result<f64> {
        Ok(self.value(&low.strategy, x)? - self.value(&high.strategy, x)?)
    }

    fn pieces(&mut self, first: Best, switches: Vec<(f64, Vec<Choice>)>, end: f64) -> Result<Vec<Piece>> {
        let least = 1e-12 * (end - first.x);
        let mut starts: Vec<(f64, Vec<Choice>)> = vec![(first.x, first.strategy)];
        for (x, strategy) in switches {
            // A tie at a single value makes no stretch.
            if starts.last().is_some_and(|last| x - last.0 <= least) {
                let start = starts.pop().map_or(x, |last| last.0);
                starts.push((start, strategy));
            } else if end - x > least {
                starts.push((x, strategy));
            }
        }
        starts.dedup_by(|next, before| next.1 == before.1);
        let ends: Vec<f64> = starts.iter().skip(1).map(|start| start.0).chain([end]).collect();
        let mut pieces = Vec::with_capacity(starts.len());
        for ((low, strategy), high) in starts.into_iter().zip(ends) {
            let (value_at_low, value_at_high) = (self.value(&strategy, low)?, self.value(&strategy, high)?);
            pieces.push(Piece { low, high, strategy, value_at_low, value_at_high });
        }
        Ok(pieces)
    }
}
