use super::*;
use crate::{
    authoring::UnitKind,
    ids::ModuleId,
    residencies::schedule::{Decision, Due, Severity, Window, decided},
};

#[test]
fn one_room_is_not_for_two_at_once_but_for_one_after_the_other() {
    let mut schedule = stage();
    schedule.sessions = vec![for_team(&schedule, "Value", 540, 0, 0), for_team(&schedule, "Risk", 600, 1, 0)];
    assert!(kinds(&schedule).is_empty());
    schedule.sessions[1].placed.as_mut().unwrap().start = 590;
    let found = only(&schedule);
    assert_eq!((found.kind, found.severity), (WarningKind::RoomTaken, Severity::Block));
    assert_eq!(found.words, "Value and Risk are both in Hall: day 1, 09:00–10:00 and 09:50–10:50.");
    assert_eq!(found.sessions, [schedule.sessions[0].id, schedule.sessions[1].id]);
}

#[test]
fn a_room_is_open_big_enough_and_has_what_is_needed() {
    let mut schedule = stage();
    schedule.sessions = vec![hour(&schedule, "Value", 540)];
    schedule.sessions[0].features = vec!["projector ".into()];
    assert!(kinds(&schedule).is_empty());
    schedule.sessions[0].features.push("movable tables".into());
    assert_eq!(only(&schedule).words, "Hall lacks what Value needs: movable tables.");
    schedule.sessions[0].features.clear();
    schedule.sessions[0].placed.as_mut().unwrap().room = schedule.rooms[1].id;
    assert_eq!(only(&schedule).words, "Seminar seats 25; Value is for 40.");
    schedule.sessions[0].seats = Some(25);
    assert!(kinds(&schedule).is_empty(), "nobody beyond the seats comes");
    schedule.rooms[1].closes = 590;
    assert_eq!(only(&schedule).words, "Seminar is open 08:00–09:50; Value takes place 09:00–10:00.");
    schedule.rooms[1].retired = true;
    assert_eq!(only(&schedule).words, "Seminar is offered no longer: Value needs another room.");
}

#[test]
fn who_holds_a_session_is_there_once_and_has_time() {
    let mut schedule = stage();
    let ines = schedule.faculty[0].id;
    schedule.sessions = vec![for_team(&schedule, "Value", 540, 0, 0), for_team(&schedule, "Risk", 570, 1, 1)];
    schedule.sessions.iter_mut().for_each(|one| one.faculty = vec![ines]);
    let found = only(&schedule);
    assert_eq!((found.kind, found.severity), (WarningKind::FacultyTwice, Severity::Block));
    assert_eq!(found.words, "Ines holds Value and Risk at once: day 1, 09:00–10:00 and 09:30–10:30.");
    schedule.sessions.truncate(1);
    schedule.hours = vec![FacultyHours { person: ines, day: 1, from_minute: 540, until_minute: 600 }];
    assert!(kinds(&schedule).is_empty());
    schedule.hours[0].from_minute = 541;
    assert_eq!(only(&schedule).words, "Ines cannot be at Value: day 1, 09:00–10:00.");
    schedule.hours = vec![FacultyHours { person: ines, day: 2, from_minute: 0, until_minute: 1440 }];
    assert_eq!(only(&schedule).kind, WarningKind::FacultyAway);
    schedule.hours[0].person = schedule.faculty[1].id;
    assert!(kinds(&schedule).is_empty(), "who gave no hours can always be there");
}

#[test]
fn a_group_is_in_one_place_and_two_groups_in_two() {
    let mut schedule = stage();
    schedule.sessions = vec![for_team(&schedule, "Value", 540, 0, 0), for_team(&schedule, "Risk", 540, 1, 1)];
    assert!(kinds(&schedule).is_empty());
    schedule.sessions[1].teams.push(schedule.teams[0].id);
    let found = warnings(&schedule);
    assert_eq!(found[0].words, "Blue: to be at Value and Risk at once, day 1, 09:00–10:00 and 09:00–10:00.");
    assert_eq!(found[0].severity, Severity::Block);
    schedule.sessions[1].teams.remove(0);
    schedule.sessions[1].plenary = true;
    schedule.sessions[1].placed.as_mut().unwrap().room = schedule.rooms[2].id;
    assert_eq!(only(&schedule).kind, WarningKind::GroupTwice);
    schedule.sessions[1].seats = Some(10);
    assert_eq!(only(&schedule).kind, WarningKind::BookedMiss);
    schedule.sessions[0].seats = Some(10);
    assert!(kinds(&schedule).is_empty(), "people choose");
}

#[test]
fn the_way_between_venues_takes_time() {
    let mut schedule = stage();
    schedule.sessions = vec![for_team(&schedule, "Value", 540, 0, 0), for_team(&schedule, "Risk", 609, 0, 2)];
    let found = only(&schedule);
    assert_eq!(found.words, "Blue: 9 minutes from Value to Risk; the way takes 10.");
    assert_eq!(found.severity, Severity::Warn);
    schedule.sessions[1].placed.as_mut().unwrap().start = 610;
    assert!(kinds(&schedule).is_empty());
    schedule.sessions[1] = for_team(&schedule, "Risk", 605, 1, 2);
    schedule.sessions.iter_mut().for_each(|one| one.faculty = vec![schedule.faculty[0].id]);
    assert_eq!(only(&schedule).words, "Ines has 5 minutes from Value to Risk; the way takes 10.");
}

#[test]
fn prework_is_due_before_and_topics_stand_in_order() {
    let mut schedule = stage();
    let module = ModuleId::new();
    schedule.sessions = vec![hour(&schedule, "Value", 540)];
    (schedule.sessions[0].module_id, schedule.sessions[0].prework) = (Some(module), Some("costs".into()));
    assert_eq!(only(&schedule).words, "The prework of Value is not in this cohort’s modules.");
    let due_at = "2027-01-09T14:00:00Z".parse().unwrap();
    let (slug, kind) = ("costs".to_owned(), UnitKind::Lesson);
    schedule.dues = vec![Due { module_id: module, module: slug.clone(), unit: slug, kind, title: "Costs".into(), due_at }];
    assert!(kinds(&schedule).is_empty(), "due when it begins, at 09:00 in New York");
    schedule.dues[0].due_at += chrono::TimeDelta::minutes(1);
    assert_eq!(only(&schedule).words, "The prework of Value, Costs, is due only Sat 9 Jan 2027, 09:01, after it began.");
    schedule.dues[0].kind = UnitKind::LiveSession;
    schedule.dues[0].due_at += chrono::TimeDelta::minutes(58);
    let late = only(&schedule).words;
    assert!(late.starts_with("Value is the live session Costs, which is due Sat 9 Jan 2027, 09:59, before it ends"), "{late}");
    schedule.dues[0].due_at += chrono::TimeDelta::minutes(1);
    assert!(kinds(&schedule).is_empty(), "due when it ends");
    schedule.sessions = vec![hour(&schedule, "Value", 540), hour(&schedule, "Risk", 600)];
    schedule.sessions[1].after = vec![schedule.sessions[0].id, ResidencySessionId::new()];
    assert!(kinds(&schedule).is_empty());
    schedule.sessions[0].placed.as_mut().unwrap().day = 2;
    assert_eq!(only(&schedule).words, "Risk comes after Value, which ends later.");
}

#[test]
fn repeats_leave_a_choice() {
    let mut schedule = stage();
    let (value, mut again) = (hour(&schedule, "Value", 540), hour(&schedule, "Value again", 540));
    again.repeat_of = Some(value.id);
    again.placed.as_mut().unwrap().room = schedule.rooms[2].id;
    schedule.sessions = vec![value, again];
    schedule.sessions.iter_mut().for_each(|one| one.seats = Some(20));
    assert_eq!(only(&schedule).kind, WarningKind::Repeats);
    schedule.sessions[1].placed.as_mut().unwrap().start = 660;
    assert!(kinds(&schedule).is_empty());
}

#[test]
fn everybody_has_lunch_and_no_day_is_too_long() {
    let mut schedule = stage();
    schedule.sessions = vec![hour(&schedule, "Value", 660), hour(&schedule, "Risk", 760)];
    assert_eq!(only(&schedule).words, "Day 1: no 45 minutes for lunch between 11:30 and 14:00 for everybody.");
    schedule.sessions[1].kind = SessionKind::Meal;
    assert!(kinds(&schedule).is_empty(), "a meal is lunch");
    schedule.sessions[1].kind = SessionKind::Class;
    schedule.sessions[1].placed.as_mut().unwrap().start = 765;
    assert!(kinds(&schedule).is_empty(), "45 minutes are free");
    schedule.sessions[1] = for_team(&schedule, "Risk", 760, 1, 1);
    assert_eq!(only(&schedule).words, "Day 1: no 45 minutes for lunch between 11:30 and 14:00 for Green.");
    schedule.sessions = vec![hour(&schedule, "Value", 480), hour(&schedule, "Risk", 960)];
    assert!(kinds(&schedule).is_empty());
    schedule.sessions[1].placed.as_mut().unwrap().start = 961;
    assert_eq!(only(&schedule).words, "Day 1: more than 9 hours from the first session to the last for everybody.");
    schedule.sessions[1].kind = SessionKind::Social;
    assert!(kinds(&schedule).is_empty(), "an evening is no work");
}

#[test]
fn a_session_lies_within_the_days_and_their_hours() {
    let mut schedule = stage();
    schedule.sessions = vec![hour(&schedule, "Value", 480)];
    schedule.settings.day = Window { from: 490, until: 1200 };
    assert_eq!(only(&schedule).words, "Value lies outside the hours of a day, 08:10–20:00: day 1, 08:00–09:00.");
    schedule.sessions[0].placed.as_mut().unwrap().day = 5;
    let found = only(&schedule);
    assert_eq!((found.words.as_str(), found.severity), ("Value is on day 5; the residency has 4.", Severity::Block));
}

#[test]
fn what_stands_nowhere_or_is_not_confirmed_or_was_booked_is_said() {
    let mut schedule = stage();
    schedule.sessions = vec![hour(&schedule, "Value", 540)];
    schedule.sessions[0].confirmed = false;
    assert!(kinds(&schedule).is_empty(), "nobody is to confirm it");
    schedule.sessions[0].faculty = vec![schedule.faculty[1].id];
    assert_eq!(only(&schedule).words, "Value: Paul not confirmed yet.");
    (schedule.sessions[0].confirmed, schedule.sessions[0].placed) = (true, None);
    assert_eq!(only(&schedule).words, "Value has no place yet.");
    (schedule.sessions[0].seats, schedule.booked) = (Some(5), vec![(schedule.sessions[0].id, 6)]);
    assert_eq!(kinds(&schedule), [WarningKind::Dropped, WarningKind::Unplaced]);
    schedule.sessions[0] = Session { id: schedule.sessions[0].id, seats: Some(5), ..hour(&schedule, "Value", 540) };
    assert_eq!(only(&schedule).words, "Value has 5 seats; 6 seats are booked.");
    let gone = ResidencySessionId::new();
    schedule.sessions.clear();
    (schedule.booked, schedule.released) = (vec![(gone, 1)], vec![(gone, "Risk".into())]);
    assert_eq!(only(&schedule).words, "Risk is released and no longer here; 1 seat is booked.");
    schedule.booked.clear();
    assert!(kinds(&schedule).is_empty());
}

#[test]
fn what_was_decided_stands_as_long_as_its_cause_and_never_passes_a_block_over() {
    let mut schedule = stage();
    schedule.sessions = vec![hour(&schedule, "Value", 540)];
    schedule.sessions[0].placed.as_mut().unwrap().room = schedule.rooms[1].id;
    let small = only(&schedule);
    let decision =
        |key: &str| Decision { warning: key.into(), reason: "Chairs come.".into(), by: None, at: "2027-01-01T00:00:00Z".parse().unwrap() };
    let decisions = [decision(&small.key)];
    let passed = &decided(warnings(&schedule), &decisions)[0];
    assert_eq!((passed.severity, passed.decision.as_ref()), (Severity::Ignored, Some(&decisions[0])));
    schedule.rooms[2].capacity = 10;
    schedule.sessions[0].placed.as_mut().unwrap().room = schedule.rooms[2].id;
    assert_eq!(decided(warnings(&schedule), &decisions)[0].severity, Severity::Warn, "another room");
    schedule.sessions[0].placed.as_mut().unwrap().day = 9;
    let block = warnings(&schedule).remove(0);
    assert_eq!(decided(vec![block.clone()], &[decision(&block.key)]), [block]);
}
