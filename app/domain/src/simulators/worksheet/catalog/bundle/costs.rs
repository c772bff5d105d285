//! What episodes cost: from components of the mean, or from lists.

use super::super::super::{Entries, Row};
use crate::simulators::{Refused, Result};

/// The most episodes of a year.
const MOST: usize = 20_000;
/// So many past episodes stand for a mean and a standard deviation.
const STANDING_FOR: usize = 100;

/// What was entered.
pub(super) enum Costs {
    Parts { parts: Vec<Part>, volume: usize, sd: f64 },
    Episodes { past: Vec<f64>, year: Vec<f64> },
}

/// A component with its mean over all episodes, in dollars.
pub(super) struct Part {
    pub name: String,
    pub before: f64,
    pub after: f64,
}

pub(super) fn read(entries: &Entries) -> Result<Costs> {
    if entries.choice("from") == "episodes" {
        return Ok(Costs::Episodes { past: entries.series("past")?, year: entries.series("year")? });
    }
    let parts: Vec<Part> = entries.rows("parts").map(part).collect::<Result<_>>()?;
    let before: f64 = parts.iter().map(|part| part.before).sum();
    if before <= 0.0 {
        return Err(Refused::new("parts", "Enter what an episode is made of: at least one component that costs something."));
    }
    let sd = entries.number("sd")?;
    if !(0.0..=10.0 * before).contains(&sd) {
        return Err(Refused::new("sd", "Enter a number from 0 to ten times what an episode costs."));
    }
    Ok(Costs::Parts { parts, volume: entries.whole("volume", 1, MOST)?, sd })
}

fn part(row: Row) -> Result<Part> {
    let share = |column: &str, otherwise: f64| super::super::share(row.maybe(column)?.unwrap_or(otherwise), || row.place(column));
    let paid = |column: &str, value: f64| {
        if (0.0..=1e9).contains(&value) { Ok(value) } else { Err(row.refused(column, "Enter an amount from 0 to 1,000,000,000.")) }
    };
    let (first, before) = (share("share", 100.0)?, paid("paid", row.number("paid")?)?);
    let after = paid("paid-after", row.maybe("paid-after")?.unwrap_or(before))?;
    let name = row.named("part")?.to_owned();
    Ok(Part { name, before: first * before, after: share("share-after", 100.0 * first)? * after })
}

impl Costs {
    /// Past episodes and those of the year.
    pub fn lists(&self) -> (Vec<f64>, Vec<f64>) {
        match self {
            Self::Episodes { past, year } => (past.clone(), year.clone()),
            Self::Parts { parts, volume, sd } => {
                let before: f64 = parts.iter().map(|part| part.before).sum();
                let after: f64 = parts.iter().map(|part| part.after).sum();
                // A list with exactly this mean and sample standard deviation: all alike but one, which is √n standard deviations dearer.
                let root = (STANDING_FOR as f64).sqrt();
                let low = (before - sd / root).max(0.0);
                let mut past = vec![low; STANDING_FOR - 1];
                past.push(low + sd * root);
                (past, vec![after; *volume])
            }
        }
    }
}
