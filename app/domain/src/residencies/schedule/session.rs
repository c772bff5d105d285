//! A session as it is drafted, and where it stands.

use serde::{Deserialize, Serialize};

use super::super::SessionKind;
use crate::ids::{ModuleId, PersonId, ResidencySessionId, RoomId, TeamId};

/// A session of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Which: the same in every draft and release.
    pub id: ResidencySessionId,
    /// Its name.
    pub title: String,
    /// What kind it is.
    pub kind: SessionKind,
    /// How long it takes.
    pub minutes: i64,
    /// What it is about and what to prepare: plain text, may be empty.
    pub summary: String,
    /// Whether it is for all students; otherwise for `teams`.
    pub plenary: bool,
    /// For whom, in the order of their ids; empty if it is for all.
    pub teams: Vec<TeamId>,
    /// Who holds it, in the order of their ids.
    pub faculty: Vec<PersonId>,
    /// The module it belongs to, if to one.
    pub module_id: Option<ModuleId>,
    /// The unit of that module to be done before it, or the live session that it is: its name in addresses.
    pub prework: Option<String>,
    /// Whether its minutes count as education.
    pub creditable: bool,
    /// How many can book it; absent: nobody needs to.
    pub seats: Option<i64>,
    /// The session whose content it has, where that is offered more than once.
    pub repeat_of: Option<ResidencySessionId>,
    /// What the room must have.
    pub features: Vec<String>,
    /// What it comes after. A session that is gone is passed over.
    pub after: Vec<ResidencySessionId>,
    /// When on a day it is best, if that is known.
    pub prefer: Option<Window>,
    /// Whether arranging leaves it where it is.
    pub locked: bool,
    /// Whether everybody who holds it has said yes.
    pub confirmed: bool,
    /// Where it stands; absent: nowhere yet.
    pub placed: Option<Placement>,
    /// The schedule's revision when it was last changed; nothing a person sets.
    #[serde(default)]
    pub revision: i64,
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Placement {
    /// Of the residency, from 1.
    pub day: i64,
    /// The minute of the campus day at which it begins.
    pub start: i64,
    /// Where.
    pub room: RoomId,
}

/// A part of a day, in minutes of the campus day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// From when.
    pub from: i64,
    /// Until when.
    pub until: i64,
}

impl Session {
    /// A class for everybody that nobody holds, that has no seats to book and stands nowhere yet. `minutes` is how long it takes.
    pub fn new(id: ResidencySessionId, title: impl Into<String>, minutes: i64) -> Self {
        Self {
            id,
            title: title.into(),
            kind: SessionKind::Class,
            minutes,
            summary: String::new(),
            plenary: true,
            teams: Vec::new(),
            faculty: Vec::new(),
            module_id: None,
            prework: None,
            creditable: true,
            seats: None,
            repeat_of: None,
            features: Vec::new(),
            after: Vec::new(),
            prefer: None,
            locked: false,
            confirmed: false,
            placed: None,
            revision: 0,
        }
    }

    /// The minute at which it ends, if it stands anywhere.
    pub fn end(&self) -> Option<i64> {
        self.placed.map(|placed| placed.start + self.minutes)
    }

    /// Whether both stand and meet in time.
    pub fn meets(&self, other: &Self) -> bool {
        match (self.placed, other.placed) {
            (Some(one), Some(two)) => one.day == two.day && one.start < two.start + other.minutes && two.start < one.start + self.minutes,
            _ => false,
        }
    }

    /// Whether there are students whom both are for.
    pub fn shares_students(&self, other: &Self) -> bool {
        self.plenary || other.plenary || self.teams.iter().any(|team| other.teams.contains(team))
    }

    /// The session whose content it has: its own id, unless it repeats another.
    pub fn content(&self) -> ResidencySessionId {
        self.repeat_of.unwrap_or(self.id)
    }
}
