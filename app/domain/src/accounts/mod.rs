//! People, their sessions, and the tokens and second factors by which they prove who they are.

#[cfg(feature = "db")]
pub mod store;
#[cfg(feature = "db")]
pub mod sweep;
