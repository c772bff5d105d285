//! What lies outside of this program: somebody's calendar at an address, and the key under which addresses are kept.

use std::{future::Future, pin::Pin, sync::Arc};

use super::Seal;

/// Bytes on their way.
pub type Fetching<'a> = Pin<Box<dyn Future<Output = Result<Vec<u8>, Unreached>> + Send + 'a>>;

/// Fetches calendars from the internet, and from nowhere else.
pub trait Calendars: Send + Sync {
    /// What is at an address, at most as large as a calendar may be.
    fn fetch<'a>(&'a self, address: &'a str) -> Fetching<'a>;
}

/// What the site needs of the world.
#[derive(Clone)]
pub struct Outside {
    /// Fetches calendars.
    pub calendars: Arc<dyn Calendars>,
    /// Keeps addresses.
    pub seal: Seal,
}

/// Why there is no calendar: each a sentence for whoever gave the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreached {
    /// It is not an https address, or has a name, a password or a port in it.
    #[error("Give an address that begins with https:// and has no password and no port in it.")]
    NotHttps,
    /// No such name, nobody answers, or it leads into a private network: which of these is nobody's business.
    #[error("Nothing answers at this address on the public internet. Check it, or upload the file.")]
    Nowhere,
    /// It took too long.
    #[error("The calendar took longer than ten seconds to come. Try again later, or upload the file.")]
    TooSlow,
    /// It is larger than a calendar may be, packed or unpacked.
    #[error("This calendar is larger than 5 MB. Share fewer months of it, or upload the file.")]
    TooLarge,
    /// It leads on and on.
    #[error("This address leads to another, and that to another. Give the last one.")]
    TooManyRedirects,
    /// One has to sign in.
    #[error("One has to sign in at this address. Look for the secret or public address that ends in .ics where you share your calendar.")]
    SignIn,
    /// It is not there.
    #[error("There is no calendar at this address, or no longer. Copy the address anew where you share your calendar.")]
    NotThere,
    /// The other side is at fault.
    #[error("The calendar's server answered with an error. Try again later, or upload the file.")]
    Broken,
    /// It is not text.
    #[error("What is at this address is not a calendar. Look for the secret or public address that ends in .ics.")]
    WrongKind,
}
