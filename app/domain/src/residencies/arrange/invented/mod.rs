//! Problems made up from a seed, each with a plan hidden in it that breaks no rule: for measuring and for tests.

pub mod curriculum;
mod hidden;

use super::{Day, Dice, Group, Lunch, Placement, Preference, Problem, Room, Teacher, Venue, Weights, Window};

/// What rooms may have.
const FEATURES: [&str; 5] = ["projector", "whiteboards", "movable tables", "recording", "simulator"];
/// A day goes from 08:00 to 18:00.
const DAY: (u16, u16) = (480, 1080);

/// How big a problem is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Days.
    pub days: usize,
    /// Rooms: two that hold everyone, the others a few teams.
    pub rooms: usize,
    /// Faculty.
    pub faculty: usize,
    /// Teams of physicians; at least two.
    pub teams: usize,
    /// Physicians in each.
    pub team: u32,
    /// Blocks of a day in which all are together.
    pub together: usize,
    /// Blocks of a day with sessions side by side.
    pub apart: usize,
    /// Sessions side by side, at most one for each team.
    pub beside: usize,
}

impl Size {
    /// A residency of four days: 60 sessions, 12 rooms, 40 faculty.
    pub const fn residency(teams: usize, team: u32) -> Self {
        Self { days: 4, rooms: 12, faculty: 40, teams, team, together: 3, apart: 3, beside: 4 }
    }

    /// A weekend, small enough for tests.
    pub const WEEKEND: Self = Self { days: 2, rooms: 4, faculty: 6, teams: 2, team: 8, together: 2, apart: 1, beside: 2 };
}

/// A problem and a plan for it that breaks no rule. The same seed gives the same.
pub fn invented(name: &str, seed: u64, size: Size) -> (Problem, Placement) {
    let mut dice = Dice::new(seed);
    loop {
        let mut problem = places(name, &mut dice, size);
        // Now and then chance builds itself into a corner, and begins again.
        if let Some(placement) = hidden::plan(&mut problem, &mut dice, size) {
            wishes(&mut problem, &placement, &mut dice);
            return (problem, placement);
        }
    }
}

/// Days, venues, rooms and people, without a session.
fn places(name: &str, dice: &mut Dice, size: Size) -> Problem {
    let lunch = Lunch { from: 690, to: 810, minutes: 60 };
    let day = |number: usize| Day { name: format!("Day {number}"), opens: DAY.0, closes: DAY.1, lunch: Some(lunch), longest: Some(600) };
    let mut ways = [[0_u16; 3]; 3];
    for (from, to) in [(0, 1), (0, 2), (1, 2)] {
        let minutes = 5 * dice.between(1, 4) as u16;
        (ways[from][to], ways[to][from]) = (minutes, minutes);
    }
    let venue =
        |number: usize| Venue { name: ["Main building", "Simulation center", "Library"][number].into(), ways: ways[number].to_vec() };
    Problem {
        name: name.to_owned(),
        grid: 15,
        days: (1..=size.days).map(day).collect(),
        venues: (0..3).map(venue).collect(),
        rooms: (0..size.rooms).map(|number| room(number, dice, size)).collect(),
        faculty: (1..=size.faculty).map(|number| Teacher { name: format!("Faculty {number}"), free: None, taken: Vec::new() }).collect(),
        groups: (1..=size.teams).map(|number| Group { name: format!("Team {number}"), size: size.team }).collect(),
        sessions: Vec::new(),
        series: Vec::new(),
        weights: Weights::RESIDENCY,
    }
}

fn room(number: usize, dice: &mut Dice, size: Size) -> Room {
    let everyone = size.team * size.teams as u32;
    let share = everyone.div_ceil(size.beside as u32) + size.team;
    let (capacity, venue) = if number < 2 { (everyone + 10, 0) } else { (share + dice.below(20) as u32, dice.below(3)) };
    let features = FEATURES.into_iter().filter(|_| dice.below(100) < 45).map(str::to_owned).collect();
    let closes = if number < 2 { 1080 } else { *dice.pick(&[1020, 1080, 1080, 1200]).unwrap_or(&1080) };
    Room { name: format!("Room {}", 101 + number), venue, capacity, features, opens: 480, closes, taken: Vec::new() }
}

/// When faculty can come, what sessions would like and cannot have: all of it with the hidden plan still possible.
fn wishes(problem: &mut Problem, placement: &Placement, dice: &mut Dice) {
    for person in 0..problem.faculty.len() {
        let windows = (0..problem.days.len()).filter_map(|day| window(problem, placement, dice, person, day)).collect();
        problem.faculty[person].free = Some(windows);
    }
    let days = problem.days.len();
    for (session, spot) in problem.sessions.iter_mut().zip(placement) {
        let half = |dice: &mut Dice| if dice.below(2) == 0 { (DAY.0, 750) } else { (750, DAY.1) };
        if session.locked.is_none() && dice.below(100) < 30 {
            let (from, to) = half(dice);
            session.preferred = Some(Preference { day: Some(dice.below(days)).filter(|_| from == DAY.0), from, to });
        }
        let (day, (from, to)) = (dice.below(days), half(dice));
        let there = spot.is_some_and(|spot| spot.day == day);
        if dice.below(100) < 20 && !there {
            session.not_at.push(Window { day, from, to });
        }
    }
}

/// When somebody can come on a day: around the sessions they have there; otherwise on some days.
fn window(problem: &Problem, placement: &Placement, dice: &mut Dice, person: usize, day: usize) -> Option<Window> {
    let theirs = problem.sessions.iter().zip(placement).filter(|(session, _)| session.faculty.contains(&person));
    let theirs =
        theirs.filter_map(|(session, spot)| spot.filter(|spot| spot.day == day).map(|spot| (spot.start, spot.start + session.minutes)));
    let (first, last) = theirs.fold((u16::MAX, 0), |(first, last), (start, end)| (first.min(start), last.max(end)));
    let around = 15 * dice.between(0, 12) as u16;
    if last > 0 {
        return Some(Window { day, from: first.saturating_sub(around).max(DAY.0), to: (last + around).min(DAY.1) });
    }
    (dice.below(100) < 30)
        .then(|| if dice.below(2) == 0 { Window { day, from: DAY.0, to: DAY.1 } } else { Window { day, from: 720, to: DAY.1 } })
}
