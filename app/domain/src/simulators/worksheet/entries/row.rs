//! A row of a grid, with a getter for each kind of cell that refuses what it cannot be.

use super::{Entries, chosen, is_none_of, no_choice, read_number, whole, whole_from};
use crate::simulators::worksheet::{Cell, Column};
use crate::simulators::{Refused, Result};

/// A row of a grid.
#[derive(Clone, Copy, Debug)]
pub struct Row<'e> {
    pub(super) entries: &'e Entries,
    pub(super) field: &'static str,
    pub(super) index: usize,
    pub(super) columns: &'static [Column],
    pub(super) cells: &'e [String],
}

impl<'e> Row<'e> {
    /// The name of one of its cells among the inputs.
    pub fn place(&self, column: &str) -> String {
        format!("{}.{}.{column}", self.field, self.index)
    }

    /// What stands in a cell.
    pub fn text(&self, column: &str) -> &'e str {
        let place = self.columns.iter().position(|each| each.name == column);
        place.and_then(|place| self.cells.get(place)).map_or("", String::as_str)
    }

    /// Words that have to be there.
    pub fn named(&self, column: &'static str) -> Result<&'e str> {
        self.entries.readable()?;
        let text = self.text(column);
        if text.is_empty() { Err(self.refused(column, format!("Row {}: enter {}.", self.index + 1, self.label(column)))) } else { Ok(text) }
    }

    /// A number that has to be there.
    pub fn number(&self, column: &str) -> Result<f64> {
        let missing = || self.refused(column, format!("Row {}: enter {}, a number.", self.index + 1, self.label(column)));
        self.maybe(column)?.ok_or_else(missing)
    }

    /// A number, or nothing.
    pub fn maybe(&self, column: &str) -> Result<Option<f64>> {
        self.entries.readable()?;
        read_number(self.text(column), || self.place(column), self.label(column))
    }

    /// A whole number within bounds, or nothing.
    pub fn maybe_whole(&self, column: &str, least: usize, most: usize) -> Result<Option<usize>> {
        let Some(value) = self.maybe(column)? else { return Ok(None) };
        let sentence = || format!("Row {}: {} is {}.", self.index + 1, self.label(column), whole_from(least, most));
        whole(value, least, most).map(Some).ok_or_else(|| self.refused(column, sentence()))
    }

    /// The value of what was chosen.
    pub fn choice(&self, column: &str) -> &'static str {
        match self.columns.iter().find(|each| each.name == column).map(|column| column.cell) {
            Some(Cell::Choice(options)) => chosen(options, self.text(column)),
            _ => "",
        }
    }

    /// The first of its cells with a choice that is none.
    pub(super) fn wrong_choice(&self) -> Option<Refused> {
        let mut cells = self.columns.iter().zip(self.cells);
        let wrong = cells.find(|(column, cell)| matches!(column.cell, Cell::Choice(options) if is_none_of(options, cell)));
        wrong.map(|(column, cell)| no_choice(self.place(column.name), column.label, cell))
    }

    /// A refusal of one of its cells.
    pub fn refused(&self, column: &str, sentence: impl Into<String>) -> Refused {
        Refused::new(self.place(column), sentence)
    }

    fn label(&self, column: &str) -> &'static str {
        self.columns.iter().find(|each| each.name == column).map_or("a value", |column| column.label)
    }
}
