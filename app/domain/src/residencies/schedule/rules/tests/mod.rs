//! Each thing that is wrong is said once, beside the sessions it concerns, and nothing else is.

mod hard;
mod kinds;

use chrono::NaiveDate;

use super::{
    super::{FacultyHours, Group, Placement, Room, Schedule, Session, Settings, Teacher, Warning, WarningKind, Way},
    warnings,
};
use crate::{
    ids::{PersonId, ResidencyId, ResidencySessionId, RoomId, TeamId, VenueId},
    residencies::SessionKind,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Four days for 40 students in two teams; a hall and a seminar room in one venue, a studio ten minutes away; two people who teach.
fn stage() -> Schedule {
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
    let teacher = |name: &str| Teacher { id: PersonId::new(), name: name.into(), email: String::new() };
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
        booked: Vec::new(),
        released: Vec::new(),
    }
}

/// An hour for everybody that nobody holds, confirmed, on day 1 in the hall at this minute.
fn hour(schedule: &Schedule, title: &str, start: i64) -> Session {
    Session {
        id: ResidencySessionId::new(),
        title: title.into(),
        kind: SessionKind::Class,
        minutes: 60,
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
        confirmed: true,
        placed: Some(Placement { day: 1, start, room: schedule.rooms[0].id }),
        revision: 1,
    }
}

/// An hour for one of the teams in one of the rooms.
fn for_team(schedule: &Schedule, title: &str, start: i64, team: usize, room: usize) -> Session {
    let placed = Some(Placement { day: 1, start, room: schedule.rooms[room].id });
    Session { plenary: false, teams: vec![schedule.teams[team].id], placed, ..hour(schedule, title, start) }
}

fn kinds(schedule: &Schedule) -> Vec<WarningKind> {
    warnings(schedule).into_iter().map(|one| one.kind).collect()
}

/// The only warning there is.
fn only(schedule: &Schedule) -> Warning {
    let mut found = warnings(schedule);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}
