//! What people of a cohort are told, and what they write to each other.

#[cfg(feature = "db")]
pub mod rules;
#[cfg(feature = "db")]
pub mod store;

use chrono::{DateTime, Utc};

use crate::ids::{AnnouncementId, CohortId, EnrollmentId, MessageId, PersonId, PostId};

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

impl Topic {
    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Dates => "Dates that change",
            Self::Extensions => "Extensions",
            Self::Enrollment => "Your enrollment",
            Self::Announcements => "Announcements",
            Self::Discussion => "Replies and mentions",
            Self::Messages => "Messages from program staff",
        }
    }

    /// Whether somebody may choose not to be told at all. What concerns one's own place is always told.
    pub fn can_be_silenced(self) -> bool {
        !matches!(self, Self::Extensions | Self::Enrollment)
    }
}

crate::words! {
    /// How somebody wants to be told.
    pub enum Way {
        /// By mail, as soon as they are not to be left in peace.
        AtOnce = "at_once",
        /// With other things in one mail a day.
        Digest = "digest",
        /// Not at all.
        Never = "never",
    }
}

impl Way {
    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::AtOnce => "At once",
            Self::Digest => "Once a day",
            Self::Never => "Never",
        }
    }
}

/// Hours in which somebody is left in peace: minutes after midnight in their own zone. They may span midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// The first minute.
    pub from: i64,
    /// The minute after the last.
    pub until: i64,
}

#[cfg(feature = "db")]
impl Quiet {
    /// From what the database has of somebody; nothing if they chose none.
    pub(crate) fn of(from: Option<i64>, until: Option<i64>) -> Option<Self> {
        from.zip(until).map(|(from, until)| Self { from, until })
    }
}

/// When somebody is told, in their own zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// When not; absent: mail comes at any time.
    pub quiet: Option<Quiet>,
    /// When the digest comes: minutes after midnight.
    pub digest_at: i64,
}

impl Default for Hours {
    /// No quiet hours, and the digest at seven.
    fn default() -> Self {
        Self { quiet: None, digest_at: 7 * 60 }
    }
}

/// What a person chose: a way for each topic, in the order of [`Topic::ALL`], and their hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// Every topic with its way.
    pub ways: Vec<(Topic, Way)>,
    /// When.
    pub hours: Hours,
}

impl Choices {
    /// How they want to be told of a topic.
    pub fn way(&self, topic: Topic) -> Way {
        self.ways.iter().find(|(have, _)| *have == topic).map_or(Way::AtOnce, |(_, way)| *way)
    }
}

/// Somebody to whom a message goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Their place in the cohort.
    pub enrollment: EnrollmentId,
    /// Who.
    pub person: PersonId,
    /// As they want to be called.
    pub name: String,
}

/// A message to be sent to a cohort or a part of it.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// Made with the form: sending twice is harmless.
    pub id: MessageId,
    /// To people of this cohort.
    pub cohort: CohortId,
    /// Who sends it.
    pub author: PersonId,
    /// One line; may hold placeholders.
    pub subject: String,
    /// Markdown; may hold placeholders.
    pub body: String,
    /// The query that chose its recipients; empty for all.
    pub segment: String,
    /// To whom.
    pub recipients: Vec<Recipient>,
}

/// An announcement to be put on the page of a cohort.
#[derive(Clone, Debug)]
pub struct NewAnnouncement {
    /// Made with the form.
    pub id: AnnouncementId,
    /// Where.
    pub cohort: CohortId,
    /// By whom.
    pub author: PersonId,
    /// One line.
    pub title: String,
    /// Markdown.
    pub body: String,
}

/// Where a discussion takes place: in a cohort, or under one of its units whatever the version.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The cohort.
    pub cohort: CohortId,
    /// The module's name in addresses; empty under the cohort itself.
    pub module: String,
    /// The unit's name in addresses; empty under the cohort itself.
    pub unit: String,
}

/// In what capacity somebody takes part in a discussion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// They study in the cohort.
    Student,
    /// They teach there.
    Faculty,
    /// They run the program.
    Staff,
}

impl Seat {
    /// Whether they may mark a reply as the answer.
    pub fn may_mark_answers(self) -> bool {
        self != Self::Student
    }
}

/// A post to be added to a discussion.
#[derive(Clone, Debug)]
pub struct NewPost {
    /// Made with the form: posting twice is harmless.
    pub id: PostId,
    /// Where.
    pub spot: Spot,
    /// The post that begins the thread it replies to; absent: it begins one.
    pub parent: Option<PostId>,
    /// By whom.
    pub author: PersonId,
    /// Markdown.
    pub body: String,
}

/// A change to a post by its author.
#[derive(Clone, Debug)]
pub struct PostEdit {
    /// Which.
    pub post: PostId,
    /// Its author.
    pub author: PersonId,
    /// Markdown.
    pub body: String,
    /// When the text that was changed had been edited last: another one has come between if that is no longer so.
    pub seen: Option<DateTime<Utc>>,
}
