//! The rows of the grids: what each says, of whom, and in which cycles it holds.

use super::super::super::{Entries, Row};
use crate::simulators::Result;
use crate::simulators::markov::{MOST_CYCLES, Model};

/// What a row says, of which cycles.
pub(super) struct Said<'e> {
    pub row: Row<'e>,
    pub strategy: Option<usize>,
    pub states: (usize, usize),
    pub first: usize,
    pub last: usize,
}

/// What the rows of a grid say, and of whom.
pub(super) fn said<'e>(
    entries: &'e Entries,
    model: &Model,
    grid: &'static str,
    (from, to): (&'static str, &'static str),
) -> Result<Vec<Said<'e>>> {
    let state = |row: &Row<'e>, column: &'static str| {
        let name = row.named(column)?;
        let unknown = || row.refused(column, format!("There is no state “{name}”: add it to the states, or correct its name."));
        model.states.iter().position(|state| state == name).ok_or_else(unknown)
    };
    let read = entries.rows(grid).map(|row| {
        let name = row.text("strategy");
        let strategy = model.strategies.iter().position(|strategy| strategy.name == name);
        if strategy.is_none() && !name.is_empty() {
            return Err(row.refused("strategy", format!("There is no strategy “{name}”: correct its name, or leave it empty for all.")));
        }
        let states = (state(&row, from)?, state(&row, to)?);
        if from != to && states.0 == states.1 {
            return Err(row.refused(to, "Whoever does not move stays: leave this row out."));
        }
        let first = row.maybe_whole("first", 1, MOST_CYCLES)?.unwrap_or(1);
        let last = row.maybe_whole("last", first, MOST_CYCLES)?.unwrap_or(usize::MAX);
        Ok(Said { row, strategy, states, first, last })
    });
    read.collect()
}

impl Said<'_> {
    fn concerns(&self, strategy: usize) -> bool {
        self.strategy.is_none_or(|own| own == strategy)
    }
}

/// The cycles from which something else may hold for a strategy.
pub(super) fn starts(said: &[Said], strategy: usize) -> Vec<usize> {
    let own = said.iter().filter(|one| one.concerns(strategy));
    let mut starts = vec![1];
    for start in own.flat_map(|one| [one.first, one.last.saturating_add(1)]).filter(|start| *start <= MOST_CYCLES) {
        if let Err(place) = starts.binary_search(&start) {
            starts.insert(place, start);
        }
    }
    starts
}

/// The row that holds for a strategy in a cycle: one of its own before one of all, then the one that began last, then the last entered.
pub(super) fn governing<'s, 'e>(
    said: &'s [Said<'e>],
    strategy: usize,
    cycle: usize,
    states: (usize, usize),
    column: &str,
) -> Option<&'s Row<'e>> {
    let holds = |one: &&Said| {
        one.concerns(strategy) && one.states == states && (one.first..=one.last).contains(&cycle) && !one.row.text(column).is_empty()
    };
    said.iter().filter(holds).max_by_key(|one| (one.strategy.is_some(), one.first)).map(|one| &one.row)
}
