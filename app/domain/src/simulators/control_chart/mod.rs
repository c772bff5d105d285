//! Shewhart control charts: XmR, p, c and u, in phases with limits of their own, read by a rule set that is named.
//!
//! Limits. XmR: mean ± 2.66 × mean moving range, upper range limit 3.267 × mean moving range (Wheeler & Chambers, *Understanding
//! Statistical Process Control*; NIST/SEMATECH e-Handbook 6.3.2.2). p: p̄ ± 3√(p̄(1−p̄)/n) within \[0, 1\] (e-Handbook 6.3.3.2); c: c̄ ±
//! 3√c̄; u: ū ± 3√(ū/n); neither below 0 (e-Handbook 6.3.3.1). One sigma is a third of the way to the unfloored limit.
//!
//! Signals are sought within a phase: neither a run nor a moving range crosses from one phase into the next.

mod alarms;
mod limits;
mod signals;
#[cfg(test)]
mod tests;

pub use alarms::{FalseAlarms, false_alarms, stable_chart, stable_series};

use super::checks::{many, positive, within};
use super::{Refused, Result};

/// Most points of a chart.
pub const MOST_POINTS: usize = 10_000;
/// Most phases of a chart.
pub const MOST_PHASES: usize = 100;
/// Limits from fewer points than these are provisional.
pub const ENOUGH_POINTS: usize = 12;
/// Largest measured value or count, in size.
const LARGEST: f64 = 1e12;

/// How many of how many: one point of a p-chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proportion {
    /// Cases that have the feature: a whole number, at most `cases`.
    pub events: f64,
    /// Cases looked at: a whole number above 0.
    pub cases: f64,
}

/// Events per exposure: one point of a u-chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Events counted: a whole number.
    pub events: f64,
    /// Exposure in the unit that the rate is per (thousands of patient-days, say), above 0.
    pub exposure: f64,
}

/// What is plotted, in the order of time; it decides the chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Series {
    /// XmR: measured values, in any unit.
    Individuals(Vec<f64>),
    /// p: yes or no per case.
    Proportions(Vec<Proportion>),
    /// c: events in equal exposures, whole numbers.
    Counts(Vec<f64>),
    /// u: events in exposures that vary.
    Rates(Vec<Rate>),
}

/// Where the limits of a phase come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Baseline {
    /// All points of the phase.
    All,
    /// Its first so many points; the limits are frozen there.
    First(usize),
    /// Limits known beforehand; XmR only.
    Known {
        /// Mean, in the unit of the values.
        center: f64,
        /// One sigma, in the unit of the values.
        sigma: f64,
    },
}

/// A stretch of points with limits of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Phase {
    /// Index of its first point, from 0; it ends where the next phase begins.
    pub first: usize,
    /// Where its limits come from.
    pub baseline: Baseline,
}

/// Which patterns count as signals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleSet {
    /// A point beyond a 3-sigma limit, nothing else.
    LimitsOnly,
    /// NHS England, "Making data count": beyond a limit; 7 points on a side of the mean; 7 points each above (or each below) the one
    /// before, so six steps; 2 of 3 points beyond 2 sigma but within the limits with all three on that side of the mean (the patterns as in
    /// the NHS-R Community's package NHSRplotthedots). Moving ranges above
    /// 3.267 × their mean are left out, once, before the limits of an XmR chart are calculated.
    NhsMakingDataCount,
    /// Western Electric (*Statistical Quality Control Handbook*, 1956): beyond 3 sigma; 2 of 3 beyond 2 sigma; 4 of 5 beyond 1 sigma, in
    /// both the last point among them; 8 on a side; each on one side and strictly beyond. All moving ranges are used.
    WesternElectric,
}

/// What to chart and how to read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Inputs {
    /// The data.
    pub series: Series,
    /// Phases, the first from point 0.
    pub phases: Vec<Phase>,
    /// The rule set.
    pub rules: RuleSet,
}

/// Above or below the center line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Above; of a trend: rising.
    Above,
    /// Below; of a trend: falling.
    Below,
}

/// A pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A point beyond a limit.
    BeyondLimit,
    /// Two of three points beyond 2 sigma.
    TwoOfThree,
    /// Four of five points beyond 1 sigma.
    FourOfFive,
    /// Points on one side of the center line: 7 (NHS) or 8 (Western Electric).
    Run,
    /// 7 points all rising or all falling.
    Trend,
}

/// A rule that fired. A pattern that goes on fires again at each further point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signal {
    /// Which rule.
    pub rule: Rule,
    /// On which side, or in which direction.
    pub side: Side,
    /// First point of the pattern, from 0.
    pub from: usize,
    /// Point at which it fired: the last of the pattern, from 0.
    pub at: usize,
}

/// A point with its limits, all in the unit of the values (p: a share from 0 to 1; u: events per unit of exposure).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The value plotted.
    pub value: f64,
    /// Center line.
    pub center: f64,
    /// Lower limit.
    pub lower: f64,
    /// Upper limit.
    pub upper: f64,
    /// One sigma at this point.
    pub sigma: f64,
    /// Distance from the point before it in the same phase; XmR only, none at the first point of a phase.
    pub moving_range: Option<f64>,
}

/// What the limits of a phase rest on.
#[derive(Clone, Debug, PartialEq)]
pub struct PhaseLimits {
    /// Index of the first point.
    pub first: usize,
    /// Points in the phase.
    pub points: usize,
    /// Points that the limits come from; 0 where they were known beforehand.
    pub baseline: usize,
    /// Whether the baseline has fewer than twelve points and is not known beforehand.
    pub provisional: bool,
    /// Center line.
    pub center: f64,
    /// Mean moving range after screening; XmR with a baseline only.
    pub mean_moving_range: Option<f64>,
    /// Upper limit of moving ranges; XmR with a baseline only.
    pub upper_moving_range: Option<f64>,
    /// Points whose moving range was left out.
    pub screened: Vec<usize>,
}

/// A chart ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// A point per value.
    pub points: Vec<Point>,
    /// One per phase.
    pub phases: Vec<PhaseLimits>,
    /// What fired, in order of points, at one point in the order of [`Rule`].
    pub signals: Vec<Signal>,
}

/// The chart of a series. Refuses impossible data, phases out of order and baselines that are too short.
pub fn chart(inputs: &Inputs) -> Result<Chart> {
    check_series(&inputs.series)?;
    let spans = spans(&inputs.phases, length(&inputs.series))?;
    let (mut points, mut phases, mut signals) = (Vec::new(), Vec::new(), Vec::new());
    for (number, (phase, span)) in inputs.phases.iter().zip(spans).enumerate() {
        let screening = inputs.rules == RuleSet::NhsMakingDataCount;
        let (limits, of_phase) = limits::of_phase(&inputs.series, span.clone(), phase.baseline, screening)
            .map_err(|sentence| Refused::new(format!("phases.{number}.baseline"), sentence))?;
        signals.extend(signals::within_phase(&of_phase, span.start, inputs.rules));
        phases.push(limits);
        points.extend(of_phase);
    }
    Ok(Chart { points, phases, signals })
}

/// Points in a series.
fn length(series: &Series) -> usize {
    match series {
        Series::Individuals(values) | Series::Counts(values) => values.len(),
        Series::Proportions(points) => points.len(),
        Series::Rates(points) => points.len(),
    }
}

fn check_series(series: &Series) -> Result<()> {
    many("series", length(series), 2, MOST_POINTS, "points")?;
    match series {
        Series::Individuals(values) => each(values, |value, at| within(at, *value, -LARGEST, LARGEST).map(drop)),
        Series::Counts(values) => each(values, |value, at| whole(at, *value, LARGEST)),
        Series::Proportions(points) => each(points, |point, at| {
            positive(at, point.cases, LARGEST)?;
            whole(at, point.cases, LARGEST)?;
            whole(at, point.events, point.cases)
        }),
        Series::Rates(points) => each(points, |point, at| {
            // The least exposure keeps the rate, and its sum over a phase, finite and precise.
            within(at, point.exposure, 1e-6, LARGEST)?;
            whole(at, point.events, LARGEST)
        }),
    }
}

fn each<T>(points: &[T], check: impl Fn(&T, &str) -> Result<()>) -> Result<()> {
    points.iter().enumerate().try_for_each(|(index, point)| check(point, &format!("series.{index}")))
}

fn whole(input: &str, value: f64, most: f64) -> Result<()> {
    if within(input, value, 0.0, most)?.fract() == 0.0 {
        return Ok(());
    }
    Err(Refused::new(input, format!("This is {value}: a count is a whole number.")))
}

/// From where to where each phase reaches.
fn spans(phases: &[Phase], points: usize) -> Result<Vec<std::ops::Range<usize>>> {
    many("phases", phases.len(), 1, MOST_PHASES, "phases")?;
    let ends = phases.iter().skip(1).map(|phase| phase.first).chain([points]);
    let spans: Vec<_> = phases.iter().zip(ends).map(|(phase, end)| phase.first..end).collect();
    if spans[0].start != 0 {
        return Err(Refused::new("phases.0.first", "The first phase begins at the first point: set it to 0."));
    }
    match spans.iter().position(|span| span.is_empty() || span.end > points) {
        None => Ok(spans),
        Some(number) => Err(Refused::new(
            format!("phases.{number}.first"),
            "This phase has no points: let each phase begin after the one before it, and the last before the data end.",
        )),
    }
}
