//! The demo: a school in the middle of a module, with people one can sign in as. Loaded into an empty database only.

mod answers;
mod calendar;
pub mod cast;
mod chance;
mod crowd;
pub mod curriculum;
mod demo;
mod stories;
mod studying;

pub use crowd::{Crowd, crowd};
pub use demo::{DEMO_PASSWORD, SignIn, Summary, demo};

#[cfg(test)]
mod tests;
