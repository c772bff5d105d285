//! The SQL of residencies.

mod released;

pub use released::{Released, expected, put_released, released_session, released_sessions, teaches};
