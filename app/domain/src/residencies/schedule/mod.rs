//! The schedule of a residency while it is drafted: what is to take place, where each session stands, what is wrong with it, and what
//! differs between two releases. All of it is pure.

mod check;
mod edit;
#[cfg(feature = "db")]
pub mod file;
mod place;
mod rules;
mod session;
mod settings;
mod snapshot;
#[cfg(test)]
mod stage;
mod warning;

pub use super::clock::{at, clock, minute, span};
pub use check::{LONGEST, faults};
pub use edit::{Changed, Edit, said};
pub use place::{Due, Elsewhere, FacultyHours, Group, Room, Teacher, Way};
pub use rules::warnings;
pub use session::{Placement, Session, Window};
pub use settings::Settings;
pub use snapshot::{Aspect, Difference, Snapshot, SnapshotDays, SnapshotSession, differences};
pub use warning::{Decision, Severity, Warning, WarningKind, blocks, decided};

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

use crate::ids::{PersonId, ResidencyId, ResidencySessionId, RoomId, TeamId};

/// Everything that is known of a residency's draft: what the board shows, the rules judge and arranging starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Of which residency.
    pub residency: ResidencyId,
    /// Goes up with every change; 0 before the first.
    pub revision: i64,
    /// The hours of a day, and the days it is to have.
    pub settings: Settings,
    /// The first day it has, or is to have.
    pub first_day: NaiveDate,
    /// How many days it has, or is to have.
    pub days: i64,
    /// The campus zone.
    pub time_zone: Tz,
    /// By day and start; unplaced ones last.
    pub sessions: Vec<Session>,
    /// By venue and name; retired ones only where a session stands in them.
    pub rooms: Vec<Room>,
    /// How long it takes from one venue to another.
    pub ways: Vec<Way>,
    /// The teams, in order.
    pub teams: Vec<Group>,
    /// Who can hold a session, by name.
    pub faculty: Vec<Teacher>,
    /// When faculty can be there; nobody who is not in it is bound.
    pub hours: Vec<FacultyHours>,
    /// What other residencies do on its days.
    pub elsewhere: Vec<Elsewhere>,
    /// How many study in the cohort.
    pub students: i64,
    /// When prework is due.
    pub dues: Vec<Due>,
    /// How many seats are booked, by session, those released and no longer drafted included.
    pub booked: Vec<(ResidencySessionId, i64)>,
    /// What the newest release has and is not off: session and title.
    pub released: Vec<(ResidencySessionId, String)>,
}

impl Schedule {
    /// A session of it.
    pub fn session(&self, id: ResidencySessionId) -> Option<&Session> {
        self.sessions.iter().find(|one| one.id == id)
    }

    /// A room of it.
    pub fn room(&self, id: RoomId) -> Option<&Room> {
        self.rooms.iter().find(|one| one.id == id)
    }

    /// A team's name.
    pub fn team(&self, id: TeamId) -> &str {
        self.teams.iter().find(|one| one.id == id).map_or("a team that is gone", |one| &one.name)
    }

    /// The name of somebody who holds a session.
    pub fn teacher(&self, id: PersonId) -> &str {
        self.faculty.iter().find(|one| one.id == id).map_or("somebody", |one| &one.name)
    }

    /// The campus day of a day counted from 1.
    pub fn date(&self, day: i64) -> NaiveDate {
        date(self.first_day, day)
    }

    /// How many students a session is for: those who can book it, at most.
    pub fn people(&self, session: &Session) -> i64 {
        let all = if session.plenary {
            self.students
        } else {
            self.teams.iter().filter(|team| session.teams.contains(&team.id)).map(|team| team.members).sum()
        };
        session.seats.map_or(all, |seats| seats.min(all))
    }

    /// How long it takes between two venues, in minutes; 0 within one, and where nothing is known.
    pub fn way(&self, from: &Room, to: &Room) -> i64 {
        let joins = |way: &&Way| (way.one == from.venue && way.other == to.venue) || (way.one == to.venue && way.other == from.venue);
        self.ways.iter().find(joins).map_or(0, |way| way.minutes)
    }
}

/// The campus day of a day counted from 1.
pub(in crate::residencies) fn date(first: NaiveDate, day: i64) -> NaiveDate {
    first.checked_add_days(Days::new(u64::try_from(day - 1).unwrap_or(0))).unwrap_or(first)
}
