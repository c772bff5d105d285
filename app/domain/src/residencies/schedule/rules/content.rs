//! What sessions are about: prework, the order of topics, repeats; and those nobody has placed, confirmed or kept.

use super::{
    super::{Due, Schedule, Session, Warning, WarningKind, at},
    Placed,
};
use crate::authoring::UnitKind;

pub(super) fn alone(schedule: &Schedule, one: Placed<'_>, warnings: &mut Vec<Warning>) {
    prework(schedule, one, warnings);
    for before in one.session.after.iter().filter_map(|id| schedule.session(*id)) {
        let (Some(stands), Some(end)) = (before.placed, before.end()) else { continue };
        if (stands.day, end) > (one.at.day, one.at.start) {
            let words = format!("{} comes after {}, which ends later.", one.session.title, before.title);
            warnings.push(Warning::new(WarningKind::Order, vec![one.session.id, before.id], &[], words));
        }
    }
}

fn prework(schedule: &Schedule, one: Placed<'_>, warnings: &mut Vec<Warning>) {
    let (Some(module), Some(unit)) = (one.session.module_id, &one.session.prework) else { return };
    let title = &one.session.title;
    let when = |minute| at(schedule.date(one.at.day), minute, schedule.time_zone);
    let (begins, ends) = (when(one.at.start), when(one.at.start + one.session.minutes));
    let said = |due: &Due| due.due_at.with_timezone(&schedule.time_zone).format("%a %-d %b %Y, %H:%M").to_string();
    let words = match schedule.dues.iter().find(|due| due.module_id == module && due.unit == *unit) {
        None => format!("The prework of {title} is not in this cohort’s modules."),
        Some(due) if due.kind == UnitKind::LiveSession && due.due_at < ends => {
            let why = "everybody would be late. Give the unit a later date in the calendar, such as the end of the residency";
            format!("{title} is the live session {}, which is due {}, before it ends: {why}.", due.title, said(due))
        }
        Some(due) if due.kind != UnitKind::LiveSession && due.due_at > begins => {
            format!("The prework of {title}, {}, is due only {}, after it began.", due.title, said(due))
        }
        Some(_) => return,
    };
    warnings.push(Warning::new(WarningKind::Prework, vec![one.session.id], std::slice::from_ref(unit), words));
}

pub(super) fn together(one: Placed<'_>, other: Placed<'_>, warnings: &mut Vec<Warning>) {
    let (first, second) = (one.session, other.session);
    // Teams that have the same session side by side are no choice taken from anybody.
    if first.content() == second.content() && first.meets(second) && first.shares_students(second) {
        let words = format!("{} and {} have the same content and are at once: nobody can choose between them.", first.title, second.title);
        warnings.push(Warning::new(WarningKind::Repeats, vec![first.id, second.id], &[], words));
    }
}

/// What needs no place to be wrong.
pub(super) fn standing(schedule: &Schedule, warnings: &mut Vec<Warning>) {
    for session in &schedule.sessions {
        booked(schedule, session, warnings);
        let mut warn = |kind, words| warnings.push(Warning::new(kind, vec![session.id], &[], words));
        if session.placed.is_none() {
            warn(WarningKind::Unplaced, format!("{} has no place yet.", session.title));
        }
        if !session.confirmed && !session.faculty.is_empty() {
            let names: Vec<&str> = session.faculty.iter().map(|person| schedule.teacher(*person)).collect();
            warn(WarningKind::Unconfirmed, format!("{}: {} not confirmed yet.", session.title, names.join(", ")));
        }
    }
    for (id, title) in schedule.released.iter().filter(|(id, _)| schedule.session(*id).is_none()) {
        if let Some(seats) = seats(schedule, *id) {
            let words = format!("{title} is released and no longer here; {seats}.");
            warnings.push(Warning::new(WarningKind::Dropped, vec![*id], &[], words));
        }
    }
}

fn booked(schedule: &Schedule, session: &Session, warnings: &mut Vec<Warning>) {
    let Some(seats) = seats(schedule, session.id) else { return };
    let number = schedule.booked.iter().find(|(id, _)| *id == session.id).map_or(0, |(_, number)| *number);
    let (kind, words) = match session.seats {
        _ if session.placed.is_none() => (WarningKind::Dropped, format!("{} stands nowhere now; {seats}.", session.title)),
        None => (WarningKind::Dropped, format!("{} can no longer be booked; {seats}.", session.title)),
        Some(most) if most < number => (WarningKind::Overbooked, format!("{} has {most} seats; {seats}.", session.title)),
        Some(_) => return,
    };
    warnings.push(Warning::new(kind, vec![session.id], &[], words));
}

/// `3 seats are booked`; nothing if none is.
fn seats(schedule: &Schedule, id: crate::ids::ResidencySessionId) -> Option<String> {
    let (_, number) = schedule.booked.iter().find(|(session, number)| *session == id && *number > 0)?;
    Some(if *number == 1 { "1 seat is booked".into() } else { format!("{number} seats are booked") })
}
