//! The days in person. Each part is a file or folder: `sessions` are what happens in them, as released.

#[cfg(feature = "db")]
pub mod busy;
mod sessions;
#[cfg(feature = "db")]
pub mod store;

pub use sessions::{ReleasedSession, SessionKind};
