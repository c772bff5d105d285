//! The program: settings, router, security, mail, jobs and the command line. `main.rs` only calls [`command::run`].

pub mod arranging;
pub mod calendars;
pub mod command;
pub mod files;
pub mod mail;
pub mod proxy;
pub mod receive;
pub mod router;
pub mod security;
pub mod seed;
pub mod settings;

mod failure;
mod health;
mod log;
mod net;
pub mod serve;
mod sweep;

pub use failure::Failure;
