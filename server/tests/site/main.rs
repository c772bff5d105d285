//! The whole site, asked over the network by visitors who read like people. One binary, so that everything is linked once.
#![allow(clippy::unwrap_used, clippy::expect_used)]
#![allow(dead_code, reason = "the stage offers more than every subject needs")]
#![recursion_limit = "256"]

#[macro_use]
mod stage;

mod access;
mod accounts;
mod admissions;
mod assignments;
mod authoring;
mod calendars;
mod cohorts;
mod commands;
mod drawn;
mod extensions;
mod grading;
mod learning;
mod mail;
mod messages;
mod operations;
mod plans;
mod residencies;
mod security;
