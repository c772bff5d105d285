//! Appraisal of an investment: net present value, rates of return, payback and break-even volume.
//!
//! Formulas: Brealey, Myers & Allen, *Principles of Corporate Finance*, chapters 5 and 6; the modified rate as spreadsheets define it.

mod roots;
#[cfg(test)]
mod tests;

use roots::ROUNDING;
pub use roots::{HIGHEST_RATE, LOWEST_RATE, RatesOfReturn, rates_of_return};

use super::amounts::{amount, length, number, rate};
use super::checks::real;
use super::{Refused, Result};

/// The most cash flows of one appraisal: ten years by the month, and the start.
pub const MOST_FLOWS: usize = 121;

/// When the first cash flow falls. The two conventions differ by one factor `1 + rate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstFlow {
    /// Today, undiscounted: the textbook's net present value.
    Today,
    /// After one period, discounted once: what `NPV` of a spreadsheet gives.
    AfterOnePeriod,
}

/// An investment to appraise.
#[derive(Clone, Debug, PartialEq)]
pub struct Investment {
    /// Net cash flow of each period in order, in dollars: what comes in is positive, what is spent negative.
    pub flows: Vec<f64>,
    /// Rate of discount per period, as a share: 0.065 is 6.5 %.
    pub discount_rate: f64,
    /// When the first of the flows falls.
    pub first_flow: FirstFlow,
    /// Rate per period at which what is spent is financed, for the modified rate of return.
    pub finance_rate: f64,
    /// Rate per period at which what comes in is invested again, for the modified rate of return.
    pub reinvestment_rate: f64,
}

/// What an investment is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Appraisal {
    /// Net present value in dollars, by the convention that was asked for.
    pub net_present_value: f64,
    /// The same with the first flow today (textbook).
    pub first_flow_today: f64,
    /// The same with the first flow after one period (spreadsheet).
    pub first_flow_after_one_period: f64,
    /// Internal rates of return per period; or why there is none.
    pub rates_of_return: Result<RatesOfReturn>,
    /// Modified internal rate of return per period; none when nothing is spent or nothing comes in.
    pub modified_rate_of_return: Option<f64>,
    /// When what came in covers what was spent.
    pub payback: Payback,
    /// The same with flows discounted to the day of the first flow.
    pub discounted_payback: Payback,
}

/// When what came in covers what was spent, for good.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Payback {
    /// So many periods after the first flow, in a straight line within the period; the balance is not below nothing again.
    After(f64),
    /// It never does.
    Never,
    /// It did, and then more was spent than came in afterwards.
    Lost,
    /// The balance is never below nothing.
    NothingSpent,
}

/// Appraises an investment.
///
/// # Errors
/// Fewer than 2 or more than [`MOST_FLOWS`] flows, numbers that are not finite, rates at or below −100 %.
/// That there is no rate of return is told within the result, for the rest stands without it.
pub fn appraise(investment: &Investment) -> Result<Appraisal> {
    let flows = &investment.flows;
    let rate_of_discount = rate("discount_rate", investment.discount_rate)?;
    let today = net_present_value(flows, rate_of_discount, FirstFlow::Today)?;
    let later = net_present_value(flows, rate_of_discount, FirstFlow::AfterOnePeriod)?;
    let (finance, reinvestment) =
        (rate("finance_rate", investment.finance_rate)?, rate("reinvestment_rate", investment.reinvestment_rate)?);
    Ok(Appraisal {
        net_present_value: if investment.first_flow == FirstFlow::Today { today } else { later },
        first_flow_today: today,
        first_flow_after_one_period: later,
        rates_of_return: rates_of_return(flows),
        modified_rate_of_return: modified_rate_of_return(flows, finance, reinvestment),
        payback: payback(flows, 0.0),
        discounted_payback: payback(flows, rate_of_discount),
    })
}

/// Net present value in dollars of `flows` at `discount_rate` per period.
///
/// # Errors
/// As [`appraise`]; also a sum that grows beyond what can be reckoned (rates near −100 % over many periods).
pub fn net_present_value(flows: &[f64], discount_rate: f64, first_flow: FirstFlow) -> Result<f64> {
    checked(flows)?;
    let factor = 1.0 / (1.0 + rate("discount_rate", discount_rate)?);
    let today = flows.iter().rev().fold(0.0, |later, flow| later * factor + flow);
    let value = if first_flow == FirstFlow::Today { today } else { today * factor };
    if value.is_finite() {
        Ok(value)
    } else {
        Err(Refused::new("discount_rate", "At this rate the value grows beyond reckoning: enter a rate further from -100 %."))
    }
}

/// Units to sell in a period so that revenue covers all costs: fixed costs over the contribution of one unit. All in dollars.
///
/// # Errors
/// Negative numbers, or a unit that brings in no more than it costs: then no volume breaks even.
pub fn break_even_volume(fixed_costs: f64, revenue_per_unit: f64, variable_cost_per_unit: f64) -> Result<f64> {
    let fixed = amount("fixed_costs", fixed_costs)?;
    let margin = amount("revenue_per_unit", revenue_per_unit)? - amount("variable_cost_per_unit", variable_cost_per_unit)?;
    let volume = fixed / margin;
    if margin > 0.0 && volume.is_finite() {
        return Ok(volume);
    }
    let sentence = "Each unit brings in no more than it costs, so no volume breaks even: raise the revenue or lower the variable cost.";
    Err(Refused::new("revenue_per_unit", sentence))
}

fn checked(flows: &[f64]) -> Result<()> {
    length("flows", flows, 2, MOST_FLOWS)?;
    flows.iter().enumerate().try_for_each(|(period, flow)| number(&format!("flows.{period}"), *flow).map(|_| ()))
}

/// `(value of receipts at the end / value of outlays at the start)^(1/n) − 1`.
fn modified_rate_of_return(flows: &[f64], finance_rate: f64, reinvestment_rate: f64) -> Option<f64> {
    let discount = 1.0 / (1.0 + finance_rate);
    let outlays = flows.iter().rev().fold(0.0, |later, flow| later * discount - flow.min(0.0));
    let receipts = flows.iter().fold(0.0, |earlier, flow| earlier * (1.0 + reinvestment_rate) + flow.max(0.0));
    let periods = real(flows.len()) - 1.0;
    let modified = (receipts / outlays).powf(1.0 / periods) - 1.0;
    (outlays > 0.0 && receipts > 0.0 && modified.is_finite()).then_some(modified)
}

/// The last time that the balance comes up from below nothing, if it stays there. Less than `ROUNDING` of all that moved is nothing.
fn payback(flows: &[f64], discount_rate: f64) -> Payback {
    let (mut balance, mut factor, mut moved) = (0.0, 1.0, 0.0);
    let mut payback = Payback::NothingSpent;
    for (period, flow) in flows.iter().enumerate() {
        let value = flow * factor;
        let was_below = balance < 0.0;
        balance += value;
        moved += value.abs();
        if balance.abs() <= ROUNDING * moved {
            balance = 0.0;
        }
        payback = match payback {
            _ if was_below && balance >= 0.0 => Payback::After(real(period) - balance / value),
            Payback::After(_) if balance < 0.0 => Payback::Lost,
            Payback::NothingSpent if balance < 0.0 => Payback::Never,
            before => before,
        };
        factor /= 1.0 + discount_rate;
    }
    payback
}
