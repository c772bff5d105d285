//! Leading change: four small simulators whose numbers are ratings by people and not measurements.

pub mod barrier;
pub mod force_field;
pub mod stakeholders;
pub mod timeline;

use super::super::{Entries, Row};
use crate::simulators::{Refused, Result};

/// A rating that may be left out.
fn maybe_rating(row: &Row, column: &str, least: usize) -> Result<Option<u8>> {
    Ok(row.maybe_whole(column, least, 5)?.map(|rating| rating as u8))
}

/// A rating from 1 to 5 that has to be there.
fn rating(row: &Row, column: &str) -> Result<u8> {
    maybe_rating(row, column, 1)?.ok_or_else(|| row.refused(column, "Enter a rating from 1 to 5."))
}

/// The highest rating that counts as low.
fn low_until(entries: &Entries) -> Result<u8> {
    Ok(entries.whole("low", 1, 4)? as u8)
}

/// What is left to refuse are lists that are empty or too long.
fn at(field: &'static str) -> impl Fn(Refused) -> Refused {
    move |refused| Refused::new(field, refused.sentence)
}
