//! What rules cost: how often charts of a process that never changes show a signal.

use super::{Baseline, Chart, Inputs, MOST_POINTS, Phase, RuleSet, Series, chart};
use crate::simulators::checks::many;
use crate::simulators::draws::normal;
use crate::simulators::random::Random;
use crate::simulators::{Refused, Result};

/// Most points on all charts together.
const MOST_IN_ALL: usize = 1_000_000;

/// Shares of charts with at least one signal, though nothing changed, by rule set; 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FalseAlarms {
    /// A point beyond a limit, nothing else.
    pub limits_only: f64,
    /// Western Electric.
    pub western_electric: f64,
    /// NHS, "Making data count"; nothing is screened, as limits are known.
    pub nhs_making_data_count: f64,
}

/// Values of a stable process: independent, normal, mean 0 and sigma 1.
pub fn stable_series(points: usize, seed: u64) -> Result<Vec<f64>> {
    many("points", points, 2, MOST_POINTS, "points")?;
    let mut random = Random::seeded(seed);
    Ok((0..points).map(|_| normal(&mut random)).collect())
}

/// A stable series against its known limits.
pub fn stable_chart(points: usize, seed: u64, rules: RuleSet) -> Result<Chart> {
    let series = Series::Individuals(stable_series(points, seed)?);
    chart(&Inputs { series, phases: vec![Phase { first: 0, baseline: Baseline::Known { center: 0.0, sigma: 1.0 } }], rules })
}

/// Shares of so many stable charts that show a signal: those of the seeds from `seed` on, each read by all rule sets.
pub fn false_alarms(points: usize, charts: usize, seed: u64) -> Result<FalseAlarms> {
    many("points", points, 2, MOST_POINTS, "points")?;
    if charts == 0 || charts.saturating_mul(points) > MOST_IN_ALL {
        let most = MOST_IN_ALL / points;
        return Err(Refused::new("charts", format!("These are {charts} charts of {points} points: draw 1 to {most}.")));
    }
    let seeds = (seed..=u64::MAX).chain(0..seed).take(charts);
    let mut counts = [0_u32; 3];
    for seed in seeds {
        let sets = [RuleSet::LimitsOnly, RuleSet::WesternElectric, RuleSet::NhsMakingDataCount];
        for (count, rules) in counts.iter_mut().zip(sets) {
            *count += u32::from(!stable_chart(points, seed, rules)?.signals.is_empty());
        }
    }
    let [limits_only, western_electric, nhs_making_data_count] = counts.map(|count| f64::from(count) / charts as f64);
    Ok(FalseAlarms { limits_only, western_electric, nhs_making_data_count })
}
