//! The demo: a school in the middle of a module, with people one can sign in as. Loaded into an empty database only.

mod answers;
mod arranging;
mod authoring;
mod busy;
mod calendar;
pub mod cast;
mod chance;
mod coming;
mod crowd;
pub mod curriculum;
mod days;
mod demo;
mod grading;
mod help;
mod memos;
pub mod next;
mod places;
mod presence;
mod residency;
mod runs;
mod sign_ins;
mod stories;
mod studying;
mod sureness;
mod talk;
mod together;

pub use crowd::{Crowd, crowd};
pub use demo::{Summary, demo};
pub use sign_ins::{DEMO_PASSWORD, SignIn, leading, sign_ins};

#[cfg(test)]
mod tests;
