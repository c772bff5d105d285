//! Arrange for me.

mod ctt;
mod reasons;
mod rules;
mod search;
mod wishes;

use std::sync::atomic::AtomicBool;

use domain::residencies::{
    SessionKind,
    arrange::{Arrangement, Day, Effort, Group, Problem, Room, Session, Spot, Teacher, Venue, Weights, Window, arrange},
};

/// Two days from 09:00 to 12:00, two rooms in two venues ten minutes apart, two teams and two of the faculty; no session.
fn small() -> Problem {
    let day = |name: &str| Day { name: name.into(), opens: 540, closes: 720, lunch: None, longest: None };
    let room = |name: &str, venue: usize, capacity: u32, features: &[&str]| Room {
        name: name.into(),
        venue,
        capacity,
        features: features.iter().map(ToString::to_string).collect(),
        opens: 480,
        closes: 1080,
        taken: Vec::new(),
    };
    Problem {
        name: "Small".into(),
        grid: 15,
        days: vec![day("Saturday"), day("Sunday")],
        venues: vec![Venue { name: "Main".into(), ways: vec![0, 10] }, Venue { name: "Annex".into(), ways: vec![10, 0] }],
        rooms: vec![room("Hall", 0, 40, &["projector"]), room("Lab", 1, 12, &["simulator"])],
        faculty: vec![
            Teacher { name: "Dr. Adams".into(), free: None, taken: Vec::new() },
            Teacher { name: "Dr. Brown".into(), free: None, taken: Vec::new() },
        ],
        groups: vec![Group { name: "Team 1".into(), size: 8 }, Group { name: "Team 2".into(), size: 8 }],
        sessions: Vec::new(),
        series: Vec::new(),
        weights: Weights::RESIDENCY,
    }
}

/// A class for some teams with some of the faculty.
fn class(title: &str, minutes: u16, groups: &[usize], faculty: &[usize]) -> Session {
    Session {
        title: title.into(),
        kind: SessionKind::Class,
        minutes,
        size: 8 * groups.len() as u32,
        groups: groups.to_vec(),
        faculty: faculty.to_vec(),
        features: Vec::new(),
        elective: false,
        roomless: false,
        after: Vec::new(),
        repeat_of: None,
        not_at: Vec::new(),
        preferred: None,
        locked: None,
    }
}

/// The small problem with these sessions.
fn with(sessions: Vec<Session>) -> Problem {
    Problem { sessions, ..small() }
}

/// A spot: day, first minute, room.
fn spot(day: usize, start: u16, room: usize) -> Option<Spot> {
    Some(Spot { day, start, room: Some(room) })
}

fn window(day: usize, from: u16, to: u16) -> Window {
    Window { day, from, to }
}

/// What so many moves with a seed lead to.
fn arranged(problem: &Problem, seed: u64, moves: u64) -> Arrangement {
    let cancel = AtomicBool::new(false);
    let effort = Effort { seed, walks: 2, moves: Some(moves), spent: &|| 0.0, cancel: &cancel, progress: &|_| {} };
    arrange(problem, &effort).unwrap()
}
