//! The days in person.

pub mod coming;
mod logistics;
pub use logistics::stays;
mod replies;
