//! What an investment looks like: cash that adds up period by period, and the value at other rates.

use super::super::super::{Axis, Line, Marks, Picture, Plot, Table, Value, number};
use crate::simulators::investment::{Appraisal, Investment, RatesOfReturn, net_present_value};

/// Steps of the rate.
const STEPS: u32 = 24;

/// The lowest rate that is drawn.
const LOWEST: f64 = -0.5;

/// An amount, with cents or tenths only where it is small.
pub(super) fn money(value: f64) -> String {
    number(value, decimals(value))
}

fn decimals(value: f64) -> usize {
    match value.abs() {
        size if size >= 10_000.0 => 0,
        size if size >= 1000.0 => 2,
        _ => 1,
    }
}

/// All cash until each period.
pub(super) fn cumulative(flows: &[f64], rate: f64, unit: &str) -> (Picture, Table) {
    let columns = [("Period", ""), ("Cash flow", unit), ("Sum of cash", unit), ("Present value", unit), ("Sum of present values", unit)];
    let mut rows = Table::new("Cash by period, discounted to the day of the first flow", &columns);
    let (mut plain, mut discounted) = (Vec::new(), Vec::new());
    let (mut sum, mut present, mut factor) = (0.0, 0.0, 1.0);
    for (period, flow) in (0_u32..).zip(flows) {
        sum += flow;
        present += flow * factor;
        plain.push((f64::from(period), sum));
        discounted.push((f64::from(period), present));
        let cells = [*flow, sum, flow * factor, present];
        rows.row([Value::text(period.to_string())].into_iter().chain(cells.map(|cell| Value::Number(cell, decimals(cell)))));
        factor /= 1.0 + rate;
    }
    let lines = vec![Line::new("Present values", Marks::Dotted, discounted), Line::new("Cash, not discounted", Marks::Dotted, plain)];
    let plot =
        Plot::Lines { x: Axis::new("Period"), y: Axis::new(format!("Sum so far ({unit})")), lines, levels: vec![(String::new(), 0.0)] };
    let title = format!("All cash so far. It ends at {}, discounted at {}.", money(sum), money(present));
    (Picture { title, table: 0, plot }, rows)
}

/// The value at other rates.
pub(super) fn by_rate(investment: &Investment, appraisal: &Appraisal, unit: &str) -> (Picture, Table) {
    let (low, high) = range(investment, appraisal);
    let mut rows = Table::new("Net present value by discount rate", &[("Discount rate", "%"), ("Net present value", unit)]);
    let mut points = Vec::new();
    for step in 0..=STEPS {
        let rate = low + (high - low) * f64::from(step) / f64::from(STEPS);
        if let Ok(value) = net_present_value(&investment.flows, rate, investment.first_flow) {
            points.push((rate * 100.0, value));
            rows.row([Value::Number(rate * 100.0, 2), Value::Number(value, decimals(value))]);
        }
    }
    let here = vec![(investment.discount_rate * 100.0, appraisal.net_present_value)];
    let lines = vec![Line::new("Net present value", Marks::Line, points), Line::new("At your rate", Marks::Dots, here)];
    let (x, y) = (Axis::new("Discount rate (% a period)"), Axis::new(format!("Net present value ({unit})")));
    let title = format!("Net present value at other discount rates. {}", zero(appraisal, high));
    (Picture { title, table: 1, plot: Plot::Lines { x, y, lines, levels: vec![(String::new(), 0.0)] } }, rows)
}

/// Where the value is nothing, of rates up to `high`.
fn zero(appraisal: &Appraisal, high: f64) -> &'static str {
    match &appraisal.rates_of_return {
        Ok(RatesOfReturn::One(rate)) if (LOWEST..=high).contains(rate) => "It is zero at the internal rate of return.",
        Ok(RatesOfReturn::Several(rates)) if rates.iter().all(|rate| (LOWEST..=high).contains(rate)) => {
            "It is zero at each internal rate of return."
        }
        Ok(_) => "An internal rate of return lies outside of these rates.",
        Err(_) => "There is no internal rate of return.",
    }
}

/// Rates from nothing, or the lowest rate of return, to beyond the highest, as far as anybody would look.
fn range(investment: &Investment, appraisal: &Appraisal) -> (f64, f64) {
    let (lowest, highest) = match &appraisal.rates_of_return {
        Ok(RatesOfReturn::One(rate)) => (*rate, *rate),
        Ok(RatesOfReturn::Several(rates)) => (rates.first().copied().unwrap_or(0.0), rates.last().copied().unwrap_or(0.0)),
        Err(_) => (0.0, 0.0),
    };
    let rate = investment.discount_rate;
    (lowest.min(rate).clamp(LOWEST, 0.0), (1.4 * highest).clamp(0.05, 3.0).max(1.4 * rate))
}
