//! Shared savings of an accountable care organization, year by year, as in the Medicare Shared Savings Program.
//!
//! Savings are benchmark − spending. If their share of the benchmark reaches the minimum savings rate they are shared **from the first
//! dollar**: sharing rate × quality × savings, up to a cap. Losses that reach the minimum loss rate likewise. Source: 42 CFR 425.605 and
//! 425.610. Rates change by rule-making, so a [`Program`] is dated data that whoever runs the simulator brings along, and says where from.

mod program;
#[cfg(test)]
mod tests;

pub use program::{Cap, Date, LossRate, LossTerms, MinimumRate, Program, RateAt, SavingsTerms, Track};

use super::amounts::{amount, length, positive, rate, share};
use super::{Refused, Result};

/// One performance year.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    /// First day of the year; the program must be in force on it.
    pub begins: Date,
    /// Assigned beneficiaries.
    pub lives: f64,
    /// Actual spending in dollars per life and year.
    pub spending_per_life: f64,
    /// Revenue of the organization's participants from the program, dollars; asked for where losses are capped by revenue.
    pub revenue: Option<f64>,
    /// Quality score as a share, 0 to 1, which the sharing rate is multiplied by.
    pub quality: f64,
}

/// How the benchmark is set anew: simply, and as a model of the rule rather than the rule itself.
///
/// After every `every` years the next benchmark per life is `own_weight` × own average spending per life of those years (each trended to
/// the new year; years count alike) + (1 − `own_weight`) × the old benchmark, trended as ever.
#[derive(Clone, Debug, PartialEq)]
pub struct Rebasing {
    /// Length of an agreement in years.
    pub every: u32,
    /// Weight of own spending, 0 to 1. At 1 every saving lowers the next benchmark in full.
    pub own_weight: f64,
    /// Share of own average payments for savings in those years that is added back to the new benchmark ("prior savings"), 0 to 1.
    pub prior_savings_share: f64,
}

/// An organization's run through several years.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// The rules in force.
    pub program: Program,
    /// Which of the program's tracks, by name.
    pub track: String,
    /// Benchmark of the first year in dollars per life.
    pub first_benchmark_per_life: f64,
    /// Growth of the benchmark per year, as a share.
    pub trend: f64,
    /// How it is set anew; none keeps trending the first.
    pub rebasing: Option<Rebasing>,
    /// The years in order, 1 to 30.
    pub years: Vec<Year>,
}

/// How one year came out; dollars unless said.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// First day of the year.
    pub begins: Date,
    /// Benchmark per life.
    pub benchmark_per_life: f64,
    /// Benchmark of all lives.
    pub benchmark: f64,
    /// Spending of all lives.
    pub spending: f64,
    /// Benchmark − spending; negative is a loss.
    pub gross_savings: f64,
    /// The same as a share of the benchmark.
    pub gross_share: f64,
    /// Minimum savings rate of the year, as a share of the benchmark.
    pub minimum_savings_rate: f64,
    /// Minimum loss rate; none in a one-sided track.
    pub minimum_loss_rate: Option<f64>,
    /// To the organization (positive) or owed by it (negative).
    pub payment: f64,
    /// Whether the cap cut the payment.
    pub capped: bool,
    /// What the payer keeps: gross savings − payment.
    pub payer_keeps: f64,
}

/// All years.
#[derive(Clone, Debug, PartialEq)]
pub struct Settlement {
    /// A row for each year.
    pub rows: Vec<Row>,
    /// Sum of the payments, dollars, undiscounted.
    pub total_payment: f64,
    /// Sum of the gross savings.
    pub total_gross_savings: f64,
}

/// Settles every year of an agreement.
///
/// # Errors
/// A track that the program does not have, a year in which the program is not in force, years out of order, numbers that are negative or
/// not finite, shares outside 0 to 1.
pub fn settle(agreement: &Agreement) -> Result<Settlement> {
    let track = agreement.program.track(&agreement.track)?;
    track.check()?;
    length("years", &agreement.years, 1, 30)?;
    let trend = 1.0 + rate("trend", agreement.trend)?;
    let mut benchmark_per_life = positive("first_benchmark_per_life", agreement.first_benchmark_per_life)?;
    let mut rows: Vec<Row> = Vec::new();
    for (place, year) in agreement.years.iter().enumerate() {
        let input = format!("years.{place}");
        agreement.program.check_in_force(&input, year.begins)?;
        if rows.last().is_some_and(|before| before.begins >= year.begins) {
            return Err(Refused::new(input, "Years must follow each other: put the earlier one first."));
        }
        if place > 0 {
            benchmark_per_life = rebased(agreement, &rows, benchmark_per_life, trend)?;
        }
        rows.push(settle_year(&input, track, year, benchmark_per_life)?);
    }
    let total_payment = rows.iter().map(|row| row.payment).sum();
    let total_gross_savings = rows.iter().map(|row| row.gross_savings).sum();
    Ok(Settlement { rows, total_payment, total_gross_savings })
}

/// The benchmark per life of the year after `rows`.
fn rebased(agreement: &Agreement, rows: &[Row], before: f64, trend: f64) -> Result<f64> {
    let trended = before * trend;
    let Some(rebasing) = &agreement.rebasing else { return Ok(trended) };
    let own_weight = share("rebasing.own_weight", rebasing.own_weight)?;
    let added_back = share("rebasing.prior_savings_share", rebasing.prior_savings_share)?;
    let every = usize::try_from(rebasing.every).unwrap_or(usize::MAX);
    if every == 0 {
        return Err(Refused::new("rebasing.every", "An agreement lasts at least one year: enter 5 for five years."));
    }
    if !rows.len().is_multiple_of(every) {
        return Ok(trended);
    }
    let mut growth = 1.0;
    let (mut own, mut prior) = (0.0, 0.0);
    for (row, year) in rows.iter().zip(&agreement.years).rev().take(every) {
        growth *= trend;
        own += year.spending_per_life * growth;
        prior += row.payment.max(0.0) / year.lives;
    }
    let years = f64::from(rebasing.every);
    Ok(own_weight * own / years + (1.0 - own_weight) * trended + added_back * prior / years)
}

fn settle_year(input: &str, track: &Track, year: &Year, benchmark_per_life: f64) -> Result<Row> {
    let lives = positive(&format!("{input}.lives"), year.lives)?;
    let benchmark = lives * positive("trend", benchmark_per_life)?;
    let spending_per_life = amount(&format!("{input}.spending_per_life"), year.spending_per_life)?;
    let quality = share(&format!("{input}.quality"), year.quality)?;
    let gross_savings = lives * (benchmark_per_life - spending_per_life);
    let gross_share = (benchmark_per_life - spending_per_life) / benchmark_per_life;
    let minimum_savings_rate = track.savings.minimum.at(lives);
    let minimum_loss_rate = track.losses.as_ref().map(|losses| losses.minimum.at(lives));
    let (payment, capped) = match (&track.losses, minimum_loss_rate) {
        _ if gross_savings > 0.0 && reaches(gross_share, minimum_savings_rate) => {
            track.savings.cap.payment(track.savings.sharing_rate * quality, gross_savings, benchmark)
        }
        (Some(losses), Some(minimum)) if gross_savings < 0.0 && reaches(-gross_share, minimum) => {
            let (owed, capped) = losses.cap.payment(losses.rate.at(track.savings.sharing_rate * quality), -gross_savings, benchmark);
            let most = revenue_bound(input, losses, year)?;
            (-owed.min(most), capped || owed > most)
        }
        _ => (0.0, false),
    };
    Ok(Row {
        begins: year.begins,
        benchmark_per_life,
        benchmark,
        spending: lives * spending_per_life,
        gross_savings,
        gross_share,
        minimum_savings_rate,
        minimum_loss_rate,
        payment,
        capped,
        payer_keeps: gross_savings - payment,
    })
}

/// The most that is owed by revenue, dollars.
fn revenue_bound(input: &str, losses: &LossTerms, year: &Year) -> Result<f64> {
    let input = format!("{input}.revenue");
    match (losses.revenue_cap, year.revenue) {
        (None, _) => Ok(f64::INFINITY),
        (Some(cap), Some(revenue)) => Ok(cap * amount(&input, revenue)?),
        (Some(_), None) => Err(Refused::new(input, "Losses are capped by revenue in this track: enter the revenue of the year.")),
    }
}

/// Whether a share meets a minimum; a rounding in the last digits does not cost anybody the savings.
fn reaches(share: f64, minimum: f64) -> bool {
    share >= minimum - 1e-12
}
