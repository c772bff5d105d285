//! What many draws of a simulator's uncertain inputs say: made in chunks, so that a browser can make them beside the page.

use std::ops::Range;

use super::{Entries, Outcome};
use crate::simulators::Result;

/// So many draws the server makes by itself, where no script makes them all: a glance that costs milliseconds.
pub const FEW_DRAWS: usize = 1_000;

/// How a simulator draws.
#[derive(Debug)]
pub struct Drawing {
    /// How many draws are asked for; none where nothing is uncertain.
    pub wanted: fn(&Entries) -> Result<usize>,
    /// Makes some of them: so many numbers for each draw, one draw after another.
    pub draw: fn(&Entries, Range<usize>) -> Result<Vec<f64>>,
    /// What all that were made say.
    pub sum_up: fn(&Entries, &[f64]) -> Result<Outcome>,
}

impl Drawing {
    /// What the first `most` draws say, made at once; nothing where none are asked for.
    pub fn at_once(&self, entries: &Entries, most: usize) -> Result<Option<Outcome>> {
        let wanted = (self.wanted)(entries)?.min(most);
        if wanted == 0 {
            return Ok(None);
        }
        let numbers = (self.draw)(entries, 0..wanted)?;
        (self.sum_up)(entries, &numbers).map(Some)
    }
}
