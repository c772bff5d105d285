//! What is called what in a file. A name is written only if it is read as the same thing.

use super::super::Schedule;
use crate::ids::{ModuleId, PersonId, ResidencySessionId, RoomId, TeamId};

/// A thing that has a name among others.
pub(super) trait Named: Copy + PartialEq + ToString + std::str::FromStr {
    /// All of them with their names.
    fn all(schedule: &Schedule) -> Vec<(Self, String)>;
}

impl Named for TeamId {
    fn all(schedule: &Schedule) -> Vec<(Self, String)> {
        schedule.teams.iter().map(|team| (team.id, team.name.clone())).collect()
    }
}

impl Named for PersonId {
    fn all(schedule: &Schedule) -> Vec<(Self, String)> {
        schedule.faculty.iter().map(|one| (one.id, one.email.clone())).collect()
    }
}

impl Named for ModuleId {
    fn all(schedule: &Schedule) -> Vec<(Self, String)> {
        let mut all: Vec<(Self, String)> = schedule.dues.iter().map(|due| (due.module_id, due.module.clone())).collect();
        all.dedup();
        all
    }
}

impl Named for RoomId {
    fn all(schedule: &Schedule) -> Vec<(Self, String)> {
        schedule.rooms.iter().map(|room| (room.id, room.long_name())).collect()
    }
}

impl Named for ResidencySessionId {
    fn all(schedule: &Schedule) -> Vec<(Self, String)> {
        schedule.sessions.iter().map(|one| (one.id, one.title.clone())).collect()
    }
}

/// What is written for one of them.
pub(super) fn written<T: Named>(schedule: &Schedule, one: T) -> String {
    let all = T::all(schedule);
    let name = all.iter().find(|(id, _)| *id == one).map(|(_, name)| name.clone());
    let sure = |name: &String| {
        let plain = !name.contains(';') && name.trim() == name && name != super::writing::EVERYBODY;
        plain && meant(&all, name) == Some(one)
    };
    name.filter(sure).unwrap_or_else(|| one.to_string())
}

/// What is meant by a text: an id, or the name of one of them and no other.
pub(super) fn meant<T: Named>(all: &[(T, String)], text: &str) -> Option<T> {
    if let Ok(id) = text.parse() {
        return Some(id);
    }
    let mut same = all.iter().filter(|(_, name)| name.trim().to_lowercase() == text.trim().to_lowercase());
    let first = same.next()?;
    same.next().is_none().then_some(first.0)
}
