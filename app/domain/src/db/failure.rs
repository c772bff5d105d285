//! What the engines say, in the words of the school. By kind and number, never by the name of a constraint: SQLite often gives none.

use sqlx::{
    error::{DatabaseError, ErrorKind},
    sqlite::SqliteError,
};

use crate::{Conflict, Error};

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        match error {
            E::Database(said) => said_by_engine(said.as_ref()),
            E::RowNotFound => Self::NotFound,
            E::PoolTimedOut | E::PoolClosed | E::Io(_) | E::Tls(_) | E::WorkerCrashed => Self::Unavailable(error.to_string()),
            E::ColumnDecode { .. } | E::Decode(_) | E::ColumnNotFound(_) | E::ColumnIndexOutOfBounds { .. } => {
                Self::Data(error.to_string())
            }
            other => Self::Database(other.to_string()),
        }
    }
}

fn said_by_engine(said: &dyn DatabaseError) -> Error {
    if matches!(said.kind(), ErrorKind::UniqueViolation | ErrorKind::ForeignKeyViolation | ErrorKind::CheckViolation) {
        return Error::Conflict(Conflict::Constraint);
    }
    let code = said.code().unwrap_or_default();
    let text = said.to_string();
    if said.try_downcast_ref::<SqliteError>().is_some() {
        // The lowest byte is the kind, the others are details: SQLITE_BUSY_SNAPSHOT is 517, SQLITE_BUSY is 5.
        match code.parse::<i32>().unwrap_or_default() & 0xff {
            FULL | IOERR | READONLY | CANTOPEN => Error::StorageFull,
            BUSY | LOCKED => Error::Unavailable(text),
            _ => Error::Database(text),
        }
    } else {
        match code.as_ref() {
            // disk full; input or output failed; the server is a read-only copy
            "53100" | "58030" | "25006" => Error::StorageFull,
            // out of memory or connections; ended by the administrator, starting or stopping; canceled; deadlock
            code if code.starts_with("53") || code.starts_with("57") || code.starts_with("08") || code.starts_with("40") => {
                Error::Unavailable(text)
            }
            _ => Error::Database(text),
        }
    }
}

// https://www.sqlite.org/rescode.html
const BUSY: i32 = 5;
const LOCKED: i32 = 6;
const READONLY: i32 = 8;
const IOERR: i32 = 10;
const FULL: i32 = 13;
const CANTOPEN: i32 = 14;

/// The same for a read: there a file that cannot be opened is no full disk, and "read-only" means that the statement writes.
pub(super) fn while_reading(error: rusqlite::Error) -> Error {
    let text = error.to_string();
    match error.sqlite_error().map(|said| said.extended_code & 0xff) {
        Some(READONLY) => Error::Database(format!("a statement that writes was run outside a transaction: {text}")),
        Some(FULL | IOERR | CANTOPEN | BUSY | LOCKED) => Error::Unavailable(text),
        _ => Error::Database(text),
    }
}
