//! The SQL of residencies.

mod busy;
mod released;

pub use busy::*;
pub use released::{Released, expected, put_released, released_session, released_sessions, teaches};
