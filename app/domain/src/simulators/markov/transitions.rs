//! How a cohort moves in one cycle: probabilities as they are, or converted from rates.

use super::super::checks::{not_negative, probability};
use super::super::format::precise;
use super::super::{Refused, Result};

/// How far the sum of a row of probabilities may be from 1.
const ROUNDING: f64 = 1e-9;

/// Transitions from each state (row) to each state (column).
#[derive(Clone, Debug, PartialEq)]
pub enum Transitions {
    /// Probabilities of one cycle; each row sums to 1 (to 1e-9).
    Probabilities(Vec<Vec<f64>>),
    /// Rates a year (events per person-year); the diagonal is 0, as staying is no event.
    Rates {
        /// The rates.
        rates: Vec<Vec<f64>>,
        /// How they become probabilities of a cycle.
        conversion: Conversion,
    },
}

/// How the rates `r_j` out of one state become probabilities of a cycle of `Δ` years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// Competing risks: with `R = Σ r_j`, somebody leaves with `1 − e^(−RΔ)` and goes to `j` in the share `r_j/R`
    /// (one move a cycle; constant hazards in Putter, Fiocco and Geskus, Stat Med 2007;26:2389-2430).
    Competing,
    /// The tutorial's way (Alarid-Escudero 2023): each rate by itself `1 − e^(−r_jΔ)`, and all but death conditional on survival:
    /// `(1 − p_death)(1 − e^(−r_jΔ))`. Refused where the moves of a row then exceed 1.
    SurvivalFirst {
        /// Index of the state of death.
        death: usize,
    },
}

impl Transitions {
    /// Writes the matrix of a cycle of `years`, row by row, into `matrix` (a square of `states`), having checked it. Allocates nothing
    /// unless it refuses.
    pub(super) fn write(&self, input: impl Fn() -> String, states: usize, years: f64, matrix: &mut [f64]) -> Result<()> {
        let (Self::Probabilities(rows) | Self::Rates { rates: rows, .. }) = self;
        if rows.len() != states || rows.iter().any(|row| row.len() != states) {
            return Err(Refused::new(input(), format!("Enter {states} rows of {states} numbers: from each state to each state.")));
        }
        for (state, (row, into)) in rows.iter().zip(matrix.chunks_exact_mut(states)).enumerate() {
            let place = || format!("{}.{state}", input());
            match self {
                Self::Probabilities(_) => copied(place, row, into)?,
                Self::Rates { conversion, .. } => converted(place, *conversion, state, row, years, into)?,
            }
        }
        Ok(())
    }
}

fn copied(input: impl Fn() -> String, row: &[f64], into: &mut [f64]) -> Result<()> {
    for (column, (value, into)) in row.iter().zip(into.iter_mut()).enumerate() {
        *into = probability(|| format!("{}.{column}", input()), *value)?;
    }
    let sum: f64 = row.iter().sum();
    if (sum - 1.0).abs() <= ROUNDING {
        return Ok(());
    }
    let sentence =
        format!("The probabilities of this row sum to {}, not to 1: correct them, or let staying take what remains.", precise(sum));
    Err(Refused::new(input(), sentence))
}

fn converted(input: impl Fn() -> String, conversion: Conversion, state: usize, row: &[f64], years: f64, into: &mut [f64]) -> Result<()> {
    for (column, value) in row.iter().enumerate() {
        not_negative(|| format!("{}.{column}", input()), *value)?;
    }
    if row[state] != 0.0 {
        return Err(Refused::new(input(), "Staying is no event: leave the rate from a state to itself 0."));
    }
    match conversion {
        Conversion::Competing => competing(row, state, years, into),
        Conversion::SurvivalFirst { death } if death < row.len() => {
            if !survival_first(row, state, death, years, into) {
                let sentence =
                    "The moves out of this state exceed 1 if each rate counts by itself: shorten the cycle, or let the rates compete.";
                return Err(Refused::new(input(), sentence));
            }
        }
        Conversion::SurvivalFirst { .. } => {
            return Err(Refused::new(input(), "The state of death is not among the states: choose one of them."));
        }
    }
    Ok(())
}

/// `1 − e^(−rate·years)`, without cancellation for small rates.
fn within(rate: f64, years: f64) -> f64 {
    -(-rate * years).exp_m1()
}

fn competing(row: &[f64], state: usize, years: f64, into: &mut [f64]) {
    let total: f64 = row.iter().sum();
    for (rate, into) in row.iter().zip(into.iter_mut()) {
        *into = if total > 0.0 { rate / total * within(total, years) } else { 0.0 };
    }
    into[state] = (-total * years).exp();
}

fn survival_first(row: &[f64], state: usize, death: usize, years: f64, into: &mut [f64]) -> bool {
    let dies = within(row[death], years);
    let survives = (-row[death] * years).exp();
    let mut moves = 0.0;
    for (column, (rate, into)) in row.iter().zip(into.iter_mut()).enumerate() {
        let chance = if column == death { 0.0 } else { within(*rate, years) };
        moves += chance;
        *into = survives * chance;
    }
    into[death] = dies;
    // FromCycle death nothing leaves but what its own row says; its staying is the remainder like any other's.
    into[state] = survives * (1.0 - moves);
    moves <= 1.0
}
