//! Simulators as people use them: inputs with names and units that come from a form or an address, and a result of figures, pictures and
//! tables that is written as HTML, SVG or CSV.
//!
//! All of it is pure and runs the same on the server (a page without scripts, a run that is handed in) and in the browser (while
//! somebody types). A simulator is a [`Worksheet`] in the [`catalog`]: its fields, its presets, and one function that works.

pub mod catalog;
pub mod csv;
mod drawing;
mod entries;
mod expression;
mod field;
pub mod html;
mod outcome;
mod query;
mod series;
pub mod svg;

#[cfg(test)]
mod tests;

use super::format;
pub use super::format::{amount, dollars, number, percent, precise, signed};
pub use drawing::{Drawing, FEW_DRAWS, Wanted};
pub use entries::{Entries, Row};
pub use expression::Expression;
pub use field::{Cell, Column, Field, Preset, Shape, Worksheet};
use field::{on_page, page_only};
pub use outcome::{Axis, Bar, Figure, Heading, Line, Marks, Node, Outcome, Pane, Picture, Plot, Side, Table, Value};
pub use query::pairs_of;

/// The simulator of this name.
pub fn find(name: &str) -> Option<&'static Worksheet> {
    catalog::ALL.iter().copied().find(|worksheet| worksheet.name == name)
}
