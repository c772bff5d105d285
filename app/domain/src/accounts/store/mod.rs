//! People, their sessions and what they prove themselves with, in the database.

mod people;
mod sessions;
mod tries;

pub use people::*;
pub use sessions::*;
pub use tries::*;
