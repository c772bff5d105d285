//! The decisions about accounts, free of I/O: what is a name, a password, an NPI; how long what lasts, and how often what may be tried.

mod limits;
mod npi;
mod obvious;
mod password;
mod person;
mod profile;
mod spans;
mod zones;

pub use limits::{ANYWHERE, Allowance, Beyond, CODES, PAGES_BY_LINK, RESETS, SIGN_INS, Tries};
pub use npi::npi;
pub use password::{LONGEST_PASSWORD, SHORTEST_PASSWORD, new_password};
pub use person::{browser, email, fold_email, name};
pub use profile::{Profile, TypedProfile};
pub use spans::*;
pub use zones::{ZoneChoice, time_zone, time_zones};
