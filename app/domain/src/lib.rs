//! The school: its types, its rules and its SQL. No Leptos and no HTTP here.
//!
//! Every subject is a folder: `mod.rs` has types that also compile for the browser, `rules.rs` pure decisions, `store.rs`
//! the SQL. A subject's store may name its own tables and those of earlier subjects: accounts, operations (audit and mail),
//! authoring, cohorts, policy, learning, admissions, messages, residencies, assignments, reports, in this order. `make test` checks it.

pub mod accounts;
pub mod admissions;
pub mod assignments;
pub mod authoring;
pub mod clock;
pub mod cohorts;
pub mod error;
pub mod ids;
pub mod learning;
pub mod messages;
pub mod policy;
pub mod records;
pub mod reports;
pub mod residencies;
pub mod simulators;
pub mod text;

#[cfg(feature = "db")]
pub mod audit;
#[cfg(feature = "db")]
pub mod db;
#[cfg(feature = "db")]
pub mod mail;

pub use clock::Clock;
pub use error::{Conflict, Error, FieldError, Result};
