//! What can be read from a column.

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::DeserializeOwned;
use sqlx::{Database, Decode, Postgres, Sqlite, Type, TypeInfo, ValueRef};
use uuid::Uuid;

use super::{plain::Plain, reader::Value};

/// Why a cell could not be read.
pub type Unreadable = Box<dyn std::error::Error + Send + Sync>;

/// One value of one row, still the engine's.
#[allow(missing_debug_implementations)]
pub enum Cell<'r> {
    #[doc(hidden)]
    File(Value<'r>),
    #[doc(hidden)]
    Sqlite(<Sqlite as Database>::ValueRef<'r>),
    #[doc(hidden)]
    Postgres(<Postgres as Database>::ValueRef<'r>),
}

/// What a column can be read as. NULL is an error for everything but an `Option`.
pub trait Column: Sized {
    /// Reads one cell.
    ///
    /// # Errors
    /// If it is NULL or not such a value.
    fn read(cell: Cell<'_>) -> Result<Self, Unreadable>;
}

impl<'r> Cell<'r> {
    fn is_null(&self) -> bool {
        match self {
            Self::File(value) => matches!(value, Value::Null),
            Self::Sqlite(value) => value.is_null(),
            Self::Postgres(value) => value.is_null(),
        }
    }

    fn decode<T>(self) -> Result<T, Unreadable>
    where
        T: Plain<'r> + Decode<'r, Sqlite> + Type<Sqlite> + Decode<'r, Postgres> + Type<Postgres>,
    {
        match self {
            Self::File(value) => T::plain(value),
            Self::Sqlite(value) => decode::<Sqlite, T>(value),
            Self::Postgres(value) => decode::<Postgres, T>(value),
        }
    }

    /// The text of the cell, without a copy.
    ///
    /// # Errors
    /// If it is NULL or not a text.
    pub fn text(self) -> Result<&'r str, Unreadable> {
        self.decode()
    }
}

/// SQLite's driver reads NULL as 0, false, "" or no bytes without a word (sqlx#4191); so NULL is looked for first.
fn decode<'r, DB: Database, T: Decode<'r, DB> + Type<DB>>(value: DB::ValueRef<'r>) -> Result<T, Unreadable> {
    let kind = value.type_info();
    if value.is_null() {
        return Err("it is NULL".into());
    }
    if !kind.is_null() && !T::compatible(&kind) {
        return Err(format!("{} does not fit {}", kind.name(), std::any::type_name::<T>()).into());
    }
    drop(kind);
    T::decode(value)
}

macro_rules! column {
    ($($type:ty),+) => {$(
        impl Column for $type {
            fn read(cell: Cell<'_>) -> Result<Self, Unreadable> {
                cell.decode()
            }
        }
    )+};
}

column!(i64, f64, bool, String, DateTime<Utc>, NaiveDate, Uuid, Vec<u8>);

impl Column for chrono_tz::Tz {
    fn read(cell: Cell<'_>) -> Result<Self, Unreadable> {
        Ok(cell.text()?.parse::<Self>()?)
    }
}

impl<T: Column> Column for Option<T> {
    fn read(cell: Cell<'_>) -> Result<Self, Unreadable> {
        if cell.is_null() { Ok(None) } else { T::read(cell).map(Some) }
    }
}

/// A value kept as JSON in a TEXT column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> Column for Json<T> {
    fn read(cell: Cell<'_>) -> Result<Self, Unreadable> {
        Ok(Self(serde_json::from_str(cell.text()?)?))
    }
}

/// Makes a newtype over `Uuid` a column and a value of statements.
#[macro_export]
macro_rules! id_column {
    ($name:ident) => {
        impl $crate::db::Bind for $name {
            fn param(value: Option<&Self>) -> $crate::db::Param {
                $crate::db::Param::Id(value.map(|id| id.0))
            }
        }

        impl $crate::db::Column for $name {
            fn read(cell: $crate::db::Cell<'_>) -> Result<Self, $crate::db::Unreadable> {
                <uuid::Uuid as $crate::db::Column>::read(cell).map(Self)
            }
        }
    };
}
