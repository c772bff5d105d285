//! Where the money of an episode is, and what volume does to luck.

use super::super::super::{Axis, Bar, Line, Marks, Picture, Plot, Table, Value, dollars};
use super::costs::Part;
use crate::simulators::bundle::{Reconciliation, chance_of_loss};

/// Points of the curve.
const STEPS: u32 = 40;

/// By how much each component changed.
pub(super) fn parts(parts: &[Part]) -> (Picture, Table) {
    let columns = [("Component", ""), ("Before", "$ per episode"), ("After", "$ per episode"), ("Change", "$ per episode")];
    let mut table = Table::new("Components, averaged over all episodes", &columns);
    let mut row = |name: &str, before: f64, after: f64| {
        table.row([Value::text(name), Value::Number(before, 0), Value::Number(after, 0), Value::Number(after - before, 0)]);
    };
    let (mut before, mut after) = (0.0, 0.0);
    let mut bars = Vec::new();
    for part in parts {
        before += part.before;
        after += part.after;
        row(&part.name, part.before, part.after);
        let note = format!("{} → {}", dollars(part.before), dollars(part.after));
        bars.push(Bar { name: part.name.clone(), from: 0.0, to: part.after - part.before, note });
    }
    row("Episode", before, after);
    // Without a change the axis would be a point.
    let to = if bars.iter().all(|bar| bar.to == 0.0) { 1000.0 } else { 0.0 };
    let x = Axis::new("Change ($ per episode)").reaching(0.0, to);
    let title = format!("What changed in an episode that cost {} and costs {}.", dollars(before), dollars(after));
    (Picture { title, table: 0, plot: Plot::Bars { x, bars, base: Some(0.0) } }, table)
}

/// The year's episodes from the dearest on.
pub(super) fn episodes(year: &[f64], result: &Reconciliation) -> (Picture, Table) {
    let mut sorted = year.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let mut table = Table::new("Episodes of the year from the dearest on", &[("Episode", ""), ("Cost", "$")]);
    let mut points = Vec::new();
    for (place, cost) in (1_u32..).zip(&sorted) {
        points.push((f64::from(place), *cost));
        table.row([Value::text(place.to_string()), Value::Number(*cost, 0)]);
    }
    let marks = if sorted.len() > 60 { Marks::Cloud } else { Marks::Dots };
    let names = if (result.target_price - result.mean_cost).abs() * 12.0 < sorted.first().copied().unwrap_or(0.0) {
        vec![("Target and mean".to_owned(), result.target_price)]
    } else {
        vec![("Target".to_owned(), result.target_price), ("Mean".to_owned(), result.mean_cost)]
    };
    let title = format!(
        "Each episode, from the dearest on. The mean is {}, the target {}.",
        dollars(result.mean_cost),
        dollars(result.target_price)
    );
    let (x, y) = (Axis::new("Episodes").reaching(0.0, 1.0), Axis::new("Cost ($)").reaching(0.0, 1.0));
    (Picture { title, table: 0, plot: Plot::Lines { x, y, lines: vec![Line::new("", marks, points)], levels: names } }, table)
}

/// How often a year ends with a loss, by the number of episodes.
pub(super) fn chances(result: &Reconciliation) -> (Picture, Table) {
    let columns = [("Episodes", "a year"), ("At this true cost", "% of years"), ("Nothing changed", "% of years")];
    let mut table = Table::new("Years that end with a loss, by number of episodes", &columns);
    let (mut so, mut same) = (Vec::new(), Vec::new());
    let most = (2.0 * result.volume).max(400.0);
    let mut volumes: Vec<f64> = (1..=STEPS).map(|step| (most * f64::from(step) / f64::from(STEPS)).round()).collect();
    volumes.push(result.volume);
    volumes.sort_by(f64::total_cmp);
    volumes.dedup();
    for volume in volumes {
        let chance = |mean: f64| chance_of_loss(mean, result.luck.episode_sd, volume, result.target_price).map(|chance| chance * 100.0);
        let (Ok(with), Ok(without)) = (chance(result.mean_cost), chance(result.expected_cost)) else { continue };
        so.push((volume, with));
        same.push((volume, without));
        table.row([Value::text(volume.to_string()), Value::Number(with, 1), Value::Number(without, 1)]);
    }
    let here = [result.luck.chance_of_loss_as_observed, result.luck.chance_of_loss_unchanged];
    let lines = vec![
        Line::new("At this true cost", Marks::Line, so),
        Line::new("Nothing changed", Marks::Line, same),
        Line::new("Your volume", Marks::Dots, here.iter().map(|chance| (result.volume, chance * 100.0)).collect()),
    ];
    let (x, y) = (Axis::new("Episodes a year").reaching(0.0, 1.0), Axis::new("Years that end with a loss (%)").reaching(0.0, 100.0));
    let title = "How often a year ends with a loss, by the number of episodes. Few episodes make both lines a toss-up.".to_owned();
    (Picture { title, table: 1, plot: Plot::Lines { x, y, lines, levels: Vec::new() } }, table)
}

/// From the past mean to what is paid.
pub(super) fn steps(result: &Reconciliation, program: f64) -> Table {
    let mut table = Table::new("From the price to the payment", &[("Step", ""), ("Amount", "$")]);
    let steps = [
        ("Expected cost of an episode", result.expected_cost),
        ("Target price", result.target_price),
        ("Mean cost of the year's episodes", result.mean_cost),
        ("Gain of an episode", result.target_price - result.mean_cost),
        ("Gain of all episodes", result.gross),
        ("After quality", result.after_quality),
        ("After stop-gain and stop-loss: payment", result.payment),
        ("Not counted, beyond the percentiles", result.winsorized_away),
        ("Net of the program", result.payment - program),
    ];
    for (step, amount) in steps {
        table.row([Value::text(step), Value::Number(amount, 0)]);
    }
    table
}
