//! What students do with what is taught, and what it amounts to.
//!
//! What they *did* is [`evidence`], append-only. What it *amounts to* (progress, attempts, answers) is projected from it in the
//! same transaction, and can be computed again from evidence alone.

pub mod evidence;
pub mod quiz;
pub mod rules;
pub mod runs;

#[cfg(feature = "acknowledge-before-commit")]
mod broken;
#[cfg(feature = "db")]
mod ledger;
#[cfg(feature = "db")]
pub mod projection;
#[cfg(feature = "db")]
pub mod store;

#[cfg(feature = "db")]
pub use ledger::Ledger;
