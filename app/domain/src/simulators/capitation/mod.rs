//! Capitation: what a practice is paid for its members, what their care costs, and where that breaks even.
//!
//! Revenue is members × dollars per member per month × risk score × months. Corridor and stop-loss follow the usual contracts: the
//! payer of the stop-loss bears a share of each member's cost above the attachment point, against a premium; the corridor shares what
//! the net medical cost differs from its target.

mod risk;
#[cfg(test)]
mod tests;

pub use risk::{Condition, Hierarchy, RiskFactors, RiskScore, risk_score};

use super::amounts::{amount, length, positive, share};
use super::{Refused, Result};

/// One service and how much of it members use.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// What is used: "Hospital days".
    pub name: String,
    /// Units per 1000 members and year.
    pub per_thousand_a_year: f64,
    /// Dollars per unit.
    pub unit_cost: f64,
}

/// Reinsurance of single members' costs.
#[derive(Clone, Debug, PartialEq)]
pub struct StopLoss {
    /// Attachment point: dollars of one member's cost over the whole term from which the reinsurer pays.
    pub attachment: f64,
    /// Share of the cost above the attachment that the reinsurer pays: 0.9.
    pub reinsured_share: f64,
    /// Premium in dollars per member and month.
    pub premium: f64,
}

/// One band of a risk corridor, applied alike to costs above and below the target.
#[derive(Clone, Debug, PartialEq)]
pub struct CorridorBand {
    /// Where the band begins: difference from the target as a share of it. It reaches to the next band's beginning, the last without end.
    pub from: f64,
    /// Share of the difference within the band that the payer bears (and, of savings, keeps).
    pub payer_share: f64,
}

/// A capitated contract over one term.
#[derive(Clone, Debug, PartialEq)]
pub struct Contract {
    /// Members, on average over the term.
    pub members: f64,
    /// Dollars per member and month at risk score 1.
    pub per_member_per_month: f64,
    /// Average risk score of the members: the RAF that is paid on (see [`risk_score`]).
    pub risk_score: f64,
    /// Months of the term, 1 to 120.
    pub months: u32,
    /// Services whose utilization drives the cost.
    pub services: Vec<Service>,
    /// Whole cost over the term, in dollars, of each catastrophic member; on top of the services.
    pub catastrophic_members: Vec<f64>,
    /// Administration and other costs that do not follow utilization: dollars over the term.
    pub fixed_costs: f64,
    /// Reinsurance, if any.
    pub stop_loss: Option<StopLoss>,
    /// Target of the corridor: medical cost as a share of revenue (0.85).
    pub target_medical_share: f64,
    /// Bands of the corridor, ascending; none is no corridor.
    pub corridor: Vec<CorridorBand>,
}

/// How the contract comes out, in dollars over the term.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Capitation received.
    pub revenue: f64,
    /// Cost of the services.
    pub service_costs: f64,
    /// Cost of the catastrophic members, before reinsurance.
    pub catastrophic_costs: f64,
    /// What the reinsurer pays.
    pub recoveries: f64,
    /// What the reinsurer is paid.
    pub premiums: f64,
    /// Net medical cost: services + catastrophic − recoveries.
    pub medical_costs: f64,
    /// Net medical cost as a share of revenue.
    pub medical_share: f64,
    /// Corridor's settlement: positive is paid to the practice.
    pub corridor_settlement: f64,
    /// Margin: revenue − medical costs − premiums − fixed costs + settlement.
    pub margin: f64,
    /// Utilization of all services, as a multiple of the entered, at which the margin **before the corridor** is zero; none when it is
    /// negative without any utilization, or when the services cost nothing.
    pub break_even_utilization: Option<f64>,
}

/// Works out a capitated contract.
///
/// # Errors
/// Numbers that are negative or not finite, shares outside 0 to 1, bands that do not ascend, and terms outside 1 to 120 months.
pub fn settle(contract: &Contract) -> Result<Outcome> {
    let member_months = positive("members", contract.members)? * months(contract.months)?;
    let revenue =
        member_months * positive("per_member_per_month", contract.per_member_per_month)? * positive("risk_score", contract.risk_score)?;
    let service_costs = service_costs(&contract.services, member_months)?;
    let (catastrophic_costs, recoveries) = catastrophic(contract)?;
    let premiums = contract.stop_loss.as_ref().map_or(Ok(0.0), |cover| amount("stop_loss.premium", cover.premium))? * member_months;
    let medical_costs = service_costs + catastrophic_costs - recoveries;
    let target = revenue * share("target_medical_share", contract.target_medical_share)?;
    let corridor_settlement = corridor(&contract.corridor, target, medical_costs)?;
    let before_corridor = revenue - medical_costs - premiums - amount("fixed_costs", contract.fixed_costs)?;
    let left_for_services = before_corridor + service_costs;
    let multiple = left_for_services / service_costs;
    Ok(Outcome {
        revenue,
        service_costs,
        catastrophic_costs,
        recoveries,
        premiums,
        medical_costs,
        medical_share: medical_costs / revenue,
        corridor_settlement,
        margin: before_corridor + corridor_settlement,
        break_even_utilization: (multiple.is_finite() && multiple >= 0.0).then_some(multiple),
    })
}

fn months(months: u32) -> Result<f64> {
    if (1..=120).contains(&months) {
        Ok(f64::from(months))
    } else {
        Err(Refused::new("months", "A contract runs from 1 to 120 months: enter 12 for a year."))
    }
}

fn service_costs(services: &[Service], member_months: f64) -> Result<f64> {
    length("services", services, 0, 100)?;
    services.iter().enumerate().try_fold(0.0, |total, (place, service)| {
        let units = amount(&format!("services.{place}.per_thousand_a_year"), service.per_thousand_a_year)? * member_months / 12_000.0;
        Ok(total + units * amount(&format!("services.{place}.unit_cost"), service.unit_cost)?)
    })
}

/// Costs of the catastrophic members and what of them is recovered.
fn catastrophic(contract: &Contract) -> Result<(f64, f64)> {
    let costs = &contract.catastrophic_members;
    length("catastrophic_members", costs, 0, 10_000)?;
    let (attachment, reinsured) = match &contract.stop_loss {
        Some(cover) => (amount("stop_loss.attachment", cover.attachment)?, share("stop_loss.reinsured_share", cover.reinsured_share)?),
        None => (0.0, 0.0),
    };
    costs.iter().enumerate().try_fold((0.0, 0.0), |(total, recovered), (place, cost)| {
        let cost = amount(&format!("catastrophic_members.{place}"), *cost)?;
        Ok((total + cost, recovered + reinsured * (cost - attachment).max(0.0)))
    })
}

/// What the payer bears of the difference between cost and target: the parts of it within each band, times the band's share.
fn corridor(bands: &[CorridorBand], target: f64, cost: f64) -> Result<f64> {
    length("corridor", bands, 0, 20)?;
    let difference = cost - target;
    let mut borne = 0.0;
    for (place, band) in bands.iter().enumerate() {
        let from = amount(&format!("corridor.{place}.from"), band.from)? * target;
        let until = bands.get(place + 1).map_or(f64::INFINITY, |next| next.from * target);
        if bands.get(place + 1).is_some_and(|next| next.from.partial_cmp(&band.from) != Some(std::cmp::Ordering::Greater)) {
            return Err(Refused::new(format!("corridor.{place}.from"), "Bands ascend: enter the band nearest to the target first."));
        }
        let payer_share = share(&format!("corridor.{place}.payer_share"), band.payer_share)?;
        borne += payer_share * (difference.abs().min(until) - from).max(0.0);
    }
    Ok(borne.copysign(difference))
}
