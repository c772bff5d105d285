//! What is to be arranged: days, rooms, people and sessions, as plain values that can be written down as JSON.

use serde::{Deserialize, Serialize};

use super::Weights;
use crate::residencies::SessionKind;

/// Everything that a plan depends on. Whatever is named by a number is so by its place in the list here, from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Its name.
    pub name: String,
    /// Sessions that are not fixed begin at multiples of so many minutes from midnight.
    pub grid: u16,
    /// The days, in their order.
    pub days: Vec<Day>,
    /// Where rooms are.
    pub venues: Vec<Venue>,
    /// Where sessions can be.
    pub rooms: Vec<Room>,
    /// Who teaches.
    pub faculty: Vec<Teacher>,
    /// Who learns: a team, or whoever has the same sessions.
    pub groups: Vec<Group>,
    /// What is to be placed.
    pub sessions: Vec<Session>,
    /// Sessions that belong together, such as those of a course.
    #[serde(default)]
    pub series: Vec<Series>,
    /// How much the wishes count.
    pub weights: Weights,
}

/// A day. Its minutes are those of the campus day, from 0 to 1440.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// As people call it.
    pub name: String,
    /// Nothing begins before.
    pub opens: u16,
    /// Nothing ends after.
    pub closes: u16,
    /// When there must be time for lunch.
    #[serde(default)]
    pub lunch: Option<Lunch>,
    /// The most minutes from the first to the end of the last session of a group that is education.
    #[serde(default)]
    pub longest: Option<u16>,
}

/// Somewhere in this window each group is free for so long at a stretch. Meals do not take this time: they are it. What people choose
/// does not either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lunch {
    /// From this minute.
    pub from: u16,
    /// To this minute.
    pub to: u16,
    /// For how many minutes.
    pub minutes: u16,
}

/// A place with rooms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Venue {
    /// Its name.
    pub name: String,
    /// Minutes on foot to each venue, by its number; to itself 0. What is missing is 0.
    pub ways: Vec<u16>,
}

/// A room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// Its name.
    pub name: String,
    /// In which venue.
    pub venue: usize,
    /// People seated.
    pub capacity: u32,
    /// What it has: "projector", "movable tables".
    #[serde(default)]
    pub features: Vec<String>,
    /// From which minute, every day.
    pub opens: u16,
    /// To which minute.
    pub closes: u16,
    /// When something else takes place in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<Window>,
}

/// Somebody who teaches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Teacher {
    /// The name.
    pub name: String,
    /// When they can: a session lies within one of these. Absent: always.
    #[serde(default)]
    pub free: Option<Vec<Window>>,
    /// When they are at something else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<Window>,
}

/// A team, or whoever has the same sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// How many people.
    pub size: u32,
}

/// A stretch of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Window {
    /// Which day.
    pub day: usize,
    /// From this minute.
    pub from: u16,
    /// To this minute.
    pub to: u16,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its title.
    pub title: String,
    /// What kind it is: meals may lie in the time for lunch, and what is no education does not make a day long.
    pub kind: SessionKind,
    /// How long it is.
    pub minutes: u16,
    /// How many people need a seat.
    pub size: u32,
    /// For whom it is; all of them if it is plenary.
    pub groups: Vec<usize>,
    /// Who teaches it: all of them are there.
    #[serde(default)]
    pub faculty: Vec<usize>,
    /// What its room must have.
    #[serde(default)]
    pub features: Vec<String>,
    /// People choose it: it may lie beside others that are chosen, but not beside what its groups must attend.
    #[serde(default)]
    pub elective: bool,
    /// It needs no room, as a walk or a dinner in town.
    #[serde(default)]
    pub roomless: bool,
    /// Sessions that are over when it begins.
    #[serde(default)]
    pub after: Vec<usize>,
    /// The session whose content it has: the two are not at the same time for the same people, who could not choose.
    #[serde(default)]
    pub repeat_of: Option<usize>,
    /// When it cannot be.
    #[serde(default)]
    pub not_at: Vec<Window>,
    /// When it had better be.
    #[serde(default)]
    pub preferred: Option<Preference>,
    /// Where it is and stays.
    #[serde(default)]
    pub locked: Option<Spot>,
}

/// When a session had better be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preference {
    /// On which day, if that matters.
    pub day: Option<usize>,
    /// From this minute.
    pub from: u16,
    /// To this minute.
    pub to: u16,
}

/// Sessions that belong together, such as those of a course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Which sessions.
    pub sessions: Vec<usize>,
    /// On how many days they had better be.
    pub days: u32,
}

/// Where a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// On which day.
    pub day: usize,
    /// Its first minute.
    pub start: u16,
    /// In which room, unless it needs none.
    pub room: Option<usize>,
}

/// Where each session is, by its number; nothing for one that has no place.
pub type Placement = Vec<Option<Spot>>;

impl Problem {
    /// What contradicts itself in it, in sentences; nothing if it can be worked with.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if self.grid == 0 || self.grid > 720 {
            faults.push(format!("a grid of {} minutes is none", self.grid));
        }
        faults.extend(
            self.days
                .iter()
                .filter(|day| day.opens > day.closes || day.closes > 1440)
                .map(|day| format!("“{}” goes from minute {} to {}", day.name, day.opens, day.closes)),
        );
        let hungry = |day: &&Day| day.lunch.is_some_and(|lunch| lunch.to > 1440 || lunch.to.saturating_sub(lunch.from) < lunch.minutes);
        faults.extend(self.days.iter().filter(hungry).map(|day| format!("lunch does not fit into its time on “{}”", day.name)));
        faults
            .extend(self.rooms.iter().filter(|room| room.venue >= self.venues.len()).map(|room| format!("“{}” is in no venue", room.name)));
        for teacher in &self.faculty {
            faults.extend(self.windows(teacher.free.iter().flatten().chain(&teacher.taken), &teacher.name));
        }
        faults.extend(self.rooms.iter().filter_map(|room| self.windows(&room.taken, &room.name)));
        for (number, session) in self.sessions.iter().enumerate() {
            faults.extend(self.windows(&session.not_at, &session.title));
            faults.extend(self.refers(number));
        }
        let lost = |series: &&Series| series.sessions.iter().any(|number| *number >= self.sessions.len());
        faults.extend(self.series.iter().filter(lost).map(|series| format!("“{}” names a session that is not there", series.name)));
        faults
    }

    fn windows<'a>(&self, windows: impl IntoIterator<Item = &'a Window>, whose: &str) -> Option<String> {
        let mut windows = windows.into_iter();
        let wrong = windows.any(|window| window.day >= self.days.len() || window.from > window.to || window.to > 1440);
        wrong.then(|| format!("“{whose}” has a time that is none"))
    }

    /// Whether all that a session names is there, and it is not after itself.
    fn refers(&self, number: usize) -> Option<String> {
        let session = &self.sessions[number];
        let there = session.groups.iter().all(|number| *number < self.groups.len())
            && session.faculty.iter().all(|number| *number < self.faculty.len())
            && session.after.iter().chain(&session.repeat_of).all(|number| *number < self.sessions.len())
            && session.preferred.is_none_or(|wish| wish.day.is_none_or(|day| day < self.days.len()))
            && session
                .locked
                .is_none_or(|spot| spot.day < self.days.len() && spot.start < 1440 && spot.room.is_none_or(|room| room < self.rooms.len()));
        match (there, session.minutes) {
            (false, _) => Some(format!("“{}” names something that is not there", session.title)),
            (true, _) if session.after.contains(&number) => Some(format!("“{}” comes after itself", session.title)),
            (true, 0 | 1441..) => Some(format!("“{}” takes {} minutes", session.title, session.minutes)),
            (true, _) => None,
        }
    }

    /// Minutes between two rooms by the shortest ways, through other venues where that is shorter: by venue and venue.
    pub fn ways(&self) -> Vec<Vec<u16>> {
        let count = self.venues.len();
        let way = |from: usize, to: usize| if from == to { 0 } else { self.venues[from].ways.get(to).copied().unwrap_or(0) };
        let mut ways: Vec<Vec<u16>> = (0..count).map(|from| (0..count).map(|to| way(from, to)).collect()).collect();
        for middle in 0..count {
            for from in 0..count {
                for to in 0..count {
                    ways[from][to] = ways[from][to].min(ways[from][middle].saturating_add(ways[middle][to]));
                }
            }
        }
        ways
    }

    /// Whether two sessions have people in common who must be at both: faculty, or a group that does not choose between them.
    pub fn share_people(&self, one: usize, other: usize) -> (bool, bool) {
        let (a, b) = (&self.sessions[one], &self.sessions[other]);
        let faculty = a.faculty.iter().any(|person| b.faculty.contains(person));
        let groups = a.groups.iter().any(|group| b.groups.contains(group));
        (faculty, groups && !(a.elective && b.elective))
    }

    /// Whether two sessions have the same content and people in common, so that they must not be at the same time.
    pub fn are_repeats(&self, one: usize, other: usize) -> bool {
        let root = |number: usize| self.sessions[number].repeat_of.unwrap_or(number);
        let common = self.sessions[one].groups.iter().any(|group| self.sessions[other].groups.contains(group));
        one != other && root(one) == root(other) && common
    }
}
