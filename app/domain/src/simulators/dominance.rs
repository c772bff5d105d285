//! Which strategies are worth considering: the table of incremental cost-effectiveness ratios.
//!
//! Strategies in order of effect; one that costs no less and gives no more than another is dominated; one that a mix of two others beats is
//! dominated by extension; what remains is the efficient frontier, each compared with its predecessor: `ICER = ΔC/ΔE`
//! (Drummond et al., Methods for the Economic Evaluation of Health Care Programmes, 4th ed.; Alarid-Escudero et al., Med Decis Making
//! 2023;43:3-20).

use super::checks::{finite, many};
use super::order::{repeated, sorted};
use super::{Refused, Result};

/// The most strategies in one table.
pub const MOST_STRATEGIES: usize = 1000;

/// A strategy with what it costs and gives, a person (or a cohort: the same for all).
#[derive(Clone, Debug, PartialEq)]
pub struct Strategy {
    /// Its name, unlike all others.
    pub name: String,
    /// Total cost, in the author's currency; negative where it saves.
    pub cost: f64,
    /// Total effect, in the author's unit (QALYs, life-years); more is better.
    pub effect: f64,
}

/// Where a strategy stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// The cheapest strategy of the frontier: the others are compared onward from it.
    Reference,
    /// On the frontier.
    Frontier {
        /// Cost beyond that of the predecessor on the frontier.
        incremental_cost: f64,
        /// Effect beyond that of the predecessor on the frontier.
        incremental_effect: f64,
        /// Cost of one more unit of effect.
        icer: f64,
    },
    /// Another costs no more and gives no less, and one of both is strictly better.
    Dominated {
        /// The cheapest that does so (the most effective of equally cheap ones).
        by: String,
    },
    /// A mix of two strategies of the frontier gives the same effect for less.
    ExtendedDominated {
        /// The neighbours on the frontier: the less and the more effective.
        between: (String, String),
    },
    /// Cost and effect are those of another strategy that comes before it by name and stands for both.
    Equal {
        /// That other strategy.
        to: String,
    },
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The strategy.
    pub strategy: Strategy,
    /// Where it stands.
    pub standing: Standing,
}

/// The table in order of effect, then cost, then name: whatever the order of the strategies.
pub fn icer_table(strategies: &[Strategy]) -> Result<Vec<Row>> {
    check(strategies)?;
    let by_effect =
        |a: &&Strategy, b: &&Strategy| a.effect.total_cmp(&b.effect).then(a.cost.total_cmp(&b.cost)).then_with(|| a.name.cmp(&b.name));
    let sorted = sorted(strategies.iter().collect(), by_effect);
    let worse: Vec<Option<Standing>> =
        sorted.iter().map(|strategy| equalled(strategy, &sorted).or_else(|| dominated(strategy, &sorted))).collect();
    let frontier = hull(sorted.iter().zip(&worse).filter(|(_, worse)| worse.is_none()).map(|(strategy, _)| *strategy));
    let rows = sorted.iter().zip(worse);
    Ok(rows
        .map(|(strategy, worse)| Row { strategy: (*strategy).clone(), standing: worse.unwrap_or_else(|| onward(strategy, &frontier)) })
        .collect())
}

/// Net monetary benefit: `λE − C`, at a willingness to pay of `λ` for a unit of effect.
pub fn net_monetary_benefit(willingness_to_pay: f64, cost: f64, effect: f64) -> f64 {
    willingness_to_pay * effect - cost
}

fn check(strategies: &[Strategy]) -> Result<()> {
    many("strategies", strategies.len(), 1, MOST_STRATEGIES, "strategies")?;
    for (index, strategy) in strategies.iter().enumerate() {
        finite(|| format!("strategies.{index}.cost"), strategy.cost)?;
        finite(|| format!("strategies.{index}.effect"), strategy.effect)?;
    }
    let Some((index, name)) = repeated(strategies.iter().map(|strategy| &strategy.name)) else { return Ok(()) };
    let sentence = format!("Two strategies are called “{name}”: give each a name of its own.");
    Err(Refused::new(format!("strategies.{index}.name"), sentence))
}

fn equalled(strategy: &Strategy, sorted: &[&Strategy]) -> Option<Standing> {
    let twins = |other: &&&Strategy| other.cost == strategy.cost && other.effect == strategy.effect;
    let first = sorted.iter().filter(twins).map(|other| &other.name).min()?;
    (*first != strategy.name).then(|| Standing::Equal { to: first.clone() })
}

fn dominated(strategy: &Strategy, sorted: &[&Strategy]) -> Option<Standing> {
    let better = |other: &&&Strategy| {
        other.cost <= strategy.cost && other.effect >= strategy.effect && (other.cost < strategy.cost || other.effect > strategy.effect)
    };
    let cheapest = sorted
        .iter()
        .filter(better)
        .min_by(|a, b| a.cost.total_cmp(&b.cost).then(b.effect.total_cmp(&a.effect)).then_with(|| a.name.cmp(&b.name)))?;
    Some(Standing::Dominated { by: cheapest.name.clone() })
}

/// The lower convex hull of strategies whose costs and effects both rise.
fn hull<'a>(rising: impl Iterator<Item = &'a Strategy>) -> Vec<&'a Strategy> {
    let mut hull: Vec<&Strategy> = Vec::new();
    for next in rising {
        while let [.., before, last] = hull[..]
            && icer(before, last) > icer(last, next)
        {
            hull.pop();
        }
        hull.push(next);
    }
    hull
}

fn icer(before: &Strategy, next: &Strategy) -> f64 {
    (next.cost - before.cost) / (next.effect - before.effect)
}

fn onward(strategy: &Strategy, frontier: &[&Strategy]) -> Standing {
    let place = frontier.partition_point(|other| other.effect < strategy.effect);
    let before = place.checked_sub(1).map(|index| frontier[index]);
    match (before, frontier.get(place)) {
        (Some(before), Some(next)) if next.name == strategy.name => Standing::Frontier {
            incremental_cost: strategy.cost - before.cost,
            incremental_effect: strategy.effect - before.effect,
            icer: icer(before, strategy),
        },
        (Some(before), Some(next)) => Standing::ExtendedDominated { between: (before.name.clone(), next.name.clone()) },
        // The cheapest and the most effective that are not dominated are always on the hull.
        _ => Standing::Reference,
    }
}

#[cfg(test)]
mod tests;
