//! A connection that reads the SQLite file in the thread of whoever asks.
//!
//! sqlx gives each connection a thread of its own: every statement wakes it and is woken by it, which costs more than most of our
//! reads do. A read that turns out to be long, or has to wait, is given up and made again in a thread where nobody waits behind it.

use std::{
    ops::Range,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use chrono::SecondsFormat;
use rusqlite::{
    CachedStatement, Connection, ErrorCode, OpenFlags,
    types::{Null, ValueRef},
};

use super::{
    Param, Query,
    answers::{Answers, Commits, Looked, Question, Revision},
    failure::while_reading as failure,
    open::{SLOW, STATEMENTS},
    row,
};
use crate::{Error, Result};

/// Steps of SQLite's machine after which it looks whether it should stop.
const STRIDE: i32 = 1_000;
/// How many strides a read may take beside others: together about a millisecond.
const QUICK: u32 = 20;
/// How long a read waits for the file while another process restores it after a crash.
const PATIENCE: Duration = Duration::from_secs(5);

/// A connection that only reads.
pub(super) struct Reader {
    connection: Connection,
    strides_left: Arc<AtomicU32>,
    looked: Looked,
    answers: Answers,
}

/// What a statement gave: all its cells, row after row, and their texts in one piece.
pub(super) struct Table {
    /// See [`row::places`].
    pub(super) places: Vec<usize>,
    width: usize,
    cells: Vec<Kept>,
    bytes: Vec<u8>,
}

enum Kept {
    Null,
    Int(i64),
    Real(f64),
    Text(Range<usize>),
    Blob(Range<usize>),
}

/// A value as SQLite has it.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Value<'r> {
    Null,
    Int(i64),
    Real(f64),
    Text(&'r [u8]),
    Blob(&'r [u8]),
}

impl Reader {
    /// Opens a file that exists, and refuses to change it. Reads go through the operating system's cache: a memory map would turn a
    /// failing disk into the end of the process.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let strides_left = Arc::new(AtomicU32::new(u32::MAX));
        let connection = connect(path, strides_left.clone()).map_err(failure)?;
        Ok(Self { connection, strides_left, looked: Looked::default(), answers: Answers::default() })
    }

    /// How often the file was changed, as this connection counts it; nothing where SQLite does not say.
    pub(super) fn revision(&mut self, commits: &Commits) -> Option<Revision> {
        let connection = &self.connection;
        self.looked.again(commits, || changes(connection))
    }

    /// Reads, if that takes about a millisecond at most and needs no waiting; otherwise gives the question back.
    pub(super) fn quickly(&mut self, question: Question, commits: &Commits) -> Result<Result<Arc<Table>, Question>> {
        self.strides_left.store(QUICK, Ordering::Relaxed);
        let now = self.revision(commits);
        if let Some(table) = self.answers.of(&question, now) {
            return Ok(Ok(table));
        }
        match self.read(question.query(), question.names()) {
            Ok(table) => {
                let table = Arc::new(table?);
                self.answers.keep(question, &table);
                Ok(Ok(table))
            }
            Err(error) if waits(&error) => Ok(Err(question)),
            Err(error) => Err(failure(error)),
        }
    }

    /// Reads, however long it takes.
    pub(super) fn patiently(&self, question: &Question) -> Result<Arc<Table>> {
        let query = question.query();
        let begun = Instant::now();
        self.strides_left.store(u32::MAX, Ordering::Relaxed);
        let read = self.connection.busy_timeout(PATIENCE).and_then(|()| self.read(query, question.names()));
        self.connection.busy_timeout(Duration::ZERO).map_err(failure)?;
        let took = begun.elapsed();
        if took > SLOW {
            tracing::warn!(statement = query.text, ?took, "a slow statement");
        }
        read.map_err(failure)?.map(Arc::new)
    }

    fn read(&self, query: &Query, names: &[&str]) -> rusqlite::Result<Result<Table>> {
        let mut statement = self.connection.prepare_cached(query.text)?;
        bind(&mut statement, &query.values)?;
        let width = statement.column_count();
        let places = match row::places(names, &statement.column_names()) {
            Ok(places) => places,
            Err(error) => return Ok(Err(error)),
        };
        let mut table = Table { places, width, cells: Vec::with_capacity(width), bytes: Vec::new() };
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            for place in 0..width {
                let cell = table.kept(row.get_ref(place)?);
                table.cells.push(cell);
            }
        }
        Ok(Ok(table))
    }
}

fn connect(path: &Path, strides_left: Arc<AtomicU32>) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4096; PRAGMA query_only = ON")?;
    connection.busy_timeout(Duration::ZERO)?;
    let spent = move || strides_left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_err();
    connection.progress_handler(STRIDE, Some(spent))?;
    Ok(connection)
}

/// How often the file was changed by others than this connection; nothing where SQLite does not say.
fn changes(connection: &Connection) -> Option<i64> {
    connection.prepare_cached("PRAGMA data_version").and_then(|mut statement| statement.query_row([], |row| row.get(0))).ok()
}

fn waits(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::OperationInterrupted | ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

/// To SQLite `$2` is a name: it gives numbers in the order in which names appear.
fn bind(statement: &mut CachedStatement<'_>, values: &[Param]) -> rusqlite::Result<()> {
    for place in 1..=statement.parameter_count() {
        let number = statement.parameter_name(place).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let Some(value) = number.and_then(|number| values.get(number.checked_sub(1)?)) else { continue };
        match value {
            Param::Text(Some(text)) => statement.raw_bind_parameter(place, text)?,
            Param::Int(Some(number)) => statement.raw_bind_parameter(place, number)?,
            Param::Real(Some(number)) => statement.raw_bind_parameter(place, number)?,
            Param::Flag(Some(flag)) => statement.raw_bind_parameter(place, flag)?,
            Param::Time(Some(time)) => statement.raw_bind_parameter(place, time.to_rfc3339_opts(SecondsFormat::AutoSi, false))?,
            Param::Date(Some(date)) => statement.raw_bind_parameter(place, date.format("%F").to_string())?,
            Param::Id(Some(id)) => statement.raw_bind_parameter(place, id.as_bytes().as_slice())?,
            Param::Bytes(Some(bytes)) => statement.raw_bind_parameter(place, bytes)?,
            _ => statement.raw_bind_parameter(place, Null)?,
        }
    }
    Ok(())
}

impl Table {
    fn kept(&mut self, value: ValueRef<'_>) -> Kept {
        match value {
            ValueRef::Null => Kept::Null,
            ValueRef::Integer(number) => Kept::Int(number),
            ValueRef::Real(number) => Kept::Real(number),
            ValueRef::Text(bytes) => Kept::Text(self.range(bytes)),
            ValueRef::Blob(bytes) => Kept::Blob(self.range(bytes)),
        }
    }

    fn range(&mut self, bytes: &[u8]) -> Range<usize> {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        start..self.bytes.len()
    }

    /// About how many bytes it takes.
    pub(super) fn weight(&self) -> usize {
        self.bytes.len() + self.cells.len() * size_of::<Kept>() + size_of::<Self>()
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.cells.len().checked_div(self.width).unwrap_or(0)
    }

    /// The value in a row and a column, both from 0.
    pub(super) fn value(&self, row: usize, column: usize) -> Result<Value<'_>> {
        let cell = (column < self.width).then(|| self.cells.get(row * self.width + column)).flatten();
        let bytes = |range: &Range<usize>| self.bytes.get(range.clone()).unwrap_or_default();
        match cell {
            Some(Kept::Null) => Ok(Value::Null),
            Some(Kept::Int(number)) => Ok(Value::Int(*number)),
            Some(Kept::Real(number)) => Ok(Value::Real(*number)),
            Some(Kept::Text(range)) => Ok(Value::Text(bytes(range))),
            Some(Kept::Blob(range)) => Ok(Value::Blob(bytes(range))),
            None => Err(Error::Data(format!("the statement gives no column number {}", column + 1))),
        }
    }
}
