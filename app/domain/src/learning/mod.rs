//! What students do with what is taught, and what it amounts to.

pub mod quiz;
