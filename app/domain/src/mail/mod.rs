//! Mail to be sent: rows that are written with the change they tell of, and that exactly one process takes at a time.
//!
//! A mail is never sent twice knowingly. Only a process that dies between the server's "accepted" and our note of it leaves a mail
//! that will be sent again; both then carry the same Message-ID, made of the mail's own id, and receivers drop the second.

mod rules;
mod store;

pub use rules::{ATTEMPTS, LEASE, wait};
pub use store::{Failure, Leased, enqueue, failed, forget, lease, sent};

/// A mail as a subject of the school writes it. Plain text; links stand on lines of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The address, as it was typed.
    pub recipient: String,
    /// One line.
    pub subject: String,
    /// The text.
    pub body: String,
}
