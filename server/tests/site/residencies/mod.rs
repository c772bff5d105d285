//! The days in person.

mod hours;
mod teams;
mod venues;
pub mod presence;
mod busy;
pub mod coming;
mod logistics;
pub use logistics::stays;
mod replies;
