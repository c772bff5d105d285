//! Sessions as they were released: what students, faculty, seats, attendance and paper refer to.

use chrono::{DateTime, Utc};

use crate::ids::{ModuleId, ResidencyId, ResidencySessionId};

crate::words! {
    /// What kind of session it is.
    pub enum SessionKind {
        /// A class.
        Class = "class",
        /// The beginning of a module.
        KickOff = "kick_off",
        /// The end of a module.
        WrapUp = "wrap_up",
        /// Work in groups.
        Workshop = "workshop",
        /// A simulation that is played.
        Simulation = "simulation",
        /// Coaching.
        Coaching = "coaching",
        /// A panel.
        Panel = "panel",
        /// A meal.
        Meal = "meal",
        /// Something for company.
        Social = "social",
    }
}

impl SessionKind {
    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Class => "Class",
            Self::KickOff => "Kick-off",
            Self::WrapUp => "Wrap-up",
            Self::Workshop => "Workshop",
            Self::Simulation => "Simulation",
            Self::Coaching => "Coaching",
            Self::Panel => "Panel",
            Self::Meal => "Meal",
            Self::Social => "Social",
        }
    }

    /// Whether it is education at all: a meal or an evening never counts, whatever is set (`AMA PRA`: non-educational parts are out).
    pub fn is_education(self) -> bool {
        !matches!(self, Self::Meal | Self::Social)
    }
}

impl ReleasedSession {
    /// When it begins and ends.
    pub fn times(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        (self.starts_at, self.ends_at)
    }
}

/// Where a session takes place: `Aula, Main building`; empty if nothing is known.
pub fn place_of(room: &str, venue: &str) -> String {
    [room, venue].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

crate::row! {
    /// A session of the newest released schedule of a residency.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ReleasedSession {
        /// Which: the same in every draft and release, and its UID in calendars.
        pub id: ResidencySessionId,
        /// When it takes place.
        pub residency_id: ResidencyId,
        /// Its name.
        pub title: String,
        /// What kind it is.
        pub kind: SessionKind,
        /// What it is about and what to prepare: plain text, may be empty.
        pub summary: String,
        /// The module it belongs to, if to one.
        pub module_id: Option<ModuleId>,
        /// The unit of that module to be done before it, or the live session that it is: its name in addresses.
        pub prework: Option<String>,
        /// When it begins.
        pub starts_at: DateTime<Utc>,
        /// When it ends.
        pub ends_at: DateTime<Utc>,
        /// The room's name; may be empty.
        pub room: String,
        /// The venue's name; may be empty.
        pub venue: String,
        /// The venue's address; may be empty.
        pub address: String,
        /// A map, an https address; may be empty.
        pub map_url: String,
        /// Whether it is for all students; otherwise for some teams.
        pub plenary: bool,
        /// Whether its minutes count as education.
        pub creditable: bool,
        /// How many can book it; absent: nobody needs to.
        pub seats: Option<i64>,
        /// The session whose content it has, where that is offered more than once.
        pub repeat_of: Option<ResidencySessionId>,
        /// Goes up with every change.
        pub sequence: i64,
        /// When it was last changed.
        pub changed_at: DateTime<Utc>,
        /// Since when it is off, if it is.
        pub canceled_at: Option<DateTime<Utc>>,
    }
}
