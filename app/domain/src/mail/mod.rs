//! Mail to be sent: rows that are written with the change they tell of, and that exactly one process takes at a time.
//!
//! A mail is never sent twice knowingly. Only a process that dies between the server's "accepted" and our note of it leaves a mail
//! that will be sent again; both then carry the same Message-ID, made of the mail's own id, and receivers drop the second.

mod rules;
mod store;

pub use rules::{ATTEMPTS, LEASE, wait};
pub use store::{Failure, Leased, Tried, enqueue, enqueue_many, failed, forget, lease, note, sent};

use chrono::{DateTime, Utc};

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

/// How long a mail may wait for others: what one person asked for never waits for what many are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Mail to one.
    One,
    /// Mail to many.
    Many,
}

/// A mail that is more than a text for now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// To whom, and the text.
    pub mail: Mail,
    /// The same text as HTML, for those who read it so: a whole document, rendered and sanitized by us.
    pub html: Option<String>,
    /// What stands in calendars, as iCalendar with a METHOD: an invitation or its end.
    pub calendar: Option<String>,
    /// Before or behind others.
    pub rank: Rank,
    /// Not before this moment.
    pub due_at: DateTime<Utc>,
}
