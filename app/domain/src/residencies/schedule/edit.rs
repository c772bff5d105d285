//! What can be done to a draft, and how it is said.

use serde::{Deserialize, Serialize};

use super::{Placement, Schedule, Session, Settings, clock};
use crate::ids::ResidencySessionId;

/// One thing done to a draft. Several at once are one change: they are undone together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A new session.
    Add(Box<Session>),
    /// Another content of a session, its place included.
    Change(Box<Session>),
    /// A session that is to be no longer. Where it is released, the next release cancels it.
    Remove(ResidencySessionId),
    /// Another place; absent: nowhere.
    Place(ResidencySessionId, Option<Placement>),
    /// Whether arranging leaves it where it is.
    Lock(ResidencySessionId, bool),
    /// Other hours or days.
    Settings(Settings),
}

impl Edit {
    /// Which session it is about; absent: none.
    pub fn session(&self) -> Option<ResidencySessionId> {
        match self {
            Self::Add(session) | Self::Change(session) => Some(session.id),
            Self::Remove(id) | Self::Place(id, _) | Self::Lock(id, _) => Some(*id),
            Self::Settings(_) => None,
        }
    }

    /// What becomes of the session it is about; absent: it is no longer.
    pub fn applied(&self, stood: Option<&Session>) -> Option<Session> {
        match self {
            Self::Add(session) | Self::Change(session) => Some((**session).clone()),
            Self::Remove(_) | Self::Settings(_) => None,
            Self::Place(_, placed) => stood.map(|stood| Session { placed: *placed, ..stood.clone() }),
            Self::Lock(_, locked) => stood.map(|stood| Session { locked: *locked, ..stood.clone() }),
        }
    }
}

/// What a change did, with the way back: each session before and after, and the settings if they were changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Before and after; absent: it was not, or is not, there.
    pub sessions: Vec<(Option<Session>, Option<Session>)>,
    /// Before and after.
    #[serde(default)]
    pub settings: Option<(Settings, Settings)>,
}

impl Changed {
    /// The sessions it concerns.
    pub fn ids(&self) -> impl Iterator<Item = ResidencySessionId> {
        self.sessions.iter().filter_map(|(before, after)| before.as_ref().or(after.as_ref()).map(|one| one.id))
    }
}

/// A change in words: `Value moved to day 2, 09:00, Aula`. The schedule is as it was before; it names rooms.
pub fn said(schedule: &Schedule, changed: &Changed) -> String {
    let words = changed.sessions.iter().map(|(before, after)| of_session(schedule, before.as_ref(), after.as_ref()));
    let settings = changed.settings.iter().map(|_| "Hours or days changed".to_owned());
    let mut words: Vec<String> = words.chain(settings).collect();
    match words.len() {
        0 => "Nothing".into(),
        1 => words.remove(0),
        number => format!("{number} sessions: {}", words[..number.min(3)].join("; ")) + if number > 3 { "; …" } else { "" },
    }
}

fn of_session(schedule: &Schedule, before: Option<&Session>, after: Option<&Session>) -> String {
    let (before, after) = match (before, after) {
        (None, Some(after)) => return format!("{} added", after.title),
        (Some(before), None) => return format!("{} removed", before.title),
        (Some(before), Some(after)) => (before, after),
        (None, None) => return "Nothing".into(),
    };
    let title = &after.title;
    let length = Session { minutes: before.minutes, revision: before.revision, ..after.clone() } == *before;
    if length && after.minutes != before.minutes {
        return format!("{title} takes {} minutes instead of {}", after.minutes, before.minutes);
    }
    let moved = Session { placed: before.placed, locked: before.locked, revision: before.revision, ..after.clone() } == *before;
    match (moved, after.placed) {
        (true, Some(placed)) if before.placed != after.placed => {
            let room = schedule.room(placed.room).map_or("a room", |room| &room.name);
            format!("{title} placed on day {}, {}, {room}", placed.day, clock(placed.start))
        }
        (true, None) if before.placed.is_some() => format!("{title} taken off the board"),
        (true, _) if before.locked != after.locked => format!("{title} {}", if after.locked { "locked" } else { "unlocked" }),
        _ => format!("{title} changed"),
    }
}
