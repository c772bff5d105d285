//! What stands beside a session that is wrong, and what was decided about it.

use chrono::{DateTime, Utc};

use crate::ids::ResidencySessionId;

crate::words! {
    /// What is wrong.
    pub enum WarningKind {
        /// Two sessions in one room at once.
        RoomTaken = "room_taken",
        /// Another residency has the room then.
        RoomElsewhere = "room_elsewhere",
        /// The room is not open then, or offered no longer.
        RoomClosed = "room_closed",
        /// Somebody holds two sessions at once.
        FacultyTwice = "faculty_twice",
        /// Somebody who holds it is at another residency then.
        FacultyElsewhere = "faculty_elsewhere",
        /// Somebody who holds it cannot be there then.
        FacultyAway = "faculty_away",
        /// Students are to be in two places at once.
        GroupTwice = "group_twice",
        /// It lies on a day the residency does not have.
        NoSuchDay = "no_such_day",
        /// Fewer seats than people.
        RoomSmall = "room_small",
        /// The room lacks what is needed.
        RoomLacks = "room_lacks",
        /// Too little time to get from one venue to the other.
        Travel = "travel",
        /// Those who book one session miss another.
        BookedMiss = "booked_miss",
        /// Prework is due only after it began.
        Prework = "prework",
        /// A group has no time for lunch.
        Lunch = "lunch",
        /// A group's day is too long.
        LongDay = "long_day",
        /// It lies outside the hours of a day.
        OutsideHours = "outside_hours",
        /// It does not come after what it should follow.
        Order = "order",
        /// Two repeats of the same content at once.
        Repeats = "repeats",
        /// Seats are booked in what is no longer there.
        Dropped = "dropped",
        /// More seats are booked than it has.
        Overbooked = "overbooked",
        /// Who holds it has not confirmed.
        Unconfirmed = "unconfirmed",
        /// It stands nowhere yet.
        Unplaced = "unplaced",
    }
}

crate::words! {
    /// How bad it is.
    pub enum Severity {
        /// Nothing is released while it stands.
        Block = "block",
        /// It can be released all the same.
        Warn = "warn",
        /// Somebody decided to pass it over, with a reason.
        Ignored = "ignored",
    }
}

impl WarningKind {
    /// Rules that are never broken block; all others warn.
    pub fn severity(self) -> Severity {
        match self {
            Self::RoomTaken
            | Self::RoomElsewhere
            | Self::RoomClosed
            | Self::FacultyTwice
            | Self::FacultyElsewhere
            | Self::FacultyAway
            | Self::GroupTwice
            | Self::NoSuchDay => Severity::Block,
            _ => Severity::Warn,
        }
    }
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What is known of it for good: the kind, the sessions and what stands in the way. Where one of these changes, it is another warning.
    pub key: String,
    /// What.
    pub kind: WarningKind,
    /// How bad.
    pub severity: Severity,
    /// Beside which sessions it stands.
    pub sessions: Vec<ResidencySessionId>,
    /// A sentence that names what is concerned.
    pub words: String,
    /// Why it is passed over, if it is.
    pub decision: Option<Decision>,
}

crate::row! {
    /// Why a warning is passed over.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Decision {
        /// The warning's key.
        pub warning: String,
        /// Why.
        pub reason: String,
        /// Who decided; absent: the program itself.
        pub by: Option<String>,
        /// When.
        pub at: DateTime<Utc>,
    }
}

impl Warning {
    /// A warning of the usual severity. `tells` are what its key has besides the kind and the sessions.
    pub(super) fn new(kind: WarningKind, sessions: Vec<ResidencySessionId>, tells: &[String], words: String) -> Self {
        let mut key = kind.as_str().to_owned();
        for part in sessions.iter().map(ToString::to_string).chain(tells.iter().cloned()) {
            key.push(':');
            key.push_str(&part);
        }
        Self { key, kind, severity: kind.severity(), sessions, words, decision: None }
    }
}

/// The warnings with what was decided about them. What blocks cannot be passed over, whatever was decided.
pub fn decided(mut warnings: Vec<Warning>, decisions: &[Decision]) -> Vec<Warning> {
    for warning in warnings.iter_mut().filter(|warning| warning.severity == Severity::Warn) {
        if let Some(decision) = decisions.iter().find(|decision| decision.warning == warning.key) {
            warning.severity = Severity::Ignored;
            warning.decision = Some(decision.clone());
        }
    }
    warnings
}

/// Those that keep a schedule from being released.
pub fn blocks(warnings: &[Warning]) -> impl Iterator<Item = &Warning> {
    warnings.iter().filter(|warning| warning.severity == Severity::Block)
}
