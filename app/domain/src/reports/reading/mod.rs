//! How lessons are read: how long they take against what their author says, and where readers stop. Pure; the rows come from
//! [`store::reading`](super::store::reading).
//!
//! Nothing is recorded for it that is not recorded anyway: when a lesson was begun and when its end was reached is evidence, and where
//! somebody stopped is their bookmark. A bookmark is theirs, so that of places only those are told where several stopped.

mod rules;

pub use rules::{lessons, offer};

use chrono::{DateTime, Utc};

use crate::{
    authoring::Heading,
    db::Json,
    ids::{CohortId, UnitId},
};

/// Whoever has not come back to a lesson for so many days has stopped.
pub const STOPPED_AFTER_DAYS: i64 = 7;
/// From beginning to end in fewer minutes is leafing through, not reading.
pub const SHORTEST: i64 = 1;
/// From beginning to end in more minutes is not one sitting: how much of it was reading is not known.
pub const LONGEST: i64 = 180;

crate::row! {
    /// A lesson in one version.
    #[derive(Clone, Debug)]
    pub struct Written {
        /// Which.
        pub unit_id: UnitId,
        /// Its name in addresses, the same in all versions.
        pub slug: String,
        /// Its title.
        pub title: String,
        /// How many minutes it takes, as its author says.
        pub minutes: i64,
        /// The version's number.
        pub version: i64,
        /// Its headings.
        pub contents: Json<Vec<Heading>>,
    }
}

crate::row! {
    /// One student's way through a lesson.
    #[derive(Clone, Debug)]
    pub struct Reading {
        /// Which lesson, in its version.
        pub unit_id: UnitId,
        /// When it was begun.
        pub started_at: DateTime<Utc>,
        /// When anything was last done in it.
        pub last_at: DateTime<Utc>,
        /// When its end was first reached; nothing of those who read without scripts.
        pub read_at: Option<DateTime<Utc>>,
        /// Whether it was declared done.
        pub done: bool,
        /// Whether the student's cohort still studies this version.
        pub here: bool,
        /// The heading above the bookmark, or ''; nothing where there is no bookmark.
        pub anchor: Option<String>,
        /// When the bookmark was set.
        pub place_at: Option<DateTime<Utc>>,
    }
}

crate::row! {
    /// What a cohort discusses under a lesson.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Comments {
        /// The lesson's name in addresses.
        pub unit_slug: String,
        /// Which cohort.
        pub cohort_id: CohortId,
        /// How many posts and replies, without those that were removed.
        pub count: i64,
    }
}

/// How a lesson is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Which version the figures are of: the newest that enough students have begun, or the newest.
    pub version: i64,
    /// How many minutes it takes, as its author says in that version.
    pub minutes: i64,
    /// How many students have begun it.
    pub begun: i64,
    /// The figures; none from fewer than [`LEAST`](super::items::LEAST) students.
    pub figures: Option<Figures>,
    /// How much is written in the discussion under it, whatever the version, by cohort.
    pub comments: Vec<Comments>,
}

impl Lesson {
    /// How long it takes, if enough have read it.
    pub fn pace(&self) -> Option<Pace> {
        self.figures.as_ref().and_then(|figures| figures.pace)
    }

    /// The same where it suggests another estimate.
    pub fn suggests(&self) -> Option<Pace> {
        self.pace().filter(|pace| pace.offer.is_some())
    }
}

/// What the readings of a lesson amount to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// How many read it to the end or declared it done.
    pub finished: i64,
    /// How many stopped: they have not come back for [`STOPPED_AFTER_DAYS`].
    pub stopped: i64,
    /// Where several stopped, most first: the words of the heading, nothing for what stands before the first, and how many.
    pub places: Vec<(Option<String>, i64)>,
    /// How long it takes; none from fewer than [`LEAST`](super::items::LEAST) readings in one sitting.
    pub pace: Option<Pace>,
}

/// How long a lesson takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// How many readings in one sitting stand behind it.
    pub readings: i64,
    /// The minutes in the middle of them.
    pub minutes: i64,
    /// A new estimate, where the author's is not near.
    pub offer: Option<i64>,
}
