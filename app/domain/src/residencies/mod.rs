//! The days in person. Each part is a file or folder: `sessions` are what happens in them, as released; `seats` who may come where not
//! everybody can.

pub mod seats;
mod sessions;
#[cfg(feature = "db")]
pub mod store;

pub use sessions::{ReleasedSession, SessionKind};
