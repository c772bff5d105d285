//! Probabilistic sensitivity: all uncertain parameters drawn at once, as often as asked for.

use std::ops::Range;

use super::super::super::{Axis, Entries, Figure, Line, Marks, Outcome, Picture, Plot, Table, Value, Wanted, number};
use super::plan::{Parameter, Plan};
use super::{EACH, budget};
use crate::simulators::markov::Work;
use crate::simulators::sensitivity::distribution::{Shape, Uncertain};
use crate::simulators::sensitivity::probabilistic::{self, CostEffect, Inputs, Level, Summary, summarize};
use crate::simulators::{Refused, Result};

/// The most draws of a page.
const MOST: usize = 10_000;
/// So many values of willingness to pay make a curve, from 0 to twice the one that is asked about: that one is in their middle.
const LEVELS: usize = 41;
/// So many draws are shown as points of a cloud.
const CLOUD: usize = 400;

pub(super) fn wanted(entries: &Entries) -> Result<Wanted> {
    let asked = match entries.maybe("draws")? {
        Some(_) => entries.whole("draws", 0, MOST)?,
        None => 0,
    };
    let drawn = entries.rows("parameters").any(|row| !row.choice("spread").is_empty());
    if asked == 1 {
        return Err(Refused::new("draws", "One draw says nothing of the spread: enter 0, or 2 and more."));
    }
    if asked == 0 || !drawn {
        return Ok(Wanted::default());
    }
    seed(entries)?;
    budget::drawing(&Plan::read(entries)?, asked)
}

fn seed(entries: &Entries) -> Result<u64> {
    Ok(entries.whole("seed", 0, 1_000_000_000)? as u64)
}

pub(super) fn draw(entries: &Entries, chunk: Range<usize>) -> Result<Vec<f64>> {
    let mut plan = Plan::read(entries)?;
    let draws = budget::drawing(&plan, entries.whole("draws", 0, MOST)?)?.all;
    let names: Vec<String> = plan.model.strategies.iter().map(|strategy| strategy.name.clone()).collect();
    let parameters = plan.parameters.iter().map(uncertain).collect();
    let inputs = Inputs { seed: seed(entries)?, draws, parameters, strategies: names };
    let (mut work, mut totals) = (Work::default(), Vec::new());
    let drawn = probabilistic::draw(&inputs, chunk, |values, outcome| {
        plan.fill(values);
        work.totals(&plan.model, &mut totals).map_err(|refused| in_a_draw(&plan, refused))?;
        outcome.iter_mut().zip(&totals).for_each(|(into, totals)| *into = CostEffect { cost: totals.cost, effect: totals.effect });
        Ok(())
    });
    let drawn = drawn.map_err(|refused| {
        let of_model = !refused.input.starts_with("parameters");
        if of_model { refused } else { plan.at_parameter(refused, Some) }
    })?;
    Ok(drawn.iter().flat_map(|each| [each.cost, each.effect]).collect())
}

/// What is entered is good, but what was drawn around it is not.
fn in_a_draw(plan: &Plan, refused: Refused) -> Refused {
    let Refused { input, sentence } = plan.at_input(refused);
    Refused::new(input, format!("In one of the draws: {sentence} Narrow what is drawn."))
}

fn uncertain(parameter: &Parameter) -> Uncertain {
    let name = parameter.name.clone();
    let shape = match parameter.spread {
        "beta" => Shape::Beta,
        "gamma" => Shape::Gamma,
        "lognormal" => Shape::LogNormal,
        "normal" => Shape::Normal,
        "uniform" => Shape::Uniform,
        _ => return Uncertain { name, shape: Shape::Fixed, mean: parameter.value, sd: 0.0 },
    };
    let (low, high) = parameter.ends.unwrap_or((parameter.value, parameter.value));
    match shape {
        Shape::Uniform => Uncertain::between(name, low, high),
        // A normal's 95% interval is 2 × 1.96 standard deviations wide; of the others it is nearly so.
        _ => Uncertain { name, shape, mean: parameter.value, sd: (high - low) / 3.92 },
    }
}

pub(super) fn sum_up(entries: &Entries, numbers: &[f64]) -> Result<Outcome> {
    let names = entries.names("strategies");
    let wtp = entries.number("wtp")?;
    let draws: Vec<CostEffect> = numbers.chunks_exact(2).map(|pair| CostEffect { cost: pair[0], effect: pair[1] }).collect();
    let top = if wtp > 0.0 { 2.0 * wtp } else { 100_000.0 };
    let levels: Vec<f64> = (0..LEVELS).map(|place| top * place as f64 / (LEVELS - 1) as f64).collect();
    let found = summarize(&names, &draws, &levels)?;
    let middle = &found.levels[LEVELS / 2];
    let (best, made) = (&names[middle.best], draws.len() / names.len());
    let says = format!(
        "At ${}, {best} has the highest mean net benefit in {} draws, and is the right choice in {}% of them.",
        number(middle.willingness_to_pay, 0),
        number(made as f64, 0),
        number(100.0 * middle.frontier(), 0)
    );
    let evpi = middle.perfect_information;
    let figures = vec![
        Figure::new(
            "Knowing all parameters is worth",
            number(evpi.mean, 0),
            format!("$ a person (standard error {})", number(evpi.standard_error, 0)),
        ),
        Figure::new(format!("{best} is right in"), number(100.0 * middle.frontier(), 1), "% of draws"),
    ];
    Ok(Outcome {
        says,
        figures,
        pictures: vec![acceptability(&names, &found), information(&found), cloud(&names, &draws)],
        tables: vec![curves(&names, &found), worth(&found), means(&found)],
        notes: vec!["The choice follows the highest mean net benefit, not the highest share of draws.".to_owned()],
    })
}

fn acceptability(names: &[String], found: &Summary) -> Picture {
    let line = |(place, name): (usize, &String)| {
        Line::new(
            name,
            Marks::Line,
            found.levels.iter().map(|level| (level.willingness_to_pay, 100.0 * level.probabilities[place])).collect(),
        )
    };
    let frontier = Line::new(
        "the one to choose",
        Marks::Dots,
        found.levels.iter().map(|level| (level.willingness_to_pay, 100.0 * level.frontier())).collect(),
    );
    Picture {
        title: "Acceptability: in how many draws each strategy is best, by what a unit of effect is worth. Dots are on the one with the highest mean.".to_owned(),
        table: 0,
        plot: Plot::Lines {
            x: Axis::new(format!("Willingness to pay, {EACH}")),
            y: Axis::new("% of draws").reaching(0.0, 100.0),
            lines: names.iter().enumerate().map(line).chain([frontier]).collect(),
            levels: Vec::new(),
        },
    }
}

fn information(found: &Summary) -> Picture {
    let point = |level: &Level| (level.willingness_to_pay, level.perfect_information.mean);
    Picture {
        title: "What perfect information is worth, a person: most where the choice is closest.".to_owned(),
        table: 1,
        plot: Plot::Lines {
            x: Axis::new(format!("Willingness to pay, {EACH}")),
            y: Axis::new("$ a person").reaching(0.0, 0.0),
            lines: vec![Line::new("", Marks::Line, found.levels.iter().map(point).collect())],
            levels: Vec::new(),
        },
    }
}

/// Draws as points: what each strategy costs and gives beyond the first.
fn cloud(names: &[String], draws: &[CostEffect]) -> Picture {
    let each = draws.chunks_exact(names.len()).take(CLOUD);
    let points = |place: usize| each.clone().map(|draw| (draw[place].effect - draw[0].effect, draw[place].cost - draw[0].cost)).collect();
    let lines = names.iter().enumerate().skip(1).map(|(place, name)| Line::new(name, Marks::Cloud, points(place)));
    Picture {
        title: format!("The first {CLOUD} draws: what each strategy gives and costs beyond {}.", names[0]),
        table: 2,
        plot: Plot::Lines { x: Axis::new("More effect"), y: Axis::new("More cost, $"), lines: lines.collect(), levels: Vec::new() },
    }
}

fn curves(names: &[String], found: &Summary) -> Table {
    let columns: Vec<(&str, &str)> = [("Willingness to pay", EACH)]
        .into_iter()
        .chain(names.iter().map(|name| (name.as_str(), "% best")))
        .chain([("To choose", "")])
        .collect();
    let mut table = Table::new("Acceptability", &columns);
    for level in &found.levels {
        let shares = level.probabilities.iter().map(|share| Value::Number(100.0 * share, 1));
        table.row([Value::text(number(level.willingness_to_pay, 0))].into_iter().chain(shares).chain([Value::text(&names[level.best])]));
    }
    table
}

fn worth(found: &Summary) -> Table {
    let mut table =
        Table::new("Value of perfect information", &[("Willingness to pay", EACH), ("EVPI", "$ a person"), ("Standard error", "$")]);
    for level in &found.levels {
        let worth = level.perfect_information;
        table.row([Value::text(number(level.willingness_to_pay, 0)), Value::Number(worth.mean, 0), Value::Number(worth.standard_error, 0)]);
    }
    table
}

fn means(found: &Summary) -> Table {
    let mut table = Table::new(
        "Means of the draws",
        &[("Strategy", ""), ("Cost", "$"), ("Standard error", "$"), ("Effect", "QALYs or years"), ("Standard error", "")],
    );
    for each in &found.strategies {
        table.row([
            Value::text(&each.name),
            Value::Number(each.cost.mean, 0),
            Value::Number(each.cost.standard_error, 0),
            Value::Number(each.effect.mean, 3),
            Value::Number(each.effect.standard_error, 4),
        ]);
    }
    table
}
