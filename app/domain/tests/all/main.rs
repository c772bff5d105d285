//! Tests of the stores that see the whole crate from outside. One binary: each test binary would start a PostgreSQL of its own.
#![allow(clippy::unwrap_used, clippy::expect_used)]

/// A statement of a test, unknown to the register: it may name a table the test has made.
macro_rules! query {
    ($text:expr $(, $value:expr)* $(,)?) => {
        domain::db::Query::new($text, vec![$(domain::db::Bind::param(Some(&$value))),*])
    };
}

mod accounts;
mod admissions;
mod assignments;
mod audit;
mod cohorts;
mod dates;
mod failures;
mod files;
mod grading;
mod learning;
mod lists;
mod mail;
mod messages;
mod radar;
mod reports;
mod residencies;
mod school;
mod statements;
mod sweep;
mod transactions;
mod values;
