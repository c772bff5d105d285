//! Rooms and those who hold sessions belong to one residency at a time. What another has released is in the way; what it only drafts may
//! still give way.

use super::{
    super::{Elsewhere, Schedule, Severity, Warning, WarningKind, span},
    Placed,
};

pub(super) fn alone(schedule: &Schedule, one: Placed<'_>, warnings: &mut Vec<Warning>) {
    let meets = |other: &&Elsewhere| other.day == one.at.day && one.at.start < other.until_minute && other.from_minute < one.end();
    for other in schedule.elsewhere.iter().filter(meets) {
        let mut warn = |kind, whose: String, words| {
            let tells = [whose, other.residency.clone(), other.title.clone(), other.day.to_string(), other.from_minute.to_string()];
            let severity = if other.released { Severity::Block } else { Severity::Warn };
            warnings.push(Warning { severity, ..Warning::new(kind, vec![one.session.id], &tells, words) });
        };
        let (title, when) = (&one.session.title, said(other));
        if other.room == one.at.room {
            let name = one.room.map_or("the room", |room| &room.name);
            warn(WarningKind::RoomElsewhere, other.room.to_string(), format!("{title} and another residency are both in {name}: {when}."));
        }
        for person in one.session.faculty.iter().filter(|person| other.faculty.contains(person)) {
            let name = schedule.teacher(*person);
            warn(WarningKind::FacultyElsewhere, person.to_string(), format!("{name} holds {title} and is at another residency: {when}."));
        }
    }
}

/// `Kick-off of Cohort 12, First residency, day 1, 09:00–10:00, which is drafted`: days are those of the board one looks at.
fn said(other: &Elsewhere) -> String {
    let when = span(other.from_minute, other.until_minute - other.from_minute);
    let drafted = if other.released { "" } else { ", which is only drafted" };
    format!("{} of {}, day {}, {when}{drafted}", other.title, other.residency, other.day)
}
