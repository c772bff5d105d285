//! A draft is arranged so that the board has nothing against it.

use std::sync::atomic::AtomicBool;

use super::{Draft, Plan, Scope};
use crate::{
    authoring::UnitKind,
    ids::{ModuleId, PersonId, ResidencyId, ResidencySessionId, RoomId, TeamId, VenueId},
    residencies::{
        arrange::{Effort, Outcome, Rule, Spot, Window, Wish, arrange, check},
        schedule::{
            self, Due, Edit, Elsewhere, FacultyHours, Group, Room, Schedule, Session, Settings, Teacher, WarningKind, Way, warnings,
        },
    },
};

/// Two days for two teams of 20: a hall, and a room of 25 ten minutes away; two who teach, one of them on the second day only.
fn schedule() -> Schedule {
    let (main, annex) = (VenueId::new(), VenueId::new());
    let room = |name: &str, venue, capacity, features: &[&str]| Room {
        id: RoomId::new(),
        name: name.into(),
        venue,
        venue_name: "Venue".into(),
        address: String::new(),
        map_url: String::new(),
        capacity,
        features: features.iter().map(ToString::to_string).collect(),
        opens: 480,
        closes: 1200,
        retired: false,
    };
    let team = |name: &str| Group { id: TeamId::new(), name: name.into(), members: 20 };
    let teacher = |name: &str| Teacher { id: PersonId::new(), name: name.into(), email: String::new() };
    let mut schedule = Schedule {
        residency: ResidencyId::new(),
        revision: 1,
        settings: Settings::default(),
        first_day: "2027-01-09".parse().unwrap(),
        days: 2,
        time_zone: chrono_tz::America::New_York,
        sessions: Vec::new(),
        rooms: vec![room("Hall", main, 60, &["Projector"]), room("Studio", annex, 25, &[" simulator "])],
        ways: vec![Way { one: main, other: annex, minutes: 10 }],
        teams: vec![team("Blue"), team("Green")],
        faculty: vec![teacher("Ines"), teacher("Paul")],
        hours: Vec::new(),
        students: 40,
        dues: Vec::new(),
        elsewhere: Vec::new(),
        booked: Vec::new(),
        released: Vec::new(),
    };
    let paul = schedule.faculty[1].id;
    schedule.hours = vec![FacultyHours { person: paul, day: 2, from_minute: 540, until_minute: 900 }];
    schedule.sessions = (0..10).map(|number| session(&schedule, number)).collect();
    schedule.sessions[9].after = vec![schedule.sessions[0].id];
    schedule
}

/// Sessions for everybody and for each team by turns, held by each of the faculty by turns; the first has a place and is locked.
fn session(schedule: &Schedule, number: usize) -> Session {
    let plenary = number.is_multiple_of(3);
    let locked = schedule::Placement { day: 1, start: 600, room: schedule.rooms[0].id };
    Session {
        plenary,
        teams: if plenary { Vec::new() } else { vec![schedule.teams[number % 3 - 1].id] },
        faculty: if number == 4 { vec![schedule.faculty[1].id] } else { vec![schedule.faculty[0].id] },
        features: if number == 5 { vec!["Simulator".into()] } else { Vec::new() },
        locked: number == 0,
        confirmed: true,
        placed: (number == 0).then_some(locked),
        revision: 1,
        ..Session::new(ResidencySessionId::new(), format!("Session {number}"), 80)
    }
}

fn plan(draft: &Draft) -> Plan {
    let cancel = AtomicBool::new(false);
    let effort = Effort { seed: 1, walks: 1, moves: Some(20_000), spent: &|| 0.0, cancel: &cancel, progress: &|_| {} };
    let arrangement = arrange(&draft.problem, &effort).unwrap();
    assert_eq!((arrangement.outcome, check(&draft.problem, &arrangement.found.placement)), (Outcome::Whole, vec![]));
    draft.plan(&arrangement.found.placement)
}

#[test]
fn the_board_has_nothing_against_a_plan_that_was_taken_over() {
    let schedule = schedule();
    let before: Vec<WarningKind> = warnings(&schedule).iter().map(|warning| warning.kind).collect();
    assert_eq!(before, [WarningKind::Unplaced; 9]);
    let draft = Draft::of(&schedule, Scope::Unplaced);
    let plan = plan(&draft);
    assert_eq!((draft.sessions(), plan.placed(), plan.edits(&schedule).len()), (9, 9, 9));
    assert_eq!(plan.objections(&schedule, 1), Vec::<String>::new());
    let taken = plan.in_place(&schedule);
    assert_eq!(warnings(&taken), []);
    assert_eq!(plan.edits(&taken), [], "nothing is left to change");
    let wishes = plan.unmet(&schedule);
    assert!(wishes.contains(&(Wish::FacultyDays, 3)), "Ines on two days, Paul on his: {wishes:?}");
}

#[test]
fn what_is_locked_or_gone_since_stays_as_it_is() {
    let mut schedule = schedule();
    let draft = Draft::of(&schedule, Scope::Unplaced);
    let plan = plan(&draft);
    let place = schedule::Placement { day: 2, start: 540, room: schedule.rooms[0].id };
    (schedule.sessions[1].locked, schedule.sessions[1].placed) = (true, Some(place));
    schedule.sessions.remove(2);
    assert_eq!(plan.edits(&schedule).len(), 7);
}

#[test]
fn only_what_is_unplaced_or_all_that_is_unlocked_is_arranged() {
    let mut schedule = schedule();
    let place = schedule::Placement { day: 2, start: 617, room: schedule.rooms[0].id };
    schedule.sessions[3].placed = Some(place);
    let fixed = |scope: Scope| Draft::of(&schedule, scope).problem.sessions.iter().map(|one| one.locked).collect::<Vec<_>>();
    let (hall, later) = (Spot { day: 0, start: 600, room: Some(0) }, Spot { day: 1, start: 617, room: Some(0) });
    assert_eq!(fixed(Scope::Unplaced)[..4], [Some(hall), None, None, Some(later)]);
    assert_eq!(fixed(Scope::Unlocked)[..4], [Some(hall), None, None, None]);
}

#[test]
fn a_session_waits_for_its_prework_and_a_retired_room_is_not_used() {
    let mut schedule = schedule();
    let module = ModuleId::new();
    (schedule.sessions[1].module_id, schedule.sessions[1].prework) = (Some(module), Some("scarcity".into()));
    let due_at = "2027-01-10T14:10:00Z".parse().unwrap();
    let (unit, kind) = ("scarcity".to_owned(), UnitKind::Lesson);
    schedule.dues = vec![Due { module_id: module, module: "m".into(), unit, kind, title: "Scarcity".into(), due_at }];
    schedule.rooms[1].retired = true;
    let problem = Draft::of(&schedule, Scope::Unplaced).problem;
    let until = |day, to| Window { day, from: 0, to };
    assert_eq!(problem.sessions[1].not_at, [until(0, 1440), until(1, 555)], "09:10 in New York");
    assert_eq!((problem.rooms[1].opens, problem.rooms[1].closes), (0, 0));
    assert_eq!(problem.faults(), Vec::<String>::new());
    schedule.dues[0].kind = UnitKind::LiveSession;
    assert!(Draft::of(&schedule, Scope::Unplaced).problem.sessions[1].not_at.is_empty(), "what is held there waits for nothing");
}

#[test]
fn what_another_residency_has_is_left_to_it() {
    let mut schedule = schedule();
    let (hall, ines) = (schedule.rooms[0].id, schedule.faculty[0].id);
    let elsewhere = |day, released| Elsewhere {
        residency: "Cohort 12, First residency".into(),
        title: "Kick-off".into(),
        day,
        from_minute: 540,
        until_minute: 720,
        room: hall,
        faculty: vec![ines],
        released,
    };
    schedule.elsewhere = vec![elsewhere(2, true), elsewhere(1, false)];
    let draft = Draft::of(&schedule, Scope::Unplaced);
    let window = |day| Window { day, from: 540, to: 720 };
    assert_eq!((&draft.problem.rooms[0].taken, &draft.problem.rooms[1].taken), (&vec![window(1), window(0)], &vec![]));
    assert_eq!((&draft.problem.faculty[0].taken, &draft.problem.faculty[1].taken), (&vec![window(1), window(0)], &vec![]));
    let taken = plan(&draft).in_place(&schedule);
    let about = |kind| matches!(kind, WarningKind::RoomElsewhere | WarningKind::FacultyElsewhere);
    let of_it: Vec<_> = warnings(&taken).into_iter().filter(|one| about(one.kind)).map(|one| one.sessions).collect();
    assert!(of_it.iter().all(|sessions| sessions == &[schedule.sessions[0].id]), "only what was locked there before: {of_it:?}");
}

#[test]
fn a_plan_that_fits_no_longer_says_which_rules_it_would_break() {
    let mut schedule = schedule();
    let plan = plan(&Draft::of(&schedule, Scope::Unplaced));
    let (id, placed) = plan.0[0];
    schedule.rooms.iter_mut().find(|room| room.id == placed.unwrap().room).unwrap().closes = placed.unwrap().start;
    let broken = plan.objections(&schedule, 1);
    let title = schedule.session(id).unwrap().title.clone();
    assert!(broken.iter().any(|one| *one == format!("“{title}” would break the rule that rooms are open.")), "{broken:?}");
    schedule.days = 1;
    assert!(plan.objections(&schedule, 1).iter().any(|one| one.contains("is no longer there")));
    let before = plan.objections(&schedule, 0);
    assert!(before.contains(&format!("“{title}” was changed after the search began.")), "{before:?}");
}

#[test]
fn what_is_fixed_may_clash_and_takes_no_other_with_it() {
    let mut schedule = schedule();
    let locked = schedule.sessions[0].placed;
    (schedule.sessions[3].placed, schedule.sessions[3].locked) = (locked, true);
    let draft = Draft::of(&schedule, Scope::Unplaced);
    // As the search leaves one of the two away, and puts another session in its place.
    let mut placement = vec![None; schedule.sessions.len()];
    placement[1] = Some(Spot { day: 0, start: 600, room: Some(0) });
    placement[2] = Some(Spot { day: 1, start: 600, room: Some(1) });
    let plan = draft.plan(&placement);
    let places: Vec<_> = plan.0.iter().map(|(id, placed)| (*id, placed.is_some())).collect();
    assert_eq!(places[..2], [(schedule.sessions[1].id, false), (schedule.sessions[2].id, true)]);
    assert_eq!(plan.objections(&schedule, 1), Vec::<String>::new(), "that two others clash is not the plan's doing");
    assert!(
        check(&draft.problem, &draft.problem.sessions.iter().map(|one| one.locked).collect()).iter().any(|one| one.rule == Rule::RoomOnce)
    );
}

#[test]
fn of_all_that_is_unlocked_what_found_no_place_comes_off_the_board() {
    let mut schedule = schedule();
    schedule.sessions[3].placed = Some(schedule::Placement { day: 2, start: 600, room: schedule.rooms[0].id });
    let draft = Draft::of(&schedule, Scope::Unlocked);
    let plan = draft.plan(&vec![None; schedule.sessions.len()]);
    assert_eq!(plan.edits(&schedule), [Edit::Place(schedule.sessions[3].id, None)]);
}
