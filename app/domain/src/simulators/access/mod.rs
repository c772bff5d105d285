//! Access: how long patients wait, in seconds at a desk and in days for a visit.
//!
//! Three models that answer different questions: [`erlang`] computes the wait at a desk where calls come at random, [`queue`] plays the
//! same desk call by call, also with handling times that are not exponential, and [`backlog`] counts visits by the week.

pub mod backlog;
pub mod erlang;
pub mod queue;
