//! What is wrong with a schedule. Rooms, faculty and groups are never in two places, whatever is decided; the rest can be passed over.

mod content;
mod days;
mod elsewhere;
mod faculty;
mod groups;
mod rooms;
#[cfg(test)]
mod tests;

use super::{Placement, Room, Schedule, Session, Warning};

/// A session that stands somewhere.
#[derive(Clone, Copy)]
struct Placed<'s> {
    session: &'s Session,
    at: Placement,
    room: Option<&'s Room>,
}

impl Placed<'_> {
    fn end(&self) -> i64 {
        self.at.start + self.session.minutes
    }

    /// `Day 2, 09:00–10:30`.
    fn when(&self) -> String {
        format!("day {}, {}", self.at.day, super::span(self.at.start, self.session.minutes))
    }
}

/// All that is wrong, what blocks first; with the sessions it stands beside in the order of the schedule.
pub fn warnings(schedule: &Schedule) -> Vec<Warning> {
    let placed: Vec<Placed<'_>> = schedule
        .sessions
        .iter()
        .filter_map(|session| session.placed.map(|at| Placed { session, at, room: schedule.room(at.room) }))
        .collect();
    let mut warnings = Vec::new();
    for one in &placed {
        rooms::alone(schedule, *one, &mut warnings);
        faculty::alone(schedule, *one, &mut warnings);
        content::alone(schedule, *one, &mut warnings);
        days::alone(schedule, *one, &mut warnings);
        elsewhere::alone(schedule, *one, &mut warnings);
    }
    for (one, other) in pairs(&placed) {
        rooms::together(one, other, &mut warnings);
        faculty::together(schedule, one, other, &mut warnings);
        groups::together(schedule, one, other, &mut warnings);
        content::together(one, other, &mut warnings);
    }
    days::of_groups(schedule, &placed, &mut warnings);
    content::standing(schedule, &mut warnings);
    warnings.sort_by_key(|warning| warning.severity);
    warnings
}

/// Each two of one day once, the earlier first.
fn pairs<'p, 's>(placed: &'p [Placed<'s>]) -> impl Iterator<Item = (Placed<'s>, Placed<'s>)> + use<'p, 's> {
    let with_later = move |at: usize| placed[at + 1..].iter().map(move |other| (placed[at], *other));
    let ordered = |(one, other): (Placed<'s>, Placed<'s>)| if other.at.start < one.at.start { (other, one) } else { (one, other) };
    (0..placed.len()).flat_map(with_later).filter(|(one, other)| one.at.day == other.at.day).map(ordered)
}
