//! How much work inputs may ask for: anybody may ask the server for it, and nobody is to wait minutes for a page.
//!
//! A step is about a billionth of a second on a server. A cycle of `n` states takes `(n + 4)²`: the square for the matrix, the rest for
//! what is counted of it.

use super::super::super::{FEW_DRAWS, Wanted};
use super::plan::Plan;
use crate::simulators::markov::Model;
use crate::simulators::{Refused, Result};

/// Comparisons of rows with cells while a model is put together. Fifty age groups of 20 states stay far below.
const READING: f64 = 2e7;
/// Steps of what is worked at each key and for each request, and of the draws that the server makes: some hundredths of a second.
const WORKING: f64 = 5e7;
/// Steps of the draws that a browser makes beside the page: seconds. The published model takes a tenth, with 10,000 draws.
const DRAWING: f64 = 2e9;
/// The least draws that are made where any are.
const LEAST: f64 = 20.0;

/// Refuses rows that make a model too large to be put together: so many comparisons in all strategies.
pub(super) fn reading(comparisons: f64) -> Result<()> {
    let sentence = "These rows change the model too often: enter fewer states, strategies, or rows with cycles of their own.";
    if comparisons > READING { Err(Refused::new("moves", sentence)) } else { Ok(()) }
}

/// Refuses what takes too long without draws: the model once, and twice more for each of the parameters that vary.
pub(super) fn working(plan: &Plan) -> Result<()> {
    let varied = plan.parameters.iter().filter(|parameter| parameter.ends.is_some()).count();
    let runs = if plan.model.strategies.len() > 1 { 2 + 2 * varied } else { 1 };
    let sentence = "This takes too long to work out: enter fewer cycles, states or strategies, or fewer parameters with a low and a high.";
    if plan.steps() * runs as f64 > WORKING { Err(Refused::new("cycles", sentence)) } else { Ok(()) }
}

/// How many of the draws that are asked for are made where; refuses more than a browser makes in seconds.
pub(super) fn drawing(plan: &Plan, asked: usize) -> Result<Wanted> {
    working(plan)?;
    let steps = plan.steps();
    let most = (DRAWING / steps) as usize;
    if asked > most {
        let sentence = format!("So many draws of this model take too long: enter at most {most}, or fewer cycles, states or strategies.");
        return Err(Refused::new("draws", sentence));
    }
    let few = (WORKING / steps).max(LEAST) as usize;
    Ok(Wanted { all: asked, few: few.min(FEW_DRAWS).min(asked) })
}

/// Steps of one run of all strategies, without the sums of its cells.
pub(super) fn steps_of(model: &Model) -> f64 {
    let states = model.states.len() as f64 + 4.0;
    let cycles: usize = model.strategies.iter().map(|strategy| model.cycles + 1 + strategy.transitions.len()).sum();
    states * states * cycles as f64
}
