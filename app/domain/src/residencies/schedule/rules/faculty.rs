//! Those who hold sessions: in two places, away, or still on their way.

use super::{
    super::{Schedule, Warning, WarningKind, span},
    Placed,
    groups::short_way,
};

pub(super) fn alone(schedule: &Schedule, one: Placed<'_>, warnings: &mut Vec<Warning>) {
    for person in &one.session.faculty {
        let mut own = schedule.hours.iter().filter(|hours| hours.person == *person).peekable();
        let bound = own.peek().is_some();
        let there = own.any(|hours| hours.day == one.at.day && hours.from_minute <= one.at.start && one.end() <= hours.until_minute);
        if bound && !there {
            let words = format!("{} cannot be at {}: {}.", schedule.teacher(*person), one.session.title, one.when());
            warnings.push(Warning::new(WarningKind::FacultyAway, vec![one.session.id], &[person.to_string()], words));
        }
    }
}

pub(super) fn together(schedule: &Schedule, one: Placed<'_>, other: Placed<'_>, warnings: &mut Vec<Warning>) {
    let sessions = || vec![one.session.id, other.session.id];
    for person in one.session.faculty.iter().filter(|person| other.session.faculty.contains(person)) {
        let name = schedule.teacher(*person);
        let (first, second) = (&one.session.title, &other.session.title);
        if one.session.meets(other.session) {
            let words =
                format!("{name} holds {first} and {second} at once: {} and {}.", one.when(), span(other.at.start, other.session.minutes));
            warnings.push(Warning::new(WarningKind::FacultyTwice, sessions(), &[person.to_string()], words));
        } else if let Some((way, gap)) = short_way(schedule, one, other) {
            let words = format!("{name} has {gap} minutes from {first} to {second}; the way takes {way}.");
            warnings.push(Warning::new(WarningKind::Travel, sessions(), &[person.to_string()], words));
        }
    }
}
