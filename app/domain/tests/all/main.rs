//! Tests of the stores that see the whole crate from outside. One binary: each test binary would start a PostgreSQL of its own.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod audit;
mod values;
