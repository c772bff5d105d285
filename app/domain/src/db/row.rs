//! What can be read from a row.

use std::sync::Arc;

use sqlx::{Row as _, postgres::PgRow, sqlite::SqliteRow};

use super::{Cell, Column, reader::Table};
use crate::{Error, Result};

/// What a row can be read as: what [`row!`](crate::row) makes, by the names of its fields, and tuples, by position.
pub trait Row: Sized {
    /// The columns to read, in the order in which `read` takes them; empty means by position.
    const NAMES: &'static [&'static str];

    /// Takes one cell after the other.
    ///
    /// # Errors
    /// [`Error::Data`] if a cell is not what the type expects.
    fn read(cells: &mut Cells<'_>) -> Result<Self>;
}

/// The rows of one answer.
pub(super) enum Rows {
    File(Arc<Table>),
    Sqlite(Vec<SqliteRow>),
    Postgres(Vec<PgRow>),
}

impl Rows {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::File(table) => table.len(),
            Self::Sqlite(rows) => rows.len(),
            Self::Postgres(rows) => rows.len(),
        }
    }

    /// Where the columns stand is looked up once, not for every row.
    pub(super) fn read<T: Row>(self, into: &mut Vec<T>) -> Result<()> {
        into.reserve(self.len());
        match self {
            Self::File(table) => {
                for row in 0..table.len() {
                    into.push(T::read(&mut Cells { row: Source::File(&table, row), names: T::NAMES, places: &table.places, next: 0 })?);
                }
            }
            Self::Sqlite(rows) => {
                let Some(first) = rows.first() else { return Ok(()) };
                let places = places(T::NAMES, &names(first.columns()))?;
                for row in &rows {
                    into.push(T::read(&mut Cells { row: Source::Sqlite(row), names: T::NAMES, places: &places, next: 0 })?);
                }
            }
            Self::Postgres(rows) => {
                let Some(first) = rows.first() else { return Ok(()) };
                let places = places(T::NAMES, &names(first.columns()))?;
                for row in &rows {
                    into.push(T::read(&mut Cells { row: Source::Postgres(row), names: T::NAMES, places: &places, next: 0 })?);
                }
            }
        }
        Ok(())
    }
}

/// The place of each name among the columns; empty if they stand in the same order, which is the usual case.
pub(super) fn places(names: &[&str], columns: &[&str]) -> Result<Vec<usize>> {
    if names.len() <= columns.len() && names.iter().zip(columns).all(|(name, column)| name == column) {
        return Ok(Vec::new());
    }
    let place = |name: &&str| {
        let mut found = columns.iter().enumerate().filter(|(_, column)| *column == name).map(|(place, _)| place);
        match (found.next(), found.next()) {
            (Some(place), None) => Ok(place),
            (None, _) => Err(Error::Data(format!("the statement gives no column {name}"))),
            (Some(_), Some(_)) => Err(Error::Data(format!("the statement gives several columns {name}"))),
        }
    };
    names.iter().map(place).collect()
}

fn names<C: sqlx::Column>(columns: &[C]) -> Vec<&str> {
    columns.iter().map(sqlx::Column::name).collect()
}

enum Source<'r> {
    File(&'r Table, usize),
    Sqlite(&'r SqliteRow),
    Postgres(&'r PgRow),
}

/// The cells of one row, taken one after the other.
#[allow(missing_debug_implementations)]
pub struct Cells<'r> {
    row: Source<'r>,
    names: &'static [&'static str],
    places: &'r [usize],
    next: usize,
}

impl Cells<'_> {
    /// The next cell.
    ///
    /// # Errors
    /// [`Error::Data`], naming the column, if it is not such a value.
    pub fn take<T: Column>(&mut self) -> Result<T> {
        let turn = self.next;
        self.next += 1;
        let place = self.places.get(turn).copied().unwrap_or(turn);
        let cell = match self.row {
            Source::File(table, row) => Cell::File(table.value(row, place)?),
            Source::Sqlite(row) => Cell::Sqlite(row.try_get_raw(place)?),
            Source::Postgres(row) => Cell::Postgres(row.try_get_raw(place)?),
        };
        T::read(cell).map_err(|reason| match self.names.get(turn) {
            Some(name) => Error::Data(format!("column {name}: {reason}")),
            None => Error::Data(format!("column number {}: {reason}", turn + 1)),
        })
    }
}

macro_rules! tuples {
    ($($($name:ident)+;)+) => {$(
        impl<$($name: Column),+> Row for ($($name,)+) {
            const NAMES: &'static [&'static str] = &[];
            fn read(cells: &mut Cells<'_>) -> Result<Self> {
                Ok(($(cells.take::<$name>()?,)+))
            }
        }
    )+};
}

tuples! {
    A; A B; A B C; A B C D; A B C D E; A B C D E F; A B C D E F G; A B C D E F G H;
}
