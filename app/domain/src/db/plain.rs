//! Values as SQLite has them: what sqlx writes for a type is what is read for it.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Unreadable, reader::Value};

/// What can be read from a value of SQLite's.
#[doc(hidden)]
pub trait Plain<'r>: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// If it is NULL or not such a value.
    fn plain(value: Value<'r>) -> Result<Self, Unreadable>;
}

fn unfit<T>(value: &Value<'_>) -> Unreadable {
    let kind = match value {
        Value::Null => return "it is NULL".into(),
        Value::Int(_) => "INTEGER",
        Value::Real(_) => "REAL",
        Value::Text(_) => "TEXT",
        Value::Blob(_) => "BLOB",
    };
    format!("{kind} does not fit {}", std::any::type_name::<T>()).into()
}

macro_rules! plain {
    ($($type:ty: $variant:ident($value:ident) => $read:expr;)+) => {$(
        impl<'r> Plain<'r> for $type {
            fn plain(value: Value<'r>) -> Result<Self, Unreadable> {
                match value {
                    Value::$variant($value) => Ok($read),
                    other => Err(unfit::<Self>(&other)),
                }
            }
        }
    )+};
}

plain! {
    i64: Int(number) => number;
    f64: Real(number) => number;
    bool: Int(number) => number != 0;
    &'r str: Text(text) => std::str::from_utf8(text)?;
    String: Text(text) => std::str::from_utf8(text)?.to_owned();
    DateTime<Utc>: Text(text) => DateTime::parse_from_rfc3339(std::str::from_utf8(text)?)?.to_utc();
    NaiveDate: Text(text) => std::str::from_utf8(text)?.parse()?;
    Uuid: Blob(bytes) => Uuid::from_slice(bytes)?;
    Vec<u8>: Blob(bytes) => bytes.to_vec();
}
