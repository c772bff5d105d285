//! Assignments: grading, grades, and what students read of both.

pub(crate) mod grading;

pub use grading::routes;
