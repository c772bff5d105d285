//! The days in person. Each part is a file or folder: `coming` is who comes and what that takes, `sessions` are what happens in them, as released.

pub mod coming;
mod sessions;
#[cfg(feature = "db")]
pub mod store;

pub use sessions::{ReleasedSession, SessionKind};
