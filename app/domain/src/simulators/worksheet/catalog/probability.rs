//! Probabilities in cells, which may be written as a quotient: 1/400.

use super::super::{Expression, Row};
use crate::simulators::Result;

/// A number from 0 to 1, or nothing.
pub(super) fn maybe(row: &Row, column: &str) -> Result<Option<f64>> {
    let text = row.text(column);
    if text.is_empty() {
        return Ok(None);
    }
    let sum = Expression::read(text, &[]).map_err(|sentence| row.refused(column, sentence))?;
    let value = sum.value(&[], &mut Vec::new());
    if (0.0..=1.0).contains(&value) { Ok(Some(value)) } else { Err(row.refused(column, "Enter a probability from 0 to 1, such as 1/400.")) }
}
