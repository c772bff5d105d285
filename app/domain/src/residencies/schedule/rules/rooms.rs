//! Rooms: taken, closed, too small, lacking something.

use super::{
    super::{Schedule, Warning, WarningKind, span},
    Placed,
};

pub(super) fn alone(schedule: &Schedule, one: Placed<'_>, warnings: &mut Vec<Warning>) {
    let Some(room) = one.room else { return };
    let (title, name) = (&one.session.title, &room.name);
    let mut warn = |kind, words| warnings.push(Warning::new(kind, vec![one.session.id], &[room.id.to_string()], words));
    if room.retired {
        warn(WarningKind::RoomClosed, format!("{name} is offered no longer: {title} needs another room."));
    } else if one.at.start < room.opens || one.end() > room.closes {
        let open = span(room.opens, room.closes - room.opens);
        warn(WarningKind::RoomClosed, format!("{name} is open {open}; {title} takes place {}.", span(one.at.start, one.session.minutes)));
    }
    let people = schedule.people(one.session);
    if people > room.capacity {
        warn(WarningKind::RoomSmall, format!("{name} seats {}; {title} is for {people}.", room.capacity));
    }
    let has = |feature: &&String| !room.features.iter().any(|own| own.trim().eq_ignore_ascii_case(feature.trim()));
    let lacks: Vec<&str> = one.session.features.iter().filter(has).map(String::as_str).collect();
    if !lacks.is_empty() {
        warn(WarningKind::RoomLacks, format!("{name} lacks what {title} needs: {}.", lacks.join(", ")));
    }
}

pub(super) fn together(one: Placed<'_>, other: Placed<'_>, warnings: &mut Vec<Warning>) {
    if one.at.room != other.at.room || !one.session.meets(other.session) {
        return;
    }
    let name = one.room.map_or("the room", |room| &room.name);
    let words = format!(
        "{} and {} are both in {name}: {} and {}.",
        one.session.title,
        other.session.title,
        one.when(),
        span(other.at.start, other.session.minutes)
    );
    warnings.push(Warning::new(WarningKind::RoomTaken, vec![one.session.id, other.session.id], &[one.at.room.to_string()], words));
}
