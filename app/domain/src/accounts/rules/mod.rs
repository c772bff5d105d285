//! The decisions about accounts, free of I/O: what is a name, a password, an NPI; how long what lasts, and how often what may be tried.

mod limits;
mod person;
mod spans;

pub use limits::{Allowance, CODES, RESETS, SIGN_INS, Tries};
pub use person::{browser, email, fold_email};
pub use spans::*;
