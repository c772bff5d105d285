//! What was entered: read from a form or an address, with a getter for each kind of field that refuses what it cannot be.
//!
//! A grid comes in two ways: from a form cell by cell (`moves.0.to=dead`), and in an address as one text, rows by semicolons and cells by
//! commas (`moves=alive,dead,0.1;dead,dead,1`). [`Entries::address`] writes the second, short enough to be mailed.

mod row;

use super::query::{encoded, pairs_of};
use super::series::parts;
use super::{Cell, Column, Field, Shape, Worksheet, number};
use crate::learning::quiz::parse_number;
use crate::simulators::{Refused, Result};
pub use row::Row;

/// The longest text of all inputs, in bytes: a form beyond that is no form of ours.
pub const MOST_BYTES: usize = 60_000;

/// So many rows of a grid are kept: more than any has, so that it can be said how many there are.
const MOST_ROWS: usize = 999;

/// What stands in some fields. A form has a dozen at most; a map would be a part of what a page loads.
type Named<T> = Vec<(&'static str, T)>;

fn put<T>(all: &mut Named<T>, name: &'static str, value: T) {
    match all.iter_mut().find(|(each, _)| *each == name) {
        Some((_, old)) => *old = value,
        None => all.push((name, value)),
    }
}

fn got<'n, T>(all: &'n Named<T>, name: &str) -> Option<&'n T> {
    all.iter().find(|(each, _)| *each == name).map(|(_, value)| value)
}

/// What was entered into a simulator.
#[derive(Clone, Debug)]
pub struct Entries {
    worksheet: &'static Worksheet,
    single: Named<String>,
    grids: Named<Vec<Vec<String>>>,
    /// What cannot be read as it stands; every getter that can refuse says so.
    fault: Option<Refused>,
}

impl Entries {
    /// What pairs of names and values say; what they do not name is as in the preset they name, or in the first. Unknown names are
    /// left aside: an address may carry more than inputs.
    pub fn read(worksheet: &'static Worksheet, pairs: &[(String, String)]) -> Self {
        let named = pairs.iter().find(|(name, _)| name == "preset").map_or("", |(_, value)| value.as_str());
        let preset = worksheet.preset(named);
        let base = preset.map(|preset| pairs_of(preset.inputs)).unwrap_or_default();
        let mut entries = Self { worksheet, single: Vec::new(), grids: Vec::new(), fault: None };
        entries.take(&base);
        entries.take(pairs);
        entries.fault = match preset {
            Some(preset) if !named.is_empty() && preset.name != named => Some(no_choice("preset".to_owned(), "Begin with", named)),
            _ => entries.looked_over(),
        };
        entries
    }

    /// The same from the text of an address behind its question mark; in the browser from a form, as [`pairs_of`] reads it there.
    pub fn of_address(worksheet: &'static Worksheet, query: &str) -> Self {
        Self::read(worksheet, &pairs_of(query))
    }

    /// The simulator they belong to.
    pub fn worksheet(&self) -> &'static Worksheet {
        self.worksheet
    }

    fn take(&mut self, pairs: &[(String, String)]) {
        for field in self.worksheet.fields {
            match field.shape {
                Shape::Grid(columns, _) => {
                    if let Some(rows) = grid(field.name, columns, pairs) {
                        put(&mut self.grids, field.name, rows);
                    }
                }
                _ => {
                    if let Some((_, value)) = pairs.iter().rev().find(|(name, _)| name == field.name) {
                        put(&mut self.single, field.name, value.trim().chars().take(MOST_BYTES).collect());
                    }
                }
            }
        }
    }

    /// The first grid with more rows than are worked with, or choice that is none.
    fn looked_over(&self) -> Option<Refused> {
        for field in self.worksheet.fields {
            match field.shape {
                Shape::Choice(options) if is_none_of(options, self.typed(field.name)) => {
                    return Some(no_choice(field.name.to_owned(), field.label, self.typed(field.name)));
                }
                Shape::Grid(_, most) => {
                    let count = self.rows(field.name).count();
                    if count > most {
                        let more = if count < MOST_ROWS { "" } else { " or more" };
                        return Some(Refused::new(field.name, format!("At most {most} rows; there are {count}{more}.")));
                    }
                    let wrong = self.rows(field.name).find_map(|row| row.wrong_choice());
                    if wrong.is_some() {
                        return wrong;
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Refuses where something cannot be read as it stands.
    fn readable(&self) -> Result<()> {
        self.fault.clone().map_or(Ok(()), Err)
    }

    /// What stands in a field that is no grid.
    pub fn typed(&self, field: &str) -> &str {
        got(&self.single, field).map_or("", String::as_str)
    }

    /// The rows of a grid, each with as many cells as there are columns.
    pub fn grid(&self, field: &str) -> &[Vec<String>] {
        got(&self.grids, field).map_or(&[], Vec::as_slice)
    }

    /// A number that has to be there.
    pub fn number(&self, field: &str) -> Result<f64> {
        self.maybe(field)?.ok_or_else(|| Refused::new(field, format!("Enter {}: a number.", self.label(field))))
    }

    /// A number, or nothing.
    pub fn maybe(&self, field: &str) -> Result<Option<f64>> {
        self.readable()?;
        read_number(self.typed(field), || field.to_owned(), self.label(field))
    }

    /// A percentage, as a share: 3 is 0.03.
    pub fn percent(&self, field: &str) -> Result<f64> {
        Ok(self.number(field)? / 100.0)
    }

    /// A whole number within bounds.
    pub fn whole(&self, field: &str, least: usize, most: usize) -> Result<usize> {
        let value = self.number(field)?;
        whole(value, least, most).ok_or_else(|| Refused::new(field, format!("{}: enter {}.", self.label(field), whole_from(least, most))))
    }

    /// The value of what was chosen; the first where nothing was.
    pub fn choice(&self, field: &str) -> &'static str {
        match self.worksheet.field(field).map(|field| field.shape) {
            Some(Shape::Choice(options)) => chosen(options, self.typed(field)),
            _ => "",
        }
    }

    /// Names that stand in a field, with commas between.
    pub fn names(&self, field: &str) -> Vec<String> {
        self.typed(field).split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    /// The numbers of a series.
    pub fn series(&self, field: &str) -> Result<Vec<f64>> {
        self.readable()?;
        let words = parts(self.typed(field)).map_err(|word| {
            let sentence = format!(
                "“{word}” in {} could be one number or several: put a space behind each comma that separates numbers, and take out those of thousands.",
                self.label(field)
            );
            Refused::new(field, sentence)
        })?;
        let read = |(place, word): (usize, &str)| {
            parse_number(word).ok_or_else(|| {
                let sentence =
                    format!("“{word}”, number {} of {}, is not a number: separate numbers by spaces.", place + 1, self.label(field));
                Refused::new(field, sentence)
            })
        };
        words.into_iter().enumerate().map(read).collect()
    }

    /// The rows of a grid that have something in them.
    pub fn rows(&self, field: &'static str) -> impl Iterator<Item = Row<'_>> {
        let columns = match self.worksheet.field(field).map(|field| field.shape) {
            Some(Shape::Grid(columns, _)) => columns,
            _ => &[],
        };
        let filled = self.grid(field).iter().enumerate().filter(|(_, cells)| is_filled(columns, cells));
        filled.map(move |(index, cells)| Row { entries: self, field, index, columns, cells })
    }

    /// Where a cell stands whose row is counted without the empty ones, as sums do; the grid itself where there is no such row.
    pub fn place(&self, field: &'static str, row: Option<usize>, column: &str) -> String {
        row.and_then(|row| self.rows(field).nth(row)).map_or_else(|| field.to_owned(), |row| row.place(column))
    }

    fn label(&self, field: &str) -> &'static str {
        self.worksheet.field(field).map_or("a value", |field| field.label)
    }

    /// All inputs as the text of an address, behind its question mark.
    pub fn address(&self) -> String {
        let parts = self.worksheet.fields.iter().map(|field| format!("{}={}", field.name, self.written(field)));
        parts.collect::<Vec<_>>().join("&")
    }

    fn written(&self, field: &Field) -> String {
        match field.shape {
            Shape::Grid(columns, _) => {
                let filled = self.grid(field.name).iter().filter(|cells| is_filled(columns, cells));
                filled.map(|cells| written_row(columns, cells)).collect::<Vec<_>>().join(";")
            }
            _ => encoded(self.typed(field.name)),
        }
    }
}

type Options = &'static [(&'static str, &'static str)];

/// Whether something was chosen that is not there.
fn is_none_of(options: Options, typed: &str) -> bool {
    !typed.is_empty() && options.iter().all(|(value, _)| *value != typed)
}

fn no_choice(input: String, label: &str, typed: &str) -> Refused {
    Refused::new(input, format!("{label}: there is no “{typed}” to choose."))
}

fn chosen(options: Options, typed: &str) -> &'static str {
    let found = options.iter().find(|(value, _)| *value == typed).or_else(|| options.first());
    found.map_or("", |(value, _)| value)
}

fn read_number(typed: &str, input: impl Fn() -> String, label: &str) -> Result<Option<f64>> {
    if typed.is_empty() {
        return Ok(None);
    }
    let sentence = || format!("{label}: “{typed}” is not a number. Write it like 12.5 or 1,200.");
    parse_number(typed).map(Some).ok_or_else(|| Refused::new(input(), sentence()))
}

fn whole(value: f64, least: usize, most: usize) -> Option<usize> {
    let fits = value.fract() == 0.0 && value >= least as f64 && value <= most as f64;
    fits.then_some(value as usize)
}

fn whole_from(least: usize, most: usize) -> String {
    format!("a whole number from {} to {}", number(least as f64, 0), number(most as f64, 0))
}

/// A row counts when something was entered that is not merely the first of some choices.
fn is_filled(columns: &[Column], cells: &[String]) -> bool {
    columns.iter().zip(cells).any(|(column, cell)| !cell.is_empty() && !matches!(column.cell, Cell::Choice(_)))
}

fn grid(field: &str, columns: &'static [Column], pairs: &[(String, String)]) -> Option<Vec<Vec<String>>> {
    if let Some((_, value)) = pairs.iter().rev().find(|(name, _)| name == field) {
        let row = |row: &str| -> Vec<String> {
            let mut cells: Vec<String> = row.split(',').map(|cell| cell.trim().to_owned()).collect();
            cells.resize(columns.len(), String::new());
            cells
        };
        return Some(value.split(';').filter(|text| !text.trim().is_empty()).take(MOST_ROWS).map(row).collect());
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (name, value) in pairs {
        let Some((index, column)) = name.strip_prefix(field).and_then(|rest| rest.strip_prefix('.')?.split_once('.')) else { continue };
        let (Ok(index), Some(place)) = (index.parse::<usize>(), columns.iter().position(|each| each.name == column)) else { continue };
        if index < MOST_ROWS {
            rows.resize(rows.len().max(index + 1), vec![String::new(); columns.len()]);
            rows[index][place] = value.trim().to_owned();
        }
    }
    (!rows.is_empty()).then_some(rows)
}

fn written_row(columns: &[Column], cells: &[String]) -> String {
    let written = columns.iter().zip(cells).map(|(column, cell)| match (column.cell, parse_number(cell)) {
        // Commas part the cells, so thousands lose theirs.
        (Cell::Number, Some(_)) => encoded(&cell.replace(',', "")),
        _ => encoded(&cell.replace([',', ';'], " ")),
    });
    written.collect::<Vec<_>>().join(",").trim_end_matches(',').to_owned()
}
