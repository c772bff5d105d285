//! Compensation by work relative value units (RVU): rival plans over a range of work, and where they cross.
//!
//! Every plan is piecewise linear in the work RVUs of a year, so crossings are exact: between two corners both plans are lines.

mod crossings;
mod payment;
#[cfg(test)]
mod tests;

pub use crossings::Crossing;
pub use payment::{MedicareFee, medicare_payment};

use super::amounts::{amount, length, positive, share};
use super::checks::real;
use super::{Refused, Result};

/// The most work RVUs of a year that are compared.
pub const MOST_RVUS: f64 = 1e6;

/// One tier of a tiered plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tier {
    /// Work RVUs of the year from which the rate holds; the first tier begins at 0.
    pub from: f64,
    /// Dollars per work RVU **within** the tier (marginal, as tax brackets are).
    pub rate: f64,
}

/// How pay follows from work.
#[derive(Clone, Debug, PartialEq)]
pub enum Basis {
    /// Dollars a year, whatever the work.
    Salary(f64),
    /// Dollars per work RVU from the first on.
    PerRvu(f64),
    /// A rate for each tier, ascending.
    Tiered(Vec<Tier>),
    /// A salary, and a rate for work beyond a threshold.
    SalaryAndBonus {
        /// Dollars a year.
        salary: f64,
        /// Work RVUs of the year beyond which the bonus is paid.
        threshold: f64,
        /// Dollars per work RVU beyond the threshold.
        rate: f64,
    },
}

/// What is held back for quality.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QualityWithhold {
    /// Share of the whole pay that is withheld.
    pub withheld: f64,
    /// Share of the withheld that is earned back, 0 to 1.
    pub earned: f64,
}

/// A group that pools part of its pay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pool {
    /// Share of everybody's pay that goes into the pool.
    pub pooled: f64,
    /// Physicians in the group, this one among them; the pool is divided equally.
    pub physicians: u32,
    /// Work RVUs a year of each colleague, who are paid by the same plan.
    pub colleague_rvus: f64,
}

/// A plan of compensation. The pool divides pay first, then the withhold is taken from what results.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What the plan is called.
    pub name: String,
    /// How pay follows from work.
    pub basis: Basis,
    /// Withhold, if any.
    pub withhold: Option<QualityWithhold>,
    /// Pool, if any.
    pub pool: Option<Pool>,
}

/// Plans to compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// 1 to 12 plans.
    pub plans: Vec<Plan>,
    /// Fewest work RVUs of a year.
    pub from: f64,
    /// Most work RVUs of a year, at most [`MOST_RVUS`].
    pub to: f64,
    /// Steps of the range, 1 to 1000; a row at each end of a step.
    pub steps: usize,
}

/// Pay at one volume of work.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Work RVUs of the year.
    pub rvus: f64,
    /// Dollars a year of each plan, in the plans' order.
    pub pay: Vec<f64>,
    /// The plan that pays most (its place; the first of equals).
    pub best: usize,
}

/// Plans compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// Rows from the fewest to the most work.
    pub rows: Vec<Row>,
    /// Where two plans pay the same, ascending.
    pub crossings: Vec<Crossing>,
}

/// Compares plans over a range of work.
///
/// # Errors
/// Numbers that are negative or not finite, shares outside 0 to 1, tiers that do not begin at 0 or ascend, a range that is empty.
pub fn compare(comparison: &Comparison) -> Result<Compared> {
    let Comparison { plans, steps, .. } = comparison;
    length("plans", plans, 1, 12)?;
    plans.iter().enumerate().try_for_each(|(place, plan)| plan.check(&format!("plans.{place}")))?;
    let (from, to) = (amount("from", comparison.from)?, positive("to", comparison.to)?);
    if from >= to || to > MOST_RVUS {
        return Err(Refused::new("to", "The range of work is empty or too long: enter more RVUs than the fewest, at most one million."));
    }
    if !(1..=1000).contains(steps) {
        return Err(Refused::new("steps", "The range is divided into 1 to 1000 steps: enter 20."));
    }
    let rows = (0..=*steps).map(|step| row(plans, from + (to - from) * (real(step) / real(*steps)))).collect();
    Ok(Compared { rows, crossings: crossings::all(plans, from, to) })
}

fn row(plans: &[Plan], rvus: f64) -> Row {
    let pay: Vec<f64> = plans.iter().map(|plan| plan.pay(rvus)).collect();
    let best = (1..pay.len()).fold(0, |best, place| if pay[place] > pay[best] { place } else { best });
    Row { rvus, pay, best }
}

impl Plan {
    /// Dollars a year for `rvus` work RVUs a year.
    fn pay(&self, rvus: f64) -> f64 {
        let own = self.basis.pay(rvus);
        let shared = self.pool.map_or(own, |pool| {
            let physicians = f64::from(pool.physicians);
            let average = (own + (physicians - 1.0) * self.basis.pay(pool.colleague_rvus)) / physicians;
            own + pool.pooled * (average - own)
        });
        self.withhold.map_or(shared, |withhold| shared * (1.0 - withhold.withheld * (1.0 - withhold.earned)))
    }

    fn check(&self, input: &str) -> Result<()> {
        self.basis.check(&format!("{input}.basis"))?;
        if let Some(withhold) = self.withhold {
            share(&format!("{input}.withhold.withheld"), withhold.withheld)?;
            share(&format!("{input}.withhold.earned"), withhold.earned)?;
        }
        let Some(pool) = self.pool else { return Ok(()) };
        share(&format!("{input}.pool.pooled"), pool.pooled)?;
        amount(&format!("{input}.pool.colleague_rvus"), pool.colleague_rvus)?;
        if pool.physicians == 0 {
            return Err(Refused::new(format!("{input}.pool.physicians"), "The group has at least this physician: enter 1 or more."));
        }
        Ok(())
    }
}

impl Basis {
    fn pay(&self, rvus: f64) -> f64 {
        match self {
            Self::Salary(salary) => *salary,
            Self::PerRvu(rate) => rate * rvus,
            Self::Tiered(tiers) => {
                let ends = tiers.iter().skip(1).map(|next| next.from).chain([f64::INFINITY]);
                tiers.iter().zip(ends).map(|(tier, end)| tier.rate * (rvus.min(end) - tier.from).max(0.0)).sum()
            }
            Self::SalaryAndBonus { salary, threshold, rate } => salary + rate * (rvus - threshold).max(0.0),
        }
    }

    /// Work RVUs at which the line bends.
    fn corners(&self) -> Vec<f64> {
        match self {
            Self::Salary(_) | Self::PerRvu(_) => Vec::new(),
            Self::Tiered(tiers) => tiers.iter().map(|tier| tier.from).collect(),
            Self::SalaryAndBonus { threshold, .. } => vec![*threshold],
        }
    }

    fn check(&self, input: &str) -> Result<()> {
        match self {
            Self::Salary(dollars) | Self::PerRvu(dollars) => amount(input, *dollars).map(|_| ()),
            Self::SalaryAndBonus { salary, threshold, rate } => {
                amount(&format!("{input}.salary"), *salary)?;
                amount(&format!("{input}.threshold"), *threshold)?;
                amount(&format!("{input}.rate"), *rate).map(|_| ())
            }
            Self::Tiered(tiers) => {
                length(input, tiers, 1, 20)?;
                for (place, tier) in tiers.iter().enumerate() {
                    amount(&format!("{input}.{place}.from"), tier.from)?;
                    amount(&format!("{input}.{place}.rate"), tier.rate)?;
                }
                if tiers[0].from > 0.0 || tiers.windows(2).any(|pair| pair[0].from >= pair[1].from) {
                    return Err(Refused::new(input, "The first tier begins at 0 and each further one higher: put them in that order."));
                }
                Ok(())
            }
        }
    }
}
