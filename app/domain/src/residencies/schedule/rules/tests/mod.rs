//! Each thing that is wrong is said once, beside the sessions it concerns, and nothing else is.

mod elsewhere;
mod hard;
mod kinds;

use super::{
    super::{
        FacultyHours, Placement, Schedule, Session, Warning, WarningKind,
        stage::{hour, schedule as stage},
    },
    warnings,
};
use crate::{ids::ResidencySessionId, residencies::SessionKind};

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
