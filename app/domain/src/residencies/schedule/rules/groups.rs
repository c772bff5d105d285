//! Groups of students: in two places, or still on their way.

use super::{
    super::{Schedule, Warning, WarningKind, span},
    Placed,
};

pub(super) fn together(schedule: &Schedule, one: Placed<'_>, other: Placed<'_>, warnings: &mut Vec<Warning>) {
    if !one.session.shares_students(other.session) {
        return;
    }
    let (sessions, who) = (vec![one.session.id, other.session.id], both(schedule, one, other));
    let (first, second) = (&one.session.title, &other.session.title);
    if !one.session.meets(other.session) {
        if let Some((way, gap)) = short_way(schedule, one, other).filter(|_| one.session.seats.is_none() && other.session.seats.is_none()) {
            let words = format!("{who}: {gap} minutes from {first} to {second}; the way takes {way}.");
            warnings.push(Warning::new(WarningKind::Travel, sessions, &["students".into()], words));
        }
        return;
    }
    let times = format!("{} and {}", one.when(), span(other.at.start, other.session.minutes));
    match (one.session.seats, other.session.seats) {
        (None, None) => {
            let words = format!("{who}: to be at {first} and {second} at once, {times}.");
            warnings.push(Warning::new(WarningKind::GroupTwice, sessions, &[], words));
        }
        // Of two sessions that are booked, people choose one.
        (Some(_), Some(_)) => {}
        _ => {
            let words = format!("Who books one of {first} and {second} misses the other: {times}.");
            warnings.push(Warning::new(WarningKind::BookedMiss, sessions, &[], words));
        }
    }
}

/// The students both are for: `Everybody`, or the teams.
fn both(schedule: &Schedule, one: Placed<'_>, other: Placed<'_>) -> String {
    let teams: Vec<&str> = match (one.session.plenary, other.session.plenary) {
        (true, true) => return "Everybody".into(),
        (true, false) => other.session.teams.iter().map(|team| schedule.team(*team)).collect(),
        (false, true) => one.session.teams.iter().map(|team| schedule.team(*team)).collect(),
        (false, false) => {
            one.session.teams.iter().filter(|team| other.session.teams.contains(team)).map(|team| schedule.team(*team)).collect()
        }
    };
    teams.join(", ")
}

/// The minutes the way takes and those there are, where these are fewer. The first of the two is the earlier one.
pub(super) fn short_way(schedule: &Schedule, one: Placed<'_>, other: Placed<'_>) -> Option<(i64, i64)> {
    let (way, gap) = (schedule.way(one.room?, other.room?), other.at.start - one.end());
    (gap >= 0 && gap < way).then_some((way, gap))
}
