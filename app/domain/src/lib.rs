//! The school.
