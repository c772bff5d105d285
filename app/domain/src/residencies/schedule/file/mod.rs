//! A schedule as a file for spreadsheets, and back: one line for each session. Teams, people, modules, rooms and other sessions stand
//! under their names where these say for sure which is meant, and under their ids otherwise.

mod names;
mod reading;
#[cfg(test)]
mod tests;
mod writing;

pub use reading::read;
pub use writing::write;

/// The columns, in order. A file that is taken in may have them in any order, and others beside them.
pub const COLUMNS: [&str; 20] = [
    "id",
    "title",
    "kind",
    "minutes",
    "for",
    "faculty",
    "module",
    "prework",
    "creditable",
    "seats",
    "repeats",
    "features",
    "after",
    "prefer",
    "locked",
    "confirmed",
    "day",
    "start",
    "room",
    "summary",
];

/// Between the parts of a list.
const BETWEEN: &str = "; ";
