//! A room and a teacher that another residency has at the same time.

use super::{
    super::super::{Elsewhere, Severity},
    *,
};

/// The kick-off of another residency in the hall, on day 1 at half past nine, held by Ines.
fn kick_off(schedule: &Schedule, released: bool) -> Elsewhere {
    Elsewhere {
        residency: "Cohort 12, First residency".into(),
        title: "Kick-off".into(),
        day: 1,
        from_minute: 570,
        until_minute: 630,
        room: schedule.rooms[0].id,
        faculty: vec![schedule.faculty[0].id],
        released,
    }
}

#[test]
fn what_is_released_elsewhere_blocks_and_what_is_drafted_warns() {
    let mut schedule = stage();
    schedule.sessions = vec![hour(&schedule, "Value", 540)];
    schedule.elsewhere = vec![kick_off(&schedule, true)];
    let found = only(&schedule);
    assert_eq!((found.kind, found.severity), (WarningKind::RoomElsewhere, Severity::Block));
    assert_eq!(found.words, "Value and another residency are both in Hall: Kick-off of Cohort 12, First residency, day 1, 09:30–10:30.");
    schedule.elsewhere = vec![kick_off(&schedule, false)];
    let found = only(&schedule);
    assert_eq!(found.severity, Severity::Warn);
    assert!(found.words.ends_with("09:30–10:30, which is only drafted."), "{}", found.words);
    schedule.sessions[0].placed.as_mut().unwrap().start = 510;
    assert!(kinds(&schedule).is_empty(), "it is over when the other begins");
    schedule.sessions[0].placed.as_mut().unwrap().start = 630;
    assert!(kinds(&schedule).is_empty(), "it begins when the other is over");
    schedule.sessions[0].placed = Some(Placement { day: 2, start: 570, room: schedule.rooms[0].id });
    assert!(kinds(&schedule).is_empty(), "another day");
}

#[test]
fn whoever_is_at_another_residency_holds_nothing_here() {
    let mut schedule = stage();
    schedule.sessions = vec![hour(&schedule, "Value", 600)];
    schedule.sessions[0].placed.as_mut().unwrap().room = schedule.rooms[2].id;
    schedule.elsewhere = vec![kick_off(&schedule, true)];
    assert!(kinds(&schedule).is_empty());
    schedule.sessions[0].faculty = schedule.faculty.iter().map(|one| one.id).collect();
    let found = only(&schedule);
    assert_eq!((found.kind, found.severity), (WarningKind::FacultyElsewhere, Severity::Block));
    assert_eq!(found.words, "Ines holds Value and is at another residency: Kick-off of Cohort 12, First residency, day 1, 09:30–10:30.");
}
