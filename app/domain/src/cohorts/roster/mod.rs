//! Rosters from spreadsheets: bytes in, rows out, and what each row would come to. Pure, and never holding more than a row and the
//! addresses seen so far, so that a long file costs no more memory than a short one.

mod delimiter;
mod fate;
mod mapping;
mod reading;
mod records;
mod row;
mod text;

pub(super) use fate::PLACE;
pub use fate::{Change, Fate, Known, Totals, asks_first, fate};
pub(super) use mapping::header_hash;
pub use mapping::{Column, Mapping};
pub use reading::{Head, RosterReader};
pub use row::{Entry, entry, folded_email};
pub use text::Encoding;

use serde::{Deserialize, Serialize};

/// The most rows of a file: many times the largest class, and a bound for what one import may cost.
pub const MOST_ROWS: i64 = 20_000;

/// [`MOST_ROWS`] as people write it.
pub fn most_rows() -> String {
    format!("{},000", MOST_ROWS / 1000)
}

/// A row as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawRow {
    /// The line of the file it begins in, from 1.
    pub line: i64,
    /// What stands in its columns.
    pub cells: Vec<String>,
}

/// What is wrong with the file itself.
fn unreadable(sentence: impl Into<String>) -> crate::Error {
    crate::Error::field("file", sentence)
}
