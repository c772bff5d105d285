//! People, their sessions and what they prove themselves with, in the database.

mod directory;
mod email;
mod links;
mod passwords;
mod people;
mod powers;
mod second_factor;
mod sessions;
mod tries;

pub use directory::*;
pub use email::*;
pub use links::*;
pub use passwords::*;
pub use people::*;
pub use powers::*;
pub use second_factor::*;
pub use sessions::*;
pub use tries::*;
