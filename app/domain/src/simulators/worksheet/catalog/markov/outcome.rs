//! What a model gives without draws: the comparison, the cohort over time, and the tornado.

use super::super::super::{Axis, Bar, Entries, Line, Marks, Outcome, Picture, Plot, Table, Value, amount, number};
use super::super::frontier;
use super::plan::Plan;
use super::{EACH, budget};
use crate::simulators::markov::{self, StrategyOutcome, Work};
use crate::simulators::order::sorted;
use crate::simulators::sensitivity::{Tornado, Varied, tornado};
use crate::simulators::{Refused, Result};

pub(super) fn work(entries: &Entries) -> Result<Outcome> {
    let mut plan = Plan::read(entries)?;
    budget::working(&plan)?;
    let found = markov::run(&plan.model).map_err(|refused| plan.at_input(refused))?;
    let wtp = plan.model.willingness_to_pay;
    let by_benefit = |a: &&StrategyOutcome, b: &&StrategyOutcome| b.net_monetary_benefit.total_cmp(&a.net_monetary_benefit);
    let ranked = sorted(found.strategies.iter().collect(), by_benefit);
    let Some(best) = ranked.first() else { return Err(Refused::new("strategies", "Enter at least one strategy.")) };
    let says = format!(
        "At ${} for a unit of effect, {} has the highest net benefit: ${} a person.",
        number(wtp, 0),
        best.name,
        number(best.net_monetary_benefit, 0)
    );
    let title = "Strategies in order of effect, a person, discounted";
    let comparison = frontier::table(title, ("Strategy", "QALYs or years", EACH), &found.table, wtp);
    let mut outcome = Outcome { says, figures: frontier::figures(&found.table, EACH), tables: vec![comparison], ..Outcome::default() };
    let shown = found.strategies.iter().find(|strategy| strategy.name == entries.typed("trace")).unwrap_or(&found.strategies[0]);
    outcome.pictures.push(trace_picture(&plan, shown));
    outcome.tables.push(trace_table(&plan, shown));
    if let Some(second) = ranked.get(1) {
        let names = (best.name.clone(), second.name.clone());
        let place = |name: &str| plan.model.strategies.iter().position(|strategy| strategy.name == name).unwrap_or_default();
        let places = (place(&names.0), place(&names.1));
        if let Some(found) = swings(&mut plan, places)? {
            outcome.pictures.push(tornado_picture(&found, &names, outcome.tables.len()));
            outcome.tables.push(tornado_table(&found));
        }
    }
    Ok(outcome)
}

fn trace_picture(plan: &Plan, shown: &StrategyOutcome) -> Picture {
    let years = |cycle: usize| cycle as f64 * plan.model.cycle_years;
    let line = |(state, name): (usize, &String)| {
        Line::new(name, Marks::Line, shown.trace.iter().enumerate().map(|(cycle, row)| (years(cycle), 100.0 * row[state])).collect())
    };
    Picture {
        title: format!("The cohort under {}: share in each state over time.", shown.name),
        table: 1,
        plot: Plot::Lines {
            x: Axis::new("Years"),
            y: Axis::new("% of the cohort").reaching(0.0, 100.0),
            lines: plan.model.states.iter().enumerate().map(line).collect(),
            levels: Vec::new(),
        },
    }
}

fn trace_table(plan: &Plan, shown: &StrategyOutcome) -> Table {
    let cohort: f64 = plan.model.initial.iter().sum();
    let columns: Vec<(&str, &str)> =
        [("Cycle", "")].into_iter().chain(plan.model.states.iter().map(|state| (state.as_str(), "persons"))).collect();
    let mut table = Table::new(format!("The cohort under {} after each cycle", shown.name), &columns);
    for (cycle, row) in shown.trace.iter().enumerate() {
        let decimals = if cohort >= 100.0 { 2 } else { 4 };
        let shares = row.iter().map(|share| Value::Number(share * cohort, decimals));
        table.row([Value::text(cycle.to_string())].into_iter().chain(shares));
    }
    table
}

/// How far the net benefit of one strategy over another hangs on each parameter with a low and a high.
fn swings(plan: &mut Plan, (best, second): (usize, usize)) -> Result<Option<Tornado>> {
    let varied: Vec<(usize, Varied)> = plan
        .parameters
        .iter()
        .enumerate()
        .filter_map(|(place, parameter)| {
            let (low, high) = parameter.ends?;
            Some((place, Varied { name: parameter.name.clone(), base: parameter.value, low, high }))
        })
        .collect();
    if varied.is_empty() {
        return Ok(None);
    }
    let (mut values, mut totals, mut work) = (plan.base(), Vec::new(), Work::default());
    let (wtp, places): (f64, Vec<usize>) = (plan.model.willingness_to_pay, varied.iter().map(|(place, _)| *place).collect());
    let parameters: Vec<Varied> = varied.into_iter().map(|(_, varied)| varied).collect();
    let mut refusal = None;
    let found = tornado(&parameters, |now| {
        places.iter().zip(now).for_each(|(place, value)| values[*place] = *value);
        plan.fill(&values);
        work.totals(&plan.model, &mut totals).inspect_err(|refused| refusal = Some(plan.at_input(refused.clone())))?;
        let benefit = |place: usize| wtp * totals[place].effect - totals[place].cost;
        Ok(benefit(best) - benefit(second))
    });
    // The library counts the parameters that vary; the form has others between.
    found.map(Some).map_err(|refused| refusal.unwrap_or_else(|| plan.at_parameter(refused, |number| places.get(number).copied())))
}

fn tornado_picture(found: &Tornado, (best, second): &(String, String), table: usize) -> Picture {
    let bars = found.bars.iter().take(12).map(|bar| Bar {
        name: format!("{} ({} to {})", bar.parameter.name, amount(bar.parameter.low), amount(bar.parameter.high)),
        from: bar.at_low,
        to: bar.at_high,
        note: number(bar.swing, 0),
    });
    Picture {
        title: format!(
            "Net benefit of {best} over {second} as each parameter moves from its low to its high. Below 0, {second} is the better choice."
        ),
        table,
        plot: Plot::Bars { x: Axis::new("Net benefit, $ a person").reaching(0.0, 0.0), bars: bars.collect(), base: Some(found.base) },
    }
}

fn tornado_table(found: &Tornado) -> Table {
    let columns = [("Parameter", ""), ("Low", ""), ("High", ""), ("At its low", "$"), ("At its high", "$"), ("Swing", "$")];
    let mut table = Table::new("Net benefit of the best over the next, one parameter at a time", &columns);
    for bar in &found.bars {
        table.row([
            Value::text(&bar.parameter.name),
            Value::text(amount(bar.parameter.low)),
            Value::text(amount(bar.parameter.high)),
            Value::Number(bar.at_low, 0),
            Value::Number(bar.at_high, 0),
            Value::Number(bar.swing, 0),
        ]);
    }
    table
}
