//! A residency for the tests of the rules and of the file.

use chrono::NaiveDate;

use super::{Group, Placement, Room, Schedule, Session, Settings, Teacher, Way};
use crate::ids::{PersonId, ResidencyId, ResidencySessionId, RoomId, TeamId, VenueId};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Four days for 40 students in two teams; a hall and a seminar room in one venue, a studio ten minutes away; two people who teach.
pub(super) fn schedule() -> Schedule {
    let (main, annex) = (VenueId::new(), VenueId::new());
    let room = |name: &str, venue, venue_name: &str, capacity| Room {
        id: RoomId::new(),
        name: name.into(),
        venue,
        venue_name: venue_name.into(),
        address: String::new(),
        map_url: String::new(),
        capacity,
        features: vec!["Projector".into()],
        opens: 480,
        closes: 1200,
        retired: false,
    };
    let team = |name: &str| Group { id: TeamId::new(), name: name.into(), members: 20 };
    let teacher = |name: &str| Teacher { id: PersonId::new(), name: name.into(), email: format!("{name}@school.example") };
    Schedule {
        residency: ResidencyId::new(),
        revision: 1,
        settings: Settings::default(),
        first_day: day("2027-01-09"),
        days: 4,
        time_zone: chrono_tz::America::New_York,
        sessions: Vec::new(),
        rooms: vec![room("Hall", main, "Main", 60), room("Seminar", main, "Main", 25), room("Studio", annex, "Annex", 60)],
        ways: vec![Way { one: main, other: annex, minutes: 10 }],
        teams: vec![team("Blue"), team("Green")],
        faculty: vec![teacher("Ines"), teacher("Paul")],
        hours: Vec::new(),
        students: 40,
        dues: Vec::new(),
        elsewhere: Vec::new(),
        booked: Vec::new(),
        released: Vec::new(),
    }
}

/// An hour for everybody that nobody holds, confirmed, on day 1 in the hall at this minute.
pub(super) fn hour(schedule: &Schedule, title: &str, start: i64) -> Session {
    let placed = Some(Placement { day: 1, start, room: schedule.rooms[0].id });
    Session { confirmed: true, placed, revision: 1, ..Session::new(ResidencySessionId::new(), title, 60) }
}
