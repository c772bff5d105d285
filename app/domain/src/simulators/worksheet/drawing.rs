//! What many draws of a simulator's uncertain inputs say: made in chunks, so that a browser can make them beside the page.

use std::ops::Range;

use super::{Entries, Outcome};
use crate::simulators::Result;

/// The most draws that the server makes by itself, where no script makes them all: a glance that costs milliseconds.
pub const FEW_DRAWS: usize = 1_000;

/// How many draws are to be made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// As many as are asked for; none where nothing is uncertain. The browser makes them.
    pub all: usize,
    /// As many as the server makes of them: at most [`FEW_DRAWS`], and fewer where each takes long.
    pub few: usize,
}

/// How a simulator draws.
#[derive(Debug)]
pub struct Drawing {
    /// How many draws are asked for; refused where they would take too long.
    pub wanted: fn(&Entries) -> Result<Wanted>,
    /// Makes some of them: so many numbers for each draw, one draw after another.
    pub draw: fn(&Entries, Range<usize>) -> Result<Vec<f64>>,
    /// What all that were made say.
    pub sum_up: fn(&Entries, &[f64]) -> Result<Outcome>,
}

impl Drawing {
    /// What so many draws say, made at once; nothing where there are none.
    pub fn at_once(&self, entries: &Entries, draws: usize) -> Result<Option<Outcome>> {
        if draws == 0 {
            return Ok(None);
        }
        let numbers = (self.draw)(entries, 0..draws)?;
        (self.sum_up)(entries, &numbers).map(Some)
    }
}
