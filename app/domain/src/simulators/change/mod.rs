//! Leading change: four pictures that structure a conversation. Their numbers are ratings by people, not measurements.
//!
//! [`grid`]: stakeholders by power and interest. [`forces`]: drivers against restraints (Lewin 1947). [`barrier`]: the first missing of
//! five conditions in order (ADKAR: Hiatt 2006). [`timeline`]: eight steps (Kotter 1996) with their overlaps and the first win.

pub mod barrier;
pub mod forces;
pub mod grid;
pub mod timeline;

use super::{Refused, Result};

/// Refuses a rating outside 1 to 5.
fn rated(input: String, rating: u8) -> Result<()> {
    if (1..=5).contains(&rating) {
        return Ok(());
    }
    Err(Refused::new(input, format!("The rating is {rating}: give a whole number from 1 to 5.")))
}
