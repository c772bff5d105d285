//! What people of a cohort are told, and what they write to each other.

#[cfg(feature = "db")]
pub mod store;

use crate::ids::PersonId;

crate::words! {
    /// What somebody is told about; each can be chosen for itself.
    pub enum Topic {
        /// Dates that changed.
        Dates = "dates",
        /// More time that was asked for, granted or refused.
        Extensions = "extensions",
        /// How one stands in a cohort.
        Enrollment = "enrollment",
        /// What is announced to a cohort.
        Announcements = "announcements",
        /// Replies and mentions.
        Discussion = "discussion",
        /// Messages of staff.
        Messages = "messages",
    }
}

/// Something a person is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Whom.
    pub person: PersonId,
    /// Of what kind it is.
    pub topic: Topic,
    /// One line: a mail's subject.
    pub title: String,
    /// The text, Markdown.
    pub body: String,
    /// Where it leads: a path of the site, such as `/calendar`.
    pub link: String,
}
