//! Programs, creating cohorts from them, and moving their dates.

mod cohort;
mod program;
mod releases;
