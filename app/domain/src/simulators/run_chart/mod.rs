//! Run charts: values in their order about a median that was fixed beforehand, and runs that chance seldom makes.
//!
//! Points on the median are skipped: they neither lengthen a run nor end it. Rules by name: Perla, Provost & Murray, *BMJ Qual Saf*
//! 2011;20:46-51; Anhøj & Olesen, *PLoS One* 2014;9:e113825.

#[cfg(test)]
mod tests;

use super::checks::{many, within};
use super::{Refused, Result};
use std::ops::Range;

/// Most points of a chart.
pub const MOST_POINTS: usize = 1_000;
/// Most lines of a chart.
pub const MOST_LINES: usize = 50;

/// A median and the points that are judged against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Index of the first point judged, from 0; the next line's first ends it.
    pub first: usize,
    /// Points whose median it is, by index from 0, the end excluded; they may lie before `first`.
    pub baseline: Range<usize>,
}

/// Which patterns count as signals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleSet {
    /// Perla, Provost & Murray: a shift is six or more useful points in a row on a side; a trend is five or more points all rising or all
    /// falling, a repeated value counted once. Their table of too few and too many runs and their astronomical point are left out.
    Perla,
    /// Anhøj & Olesen: the longest run is longer than log₂ n + 3, rounded, or the line is crossed more seldom than the lower 5 % point of
    /// the binomial distribution of n − 1 trials at one half; n are the useful points.
    AnhojOlesen,
}

/// What to chart and how to read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Inputs {
    /// Values in their order, in any unit.
    pub values: Vec<f64>,
    /// Lines, the first from point 0.
    pub lines: Vec<Line>,
    /// The rule set.
    pub rules: RuleSet,
}

/// A stretch of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// First point, from 0.
    pub from: usize,
    /// Last point, from 0; points on the line may lie between.
    pub until: usize,
    /// Useful points in it.
    pub points: usize,
    /// Whether it lies above the line, or of a trend: whether it rises.
    pub above: bool,
}

/// A pattern that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// A run on a side; `at` is the point at which it became long enough.
    Shift {
        /// The run.
        run: Run,
        /// Point at which it became a signal.
        at: usize,
    },
    /// A trend; `at` is the point at which it became long enough.
    Trend {
        /// The stretch.
        run: Run,
        /// Point at which it became a signal.
        at: usize,
    },
    /// The line is crossed too seldom.
    FewCrossings {
        /// Crossings.
        crossings: usize,
        /// Fewest that chance is allowed.
        fewest: usize,
    },
}

/// A line, judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Points judged, by index.
    pub span: Range<usize>,
    /// Median of the baseline, in the unit of the values.
    pub median: f64,
    /// Points not on the line.
    pub useful: usize,
    /// Longest run on a side, the first of equals; none if all points are on the line.
    pub longest: Option<Run>,
    /// Times that the line is crossed.
    pub crossings: usize,
    /// What fired.
    pub signals: Vec<Signal>,
}

/// Judges values against their lines.
pub fn judge(inputs: &Inputs) -> Result<Vec<Judged>> {
    let values = &inputs.values;
    many("values", values.len(), 1, MOST_POINTS, "points")?;
    for (number, value) in values.iter().enumerate() {
        within(&format!("values.{number}"), *value, -1e12, 1e12)?;
    }
    let spans = spans(inputs)?;
    let judged = spans.into_iter().zip(&inputs.lines).map(|(span, line)| {
        let median = median(&values[line.baseline.clone()]);
        let runs = runs(values, span.clone(), median);
        let useful = runs.iter().map(|run| run.points).sum();
        let crossings = runs.len().saturating_sub(1);
        let signals = match inputs.rules {
            RuleSet::Perla => perla(values, span.clone(), median, &runs),
            RuleSet::AnhojOlesen => anhoj_olesen(values, median, &runs, useful),
        };
        let longest = runs.iter().rev().max_by_key(|run| run.points).copied();
        Judged { span, median, useful, longest, crossings, signals }
    });
    Ok(judged.collect())
}

/// The chance that fair tosses, as many as there are useful points, have a run of at least so many on either side: exact.
pub fn chance_of_run(points: usize, run: usize) -> Result<f64> {
    many("points", points, 1, MOST_POINTS, "points")?;
    many("run", run, 1, MOST_POINTS, "points in the run")?;
    // `running[j]`: no long run yet, and the last j + 1 tosses are alike.
    let mut running = vec![0.0; run - 1];
    if let Some(first) = running.first_mut() {
        *first = 1.0;
    }
    let mut reached = if run == 1 { 1.0 } else { 0.0 };
    for _ in 1..points {
        let other_side = running.iter().sum::<f64>() / 2.0;
        reached += running.last().copied().unwrap_or(0.0) / 2.0;
        for length in (1..running.len()).rev() {
            running[length] = running[length - 1] / 2.0;
        }
        if let Some(first) = running.first_mut() {
            *first = other_side;
        }
    }
    Ok(reached)
}

fn spans(inputs: &Inputs) -> Result<Vec<Range<usize>>> {
    let points = inputs.values.len();
    many("lines", inputs.lines.len(), 1, MOST_LINES, "lines")?;
    let ends = inputs.lines.iter().skip(1).map(|line| line.first).chain([points]);
    let spans: Vec<_> = inputs.lines.iter().zip(ends).map(|(line, end)| line.first..end).collect();
    for (number, (span, line)) in spans.iter().zip(&inputs.lines).enumerate() {
        if span.is_empty() || span.end > points || (number == 0 && span.start != 0) {
            let sentence =
                "Let the first line begin at the first point, each further one after the one before it, and the last before the end.";
            return Err(Refused::new(format!("lines.{number}.first"), sentence));
        }
        if line.baseline.is_empty() || line.baseline.end > points {
            return Err(Refused::new(format!("lines.{number}.baseline"), "Choose a baseline of at least one point that is on the chart."));
        }
    }
    Ok(spans)
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { f64::midpoint(sorted[middle - 1], sorted[middle]) }
}

/// Runs on a side, points on the line skipped.
fn runs(values: &[f64], span: Range<usize>, median: f64) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for index in span.filter(|&index| values[index] != median) {
        let above = values[index] > median;
        match runs.last_mut().filter(|run| run.above == above) {
            Some(run) => (run.until, run.points) = (index, run.points + 1),
            None => runs.push(Run { from: index, until: index, points: 1, above }),
        }
    }
    runs
}

/// The point at which a run had so many useful ones.
fn reached(values: &[f64], median: f64, run: &Run, points: usize) -> usize {
    (run.from..=run.until).filter(|&index| values[index] != median).nth(points - 1).unwrap_or(run.until)
}

fn perla(values: &[f64], span: Range<usize>, median: f64, runs: &[Run]) -> Vec<Signal> {
    let long = runs.iter().filter(|run| run.points >= 6);
    let shifts = long.map(|run| Signal::Shift { run: *run, at: reached(values, median, run, 6) });
    shifts.chain(trends(values, span)).collect()
}

/// Stretches of five or more points in one direction, repeated values counted once.
fn trends(values: &[f64], span: Range<usize>) -> Vec<Signal> {
    let mut signals: Vec<Signal> = Vec::new();
    let mut changes: Vec<(usize, usize)> = Vec::new();
    for index in span.clone().skip(1).filter(|&index| values[index] != values[index - 1]) {
        changes.push((index, changes.last().map_or(span.start, |change| change.0)));
    }
    let mut from = 0;
    for place in 0..changes.len() {
        let rises = |place: usize| values[changes[place].0] > values[changes[place].0 - 1];
        if rises(place) != rises(from) {
            from = place;
        }
        let (until, points) = (changes[place].0, place - from + 2);
        let run = Run { from: changes[from].1, until, points, above: rises(place) };
        match signals.last_mut() {
            Some(Signal::Trend { run: open, .. }) if points > 5 => *open = run,
            _ if points == 5 => signals.push(Signal::Trend { run, at: until }),
            _ => {}
        }
    }
    signals
}

fn anhoj_olesen(values: &[f64], median: f64, runs: &[Run], useful: usize) -> Vec<Signal> {
    if useful == 0 {
        return Vec::new();
    }
    let longest = longest_by_chance(useful);
    let long = runs.iter().filter(|run| run.points > longest);
    let mut signals: Vec<_> = long.map(|run| Signal::Shift { run: *run, at: reached(values, median, run, longest + 1) }).collect();
    let (crossings, fewest) = (runs.len().saturating_sub(1), fewest_crossings(useful));
    if crossings < fewest {
        signals.push(Signal::FewCrossings { crossings, fewest });
    }
    signals
}

/// Longest run that Anhøj & Olesen allow to chance: the whole number nearest to log₂ n + 3, a half rounded away from zero.
fn longest_by_chance(useful: usize) -> usize {
    let limit = (useful as f64).log2() + 3.0;
    (0..=64).find(|&whole| limit.round() <= f64::from(whole)).map_or(64, |whole: u32| whole as usize)
}

/// The least k at which the binomial distribution of n − 1 trials at one half reaches 5 %.
fn fewest_crossings(useful: usize) -> usize {
    let trials = useful - 1;
    // At most a thousand trials: 2^-999 is still a normal number.
    let mut mass = 0.5_f64.powi(i32::try_from(trials).unwrap_or(i32::MAX));
    let mut reached = mass;
    for crossings in 0..trials {
        if reached >= 0.05 {
            return crossings;
        }
        mass *= (trials - crossings) as f64 / (crossings + 1) as f64;
        reached += mass;
    }
    trials
}
