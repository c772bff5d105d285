//! Bundled payment: a target price from past episodes, reconciliation at the end of the year, and how much of the result is luck.
//!
//! The order is that of Medicare's models (CMS, BPCI Advanced reconciliation specifications): episodes are winsorized, the target is the
//! past mean trended and discounted, the difference is adjusted by quality, then stop-gain and stop-loss bound it.

mod chance;
#[cfg(test)]
mod tests;

pub use chance::{Luck, normal_below};

use super::amounts::{amount, length, number, positive, rate, share};
use super::checks::real;
use super::order::quantile;
use super::{Refused, Result};

/// The most episodes of one list.
pub const MOST_EPISODES: usize = 100_000;

/// A year of episodes under a bundled payment. Costs are dollars per episode.
#[derive(Clone, Debug, PartialEq)]
pub struct Bundle {
    /// Cost of each past episode that sets the price; 2 or more.
    pub historical_costs: Vec<f64>,
    /// Cost of each episode of the year; 1 or more. Their number is the volume.
    pub costs: Vec<f64>,
    /// Growth of costs from the past to the year, as a share over the whole span.
    pub trend: f64,
    /// What the payer takes off the expected cost: 0.03.
    pub discount: f64,
    /// Costs beyond these percentiles of their own list count as the percentile; none counts them in full.
    pub winsorizing: Option<Winsorizing>,
    /// How quality changes the payment; none does not.
    pub quality: Option<QualityAdjustment>,
    /// The most that is paid to the provider, as a share of the target of all episodes.
    pub stop_gain: f64,
    /// The most that the provider owes, as a share of the target of all episodes.
    pub stop_loss: f64,
    /// How much true mean costs differ among providers: standard deviation in dollars. None leaves the share of chance unknown.
    pub sd_between_providers: Option<f64>,
}

/// Percentiles as shares, by linear interpolation of order statistics (type 7 of Hyndman & Fan 1996; the spreadsheets' inclusive).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Winsorizing {
    /// Lower percentile: 0.01, or 0 for none.
    pub lower: f64,
    /// Upper percentile: 0.99, or 1 for none.
    pub upper: f64,
}

/// Quality scales a part of the payment: at a perfect score gains are whole and losses lowered by the part at stake, at a score of zero
/// gains are lowered by it and losses are whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QualityAdjustment {
    /// Composite score, 0 to 1.
    pub score: f64,
    /// Part of the payment at stake: 0.10.
    pub at_stake: f64,
}

/// How the year is reconciled. Dollars unless said; positive is to the provider, negative is owed.
#[derive(Clone, Debug, PartialEq)]
pub struct Reconciliation {
    /// Mean of the past episodes, winsorized and trended, per episode: what the year is expected to cost.
    pub expected_cost: f64,
    /// Target price per episode: expected cost × (1 − discount).
    pub target_price: f64,
    /// Mean of the year's episodes, winsorized.
    pub mean_cost: f64,
    /// What winsorizing took off the year's costs (negative: added), all episodes.
    pub winsorized_away: f64,
    /// Episodes.
    pub volume: f64,
    /// (target price − mean cost) × volume.
    pub gross: f64,
    /// After quality.
    pub after_quality: f64,
    /// After stop-gain and stop-loss: what is paid.
    pub payment: f64,
    /// Whether a bound cut it.
    pub bounded: bool,
    /// How much of it may be chance.
    pub luck: Luck,
}

/// Reconciles a year of episodes.
///
/// # Errors
/// Too few or too many episodes, negative or infinite costs, shares outside 0 to 1, percentiles out of order, past episodes that cost
/// nothing.
pub fn reconcile(bundle: &Bundle) -> Result<Reconciliation> {
    let historical = winsorized("historical_costs", &bundle.historical_costs, 2, bundle.winsorizing)?;
    let costs = winsorized("costs", &bundle.costs, 1, bundle.winsorizing)?;
    let growth = 1.0 + rate("trend", bundle.trend)?;
    let expected_cost = positive("historical_costs", mean(&historical) * growth)?;
    let target_price = expected_cost * (1.0 - share("discount", bundle.discount)?);
    let (mean_cost, volume) = (mean(&costs), real(costs.len()));
    let gross = (target_price - mean_cost) * volume;
    let after_quality = adjusted(gross, bundle.quality)?;
    let target = target_price * volume;
    let payment = after_quality.min(share("stop_gain", bundle.stop_gain)? * target).max(-share("stop_loss", bundle.stop_loss)? * target);
    let sd = standard_deviation(&historical) * growth;
    Ok(Reconciliation {
        expected_cost,
        target_price,
        mean_cost,
        winsorized_away: bundle.costs.iter().zip(&costs).map(|(cost, counted)| cost - counted).sum(),
        volume,
        gross,
        after_quality,
        payment,
        bounded: (payment - after_quality).abs() > 0.0,
        luck: chance::luck(&chance::Year { expected_cost, target_price, mean_cost, volume, sd }, bundle.sd_between_providers)?,
    })
}

/// Costs with those beyond the percentiles brought to them.
fn winsorized(input: &str, costs: &[f64], fewest: usize, winsorizing: Option<Winsorizing>) -> Result<Vec<f64>> {
    length(input, costs, fewest, MOST_EPISODES)?;
    costs.iter().enumerate().try_for_each(|(place, cost)| amount(&format!("{input}.{place}"), *cost).map(|_| ()))?;
    let Some(Winsorizing { lower, upper }) = winsorizing else { return Ok(costs.to_vec()) };
    if share("winsorizing.lower", lower)? >= share("winsorizing.upper", upper)? {
        return Err(Refused::new("winsorizing.lower", "The lower percentile is not below the upper one: enter 0.01 and 0.99."));
    }
    let mut sorted = costs.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (low, high) = (quantile(&sorted, lower), quantile(&sorted, upper));
    Ok(costs.iter().map(|cost| cost.max(low).min(high)).collect())
}

fn adjusted(gross: f64, quality: Option<QualityAdjustment>) -> Result<f64> {
    let Some(quality) = quality else { return Ok(gross) };
    let (score, at_stake) = (share("quality.score", quality.score)?, share("quality.at_stake", quality.at_stake)?);
    Ok(gross * (1.0 - at_stake * if gross > 0.0 { 1.0 - score } else { score }))
}

fn mean(costs: &[f64]) -> f64 {
    costs.iter().sum::<f64>() / real(costs.len())
}

/// Sample standard deviation (n − 1), by deviations from the mean.
fn standard_deviation(costs: &[f64]) -> f64 {
    let center = mean(costs);
    (costs.iter().map(|cost| (cost - center).powi(2)).sum::<f64>() / (real(costs.len()) - 1.0)).sqrt()
}

/// Chance that a provider whose true mean cost is `true_mean` owes money over `volume` episodes at `target_price`: the normal
/// approximation `Φ((true mean − target) / (sd / √volume))`, good from about 30 episodes; skewed costs need more.
///
/// # Errors
/// Negative or infinite numbers, a volume of zero.
pub fn chance_of_loss(true_mean: f64, sd: f64, volume: f64, target_price: f64) -> Result<f64> {
    let standard_error = amount("sd", sd)? / positive("volume", volume)?.sqrt();
    Ok(chance::above(number("true_mean", true_mean)? - number("target_price", target_price)?, standard_error))
}
