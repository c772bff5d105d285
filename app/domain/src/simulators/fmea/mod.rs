//! Failure mode and effects analysis: the product of three ranks, and why severity comes first.
//!
//! RPN = severity × occurrence × detection, each a rank from 1 to 10 (detection 10: almost certainly not noticed in time). The order that
//! is recommended here is lexicographic: severity, then expected events a year where every mode has its rates (else occurrence, then
//! detection), then single points of failure. It follows the thought of the action priority of AIAG & VDA (*FMEA Handbook*, 2019), severity
//! first, and is not their table.

#[cfg(test)]
mod tests;

use super::checks::{many, within};
use super::{Refused, Result};
use std::cmp::Ordering;

/// Most modes of a list.
pub const MOST_MODES: usize = 1_000;
/// Severity from which a mode is taken up whatever else: death or permanent harm.
pub const GATE: u8 = 9;

/// Three ranks from 1 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranks {
    /// How bad the worst credible effect is.
    pub severity: u8,
    /// How often it occurs.
    pub occurrence: u8,
    /// How surely it goes unnoticed.
    pub detection: u8,
}

/// How often a mode reaches a patient, counted and not ranked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frequency {
    /// Times a year the step is done.
    pub opportunities: f64,
    /// Probability of the failure each time.
    pub rate: f64,
    /// Share of failures that nobody catches.
    pub not_caught: f64,
    /// Share of those that have the effect that is counted; 1 to count all that reach a patient.
    pub harmful: f64,
}

/// A failure mode.
#[derive(Clone, Debug, PartialEq)]
pub struct Mode {
    /// What fails.
    pub name: String,
    /// Its ranks.
    pub ranks: Ranks,
    /// Its rates, where they are known.
    pub frequency: Option<Frequency>,
    /// Ranks after an action.
    pub ranks_after: Option<Ranks>,
    /// Rates after an action.
    pub frequency_after: Option<Frequency>,
    /// Whether this failure alone causes the harm.
    pub single_point: bool,
}

/// What the ranks of a mode say.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What fails.
    pub name: String,
    /// Risk priority number, 1 to 1,000.
    pub rpn: u32,
    /// What one step more adds to the RPN: of severity, occurrence, detection; none at 10.
    pub one_step_more: [Option<u32>; 3],
    /// Whether severity alone puts it on the list.
    pub gate: bool,
    /// Events a year that are not caught and have the effect.
    pub events_a_year: Option<f64>,
    /// Place by RPN, by severity, by events a year, from 1; equals share a place.
    pub places: Places,
    /// RPN after the action.
    pub rpn_after: Option<u32>,
    /// Change of the RPN, as a share: −0.4 is a fall by 40 %.
    pub rpn_change: Option<f64>,
    /// Events a year after the action.
    pub events_after: Option<f64>,
    /// Change of the events, as a share; none without rates before and after, or with none before.
    pub events_change: Option<f64>,
}

/// Places of a mode in three rankings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Places {
    /// By RPN.
    pub rpn: usize,
    /// By severity alone.
    pub severity: usize,
    /// By events a year; none unless all modes have rates.
    pub events: Option<usize>,
}

/// Modes that one RPN makes look alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The RPN they share.
    pub rpn: u32,
    /// Their indices, in the order given; their severities are not all the same.
    pub modes: Vec<usize>,
}

/// A list, analyzed.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// A row per mode, in the order given.
    pub rows: Vec<Row>,
    /// Indices of the modes in the order in which to take them up, severity first.
    pub order: Vec<usize>,
    /// Equal RPNs of unequal severity: the ties that mislead, largest RPN first.
    pub ties: Vec<Tie>,
}

/// Analyzes a list of failure modes. Refuses ranks outside 1 to 10 and shares outside 0 to 1.
pub fn analyze(modes: &[Mode]) -> Result<Analysis> {
    many("modes", modes.len(), 1, MOST_MODES, "failure modes")?;
    modes.iter().enumerate().try_for_each(|(number, mode)| check(number, mode))?;
    let events: Option<Vec<f64>> = modes.iter().map(|mode| mode.frequency.map(events_a_year)).collect();
    let rows = (0..modes.len()).map(|number| row(modes, number, events.as_deref())).collect();
    let mut order: Vec<usize> = (0..modes.len()).collect();
    // Stable: modes that are equal in all stay in the order given.
    order.sort_by(|&one, &other| precedence(modes, events.as_deref(), one, other));
    Ok(Analysis { rows, order, ties: ties(modes) })
}

fn check(number: usize, mode: &Mode) -> Result<()> {
    for (field, ranks) in [("ranks", Some(mode.ranks)), ("ranks_after", mode.ranks_after)] {
        let Some(ranks) = ranks else { continue };
        for (rank, name) in [(ranks.severity, "severity"), (ranks.occurrence, "occurrence"), (ranks.detection, "detection")] {
            if !(1..=10).contains(&rank) {
                let sentence = format!("The rank is {rank}: give a whole number from 1 to 10.");
                return Err(Refused::new(format!("modes.{number}.{field}.{name}"), sentence));
            }
        }
    }
    for (field, frequency) in [("frequency", mode.frequency), ("frequency_after", mode.frequency_after)] {
        let Some(frequency) = frequency else { continue };
        let path = |name: &str| format!("modes.{number}.{field}.{name}");
        within(&path("opportunities"), frequency.opportunities, 0.0, 1e12)?;
        within(&path("rate"), frequency.rate, 0.0, 1.0)?;
        within(&path("not_caught"), frequency.not_caught, 0.0, 1.0)?;
        within(&path("harmful"), frequency.harmful, 0.0, 1.0)?;
    }
    Ok(())
}

/// Severity × occurrence × detection.
fn rpn(ranks: Ranks) -> u32 {
    u32::from(ranks.severity) * u32::from(ranks.occurrence) * u32::from(ranks.detection)
}

fn events_a_year(frequency: Frequency) -> f64 {
    frequency.opportunities * frequency.rate * frequency.not_caught * frequency.harmful
}

fn row(modes: &[Mode], number: usize, events: Option<&[f64]>) -> Row {
    let mode = &modes[number];
    let (rpn_before, rpn_after) = (rpn(mode.ranks), mode.ranks_after.map(rpn));
    let (events_before, events_after) = (mode.frequency.map(events_a_year), mode.frequency_after.map(events_a_year));
    let ahead = |before: &dyn Fn(usize) -> bool| 1 + (0..modes.len()).filter(|&other| before(other)).count();
    let Ranks { severity, occurrence, detection } = mode.ranks;
    let step = |rank: u8, one: u8, other: u8| (rank < 10).then(|| u32::from(one) * u32::from(other));
    Row {
        name: mode.name.clone(),
        rpn: rpn_before,
        one_step_more: [
            step(severity, occurrence, detection),
            step(occurrence, severity, detection),
            step(detection, severity, occurrence),
        ],
        gate: severity >= GATE,
        events_a_year: events_before,
        places: Places {
            rpn: ahead(&|other| rpn(modes[other].ranks) > rpn_before),
            severity: ahead(&|other| modes[other].ranks.severity > severity),
            events: events.map(|events| ahead(&|other| events[other] > events[number])),
        },
        rpn_after,
        rpn_change: rpn_after.map(|after| change(f64::from(rpn_before), f64::from(after))),
        events_after,
        events_change: events_before.filter(|before| *before > 0.0).zip(events_after).map(|(before, after)| change(before, after)),
    }
}

fn change(before: f64, after: f64) -> f64 {
    (after - before) / before
}

/// Which of two modes to take up first.
fn precedence(modes: &[Mode], events: Option<&[f64]>, one: usize, other: usize) -> Ordering {
    let (first, second) = (&modes[one], &modes[other]);
    let likelihood = match events {
        Some(events) => events[other].total_cmp(&events[one]),
        None => (second.ranks.occurrence, second.ranks.detection).cmp(&(first.ranks.occurrence, first.ranks.detection)),
    };
    second.ranks.severity.cmp(&first.ranks.severity).then(likelihood).then(second.single_point.cmp(&first.single_point))
}

fn ties(modes: &[Mode]) -> Vec<Tie> {
    let mut products: Vec<u32> = modes.iter().map(|mode| rpn(mode.ranks)).collect();
    products.sort_unstable_by(|one, other| other.cmp(one));
    products.dedup();
    let groups = products
        .into_iter()
        .map(|product| Tie { rpn: product, modes: (0..modes.len()).filter(|&number| rpn(modes[number].ranks) == product).collect() });
    groups.filter(|tie| tie.modes.iter().any(|&number| modes[number].ranks.severity != modes[tie.modes[0]].ranks.severity)).collect()
}
