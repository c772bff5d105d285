//! A table as a file for spreadsheets (RFC 4180): numbers whole, units in the head.

use super::{Table, Value};

/// The table, with its head.
pub fn written(table: &Table) -> String {
    let head = table.columns.iter().map(|column| match column.unit.as_str() {
        "" => column.label.clone(),
        unit => format!("{} ({unit})", column.label),
    });
    let mut out = line(head);
    for row in &table.rows {
        out.push_str(&line(row.iter().map(|value| match value {
            Value::Text(text) => text.clone(),
            Value::Number(number, _) => number.to_string(),
            Value::Blank => String::new(),
        })));
    }
    out
}

fn line(cells: impl Iterator<Item = String>) -> String {
    cells.map(|cell| quoted(&cell)).collect::<Vec<_>>().join(",") + "\r\n"
}

/// A spreadsheet takes what begins with one of these signs for a formula; a number may begin with a minus.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '@', '\t', '\r']) || cell.starts_with('-') && cell.parse::<f64>().is_err();
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}
