//! What sessions are placed among: rooms, ways, people and dates, as far as the rules ask.

use chrono::{DateTime, Utc};

use crate::{
    authoring::UnitKind,
    ids::{ModuleId, PersonId, RoomId, TeamId, VenueId},
};

/// A room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Which.
    pub id: RoomId,
    /// Its name.
    pub name: String,
    /// Of which venue.
    pub venue: VenueId,
    /// The venue's name.
    pub venue_name: String,
    /// The venue's address; may be empty.
    pub address: String,
    /// A map, an https address; may be empty.
    pub map_url: String,
    /// How many people are seated.
    pub capacity: i64,
    /// What it has.
    pub features: Vec<String>,
    /// The minute of the campus day at which it opens.
    pub opens: i64,
    /// The minute at which it closes.
    pub closes: i64,
    /// Whether it is offered no longer.
    pub retired: bool,
}

impl Room {
    /// `Main building: Aula`, as it is called where several venues are.
    pub fn long_name(&self) -> String {
        format!("{}: {}", self.venue_name, self.name)
    }
}

crate::row! {
    /// How long it takes on foot from one venue to another, either way.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Way {
        /// One of them.
        pub one: VenueId,
        /// The other.
        pub other: VenueId,
        /// In minutes.
        pub minutes: i64,
    }
}

crate::row! {
    /// A team of students.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Group {
        /// Which.
        pub id: TeamId,
        /// Its name.
        pub name: String,
        /// How many of its students study now.
        pub members: i64,
    }
}

crate::row! {
    /// Somebody who can hold a session: who teaches the cohort.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Teacher {
        /// Who.
        pub id: PersonId,
        /// Their name.
        pub name: String,
        /// Their address, by which a file names them.
        pub email: String,
    }
}

crate::row! {
    /// When somebody can be there. Who has none of these in a residency always can.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct FacultyHours {
        /// Who.
        pub person: PersonId,
        /// Of the residency, from 1.
        pub day: i64,
        /// From this minute of the campus day.
        pub from_minute: i64,
        /// Until this minute.
        pub until_minute: i64,
    }
}

/// A session of another residency on the same days: its room and those who hold it have no time for this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// `Cohort 12, First residency`; of another program only that.
    pub residency: String,
    /// Its name.
    pub title: String,
    /// The day of this residency, from 1.
    pub day: i64,
    /// From this minute of the campus day.
    pub from_minute: i64,
    /// Until this minute.
    pub until_minute: i64,
    /// Where it is.
    pub room: RoomId,
    /// Who holds it.
    pub faculty: Vec<PersonId>,
    /// Whether it is released; otherwise it is only drafted.
    pub released: bool,
}

crate::row! {
    /// When a unit that may be prework is due, or a live session that may be held.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Due {
        /// Of which module.
        pub module_id: ModuleId,
        /// The module's name in addresses.
        pub module: String,
        /// Its name in addresses.
        pub unit: String,
        /// What it is.
        pub kind: UnitKind,
        /// Its title.
        pub title: String,
        /// When.
        pub due_at: DateTime<Utc>,
    }
}
