//! The SQL of residencies.

pub mod presence;
mod released;

pub use released::{Released, expected, put_released, released_session, released_sessions, teaches};
