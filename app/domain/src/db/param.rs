//! What can be given to a statement.

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use serde::Serialize;
use sqlx::{Arguments, Database, Encode, Type};
use uuid::Uuid;

use super::Json;
use crate::{Error, Result};

/// A value on its way to the database; NULL has a type too.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Param {
    Text(Option<String>),
    Int(Option<i64>),
    Real(Option<f64>),
    Flag(Option<bool>),
    Time(Option<DateTime<Utc>>),
    Date(Option<NaiveDate>),
    Id(Option<Uuid>),
    Bytes(Option<Vec<u8>>),
    /// What could not be written down, and why.
    Unfit(String),
}

/// What can be bound. A type that one of the engines cannot hold does not compile.
#[diagnostic::on_unimplemented(
    note = "columns take str, String, i64, f64, bool, DateTime<Utc>, NaiveDate, Uuid, ids, words, Vec<u8>, Json, and Option of these"
)]
pub trait Bind {
    /// The value, or the NULL of its type.
    fn param(value: Option<&Self>) -> Param;
}

macro_rules! bind {
    ($($type:ty => $variant:ident($value:ident) $expression:expr;)+) => {$(
        impl Bind for $type {
            fn param(value: Option<&Self>) -> Param {
                Param::$variant(value.map(|$value| $expression))
            }
        }
    )+};
}

bind! {
    str => Text(text) text.to_owned();
    String => Text(text) text.clone();
    i64 => Int(number) *number;
    f64 => Real(number) *number;
    bool => Flag(flag) *flag;
    DateTime<Utc> => Time(time) time.trunc_subsecs(6);
    NaiveDate => Date(date) *date;
    Uuid => Id(id) *id;
    Vec<u8> => Bytes(bytes) bytes.clone();
    [u8] => Bytes(bytes) bytes.to_vec();
}

/// By its IANA name.
impl Bind for chrono_tz::Tz {
    fn param(value: Option<&Self>) -> Param {
        str::param(value.map(|zone| zone.name()))
    }
}

impl<T: Bind> Bind for Option<T> {
    fn param(value: Option<&Self>) -> Param {
        T::param(value.and_then(Option::as_ref))
    }
}

impl<T: Bind + ?Sized> Bind for &T {
    fn param(value: Option<&Self>) -> Param {
        T::param(value.copied())
    }
}

impl<T: Serialize> Bind for Json<T> {
    fn param(value: Option<&Self>) -> Param {
        match value.map(|json| serde_json::to_string(&json.0)).transpose() {
            Ok(text) => Param::Text(text),
            Err(error) => Param::Unfit(error.to_string()),
        }
    }
}

impl Param {
    /// What one engine would refuse or change is refused for both: NaN and infinity, and NUL in a text.
    pub(super) fn check(&self) -> Result<()> {
        let reason = match self {
            Self::Real(Some(number)) if !number.is_finite() => "a number must be finite",
            Self::Text(Some(text)) if text.as_bytes().contains(&0) => "a text must not contain the NUL character",
            Self::Unfit(reason) => reason,
            _ => return Ok(()),
        };
        Err(Error::field("value", reason))
    }
}

/// The values as one engine's arguments.
pub(super) fn arguments<DB: Database>(values: Vec<Param>) -> Result<DB::Arguments>
where
    for<'q> Option<String>: Encode<'q, DB> + Type<DB>,
    for<'q> Option<i64>: Encode<'q, DB> + Type<DB>,
    for<'q> Option<f64>: Encode<'q, DB> + Type<DB>,
    for<'q> Option<bool>: Encode<'q, DB> + Type<DB>,
    for<'q> Option<DateTime<Utc>>: Encode<'q, DB> + Type<DB>,
    for<'q> Option<NaiveDate>: Encode<'q, DB> + Type<DB>,
    for<'q> Option<Uuid>: Encode<'q, DB> + Type<DB>,
    for<'q> Option<Vec<u8>>: Encode<'q, DB> + Type<DB>,
{
    let mut arguments = DB::Arguments::default();
    arguments.reserve(values.len(), 0);
    for value in values {
        value.check()?;
        match value {
            Param::Text(value) => arguments.add(value),
            Param::Int(value) => arguments.add(value),
            Param::Real(value) => arguments.add(value),
            Param::Flag(value) => arguments.add(value),
            Param::Time(value) => arguments.add(value),
            Param::Date(value) => arguments.add(value),
            Param::Id(value) => arguments.add(value),
            Param::Bytes(value) => arguments.add(value),
            Param::Unfit(reason) => Err(reason.into()),
        }
        .map_err(|error| Error::Database(error.to_string()))?;
    }
    Ok(arguments)
}
